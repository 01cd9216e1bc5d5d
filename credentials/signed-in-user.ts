import type { Icon, INodeProperties } from 'n8n-workflow';

/** Icon of both OAuth2 credential types. */
export const signedInUserIcon: Icon = {
	light: 'file:salesforceOAuth2.svg',
	dark: 'file:salesforceOAuth2.dark.svg',
};

/** A path behind the host, pasted along with it, and the blanks around it would break the addresses made from it. */
const loginHost = '$self["loginUrl"].trim().replace(/^(https?:\\/\\/[^\\/]+).*$/, "$1")';

/** What an OAuth2 credential type asks for beside n8n's own OAuth2 fields; `loginUrl` is where its kind of org lets people in. */
export function signedInUserProperties(loginUrl: string): INodeProperties[] {
	return [
		{
			displayName: 'Login URL',
			name: 'loginUrl',
			type: 'string',
			required: true,
			default: loginUrl,
			placeholder: 'e.g. https://acme.my.salesforce.com',
			description: `Where you log in: ${loginUrl}, or the My Domain URL from Setup > My Domain, which the org may demand`,
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'string',
			required: true,
			default: '68.0',
			placeholder: 'e.g. 68.0',
			description: 'Version of the REST API to use',
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
