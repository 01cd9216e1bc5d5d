import type { Icon, INodeProperties } from 'n8n-workflow';

/** Icon of both OAuth2 credential types. */
export const signedInUserIcon: Icon = {
	light: 'file:salesforceOAuth2.svg',
	dark: 'file:salesforceOAuth2.dark.svg',
};

/** How a credential type for one kind of org differs. */
export interface SignInForm {
	readonly generalHost: string;
	/** An address such as those orgs have. */
	readonly placeholder: string;
	/** What people get wrong with that kind of org. */
	readonly notice?: string;
}

/** What a sandbox's own form says. */
export const sandboxAppNotice =
	'A sandbox needs an app of its own: create the External Client App (or connected app) in the sandbox and take its consumer key and secret. An app of production is known to a sandbox only when the sandbox was made or refreshed after it.';

/** A path behind the host, pasted along with it, and the blanks around it would break the addresses made from it. */
const loginHost = '$self["loginUrl"].trim().replace(/^(https?:\\/\\/[^\\/]+).*$/, "$1")';

/** What an OAuth2 credential type asks for beside n8n's own OAuth2 fields; `generalHost` lets people of every org of its kind in. */
export function signedInUserProperties({ generalHost, placeholder, notice }: SignInForm): INodeProperties[] {
	return [
		...(notice ? [{ displayName: notice, name: 'appNotice', type: 'notice' as const, default: '' }] : []),
		{
			displayName: 'My Domain URL',
			name: 'loginUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder,
			description: `Where you log in: the address of the org, from Setup > My Domain. ${generalHost} works too where the org still allows logins there.`,
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'string',
			default: '68.0',
			placeholder: 'e.g. 68.0',
			description: 'Version of the REST API to use: 68, 68.0 and v68.0 are the same, and so is leaving it empty',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'pkce' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			required: true,
			default: `={{ ${loginHost} + "/services/oauth2/authorize" }}`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			required: true,
			default: `={{ ${loginHost} + "/services/oauth2/token" }}`,
		},
		// Enough for REST, Bulk, Tooling and SOAP calls; `full` would also open the user's pages.
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'api refresh_token' },
		// Otherwise a browser that is logged in to another org grants access to that one without asking.
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: 'prompt=login' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];
}
