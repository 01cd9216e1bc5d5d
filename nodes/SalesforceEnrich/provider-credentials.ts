import { sortBy, uniq } from 'lodash';
import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { shippedProviders } from '../../core/stages/enrich/providers/registry';
import { fieldListsCredentials } from '../wiring/field-lists-parameter';
import { allProvidersBut, customProvider, referenceTable, withSeveralCredentials } from './provider-choices';

const ours = 'ours';
const builtIn = 'builtIn';
const noCredential = 'none';

/** Of n8n, for any service: what the user picks for a definition of their own. */
const genericTypes = [
	{ name: 'Basic Auth', value: 'httpBasicAuth' },
	{ name: 'Bearer Auth', value: 'httpBearerAuth' },
	{ name: 'Custom Auth', value: 'httpCustomAuth' },
	{ name: 'Header Auth', value: 'httpHeaderAuth' },
	{ name: 'OAuth2 API', value: 'oAuth2Api' },
	{ name: 'Query Auth', value: 'httpQueryAuth' },
];

/** n8n's credential for PostgreSQL. */
export const postgresCredential = 'postgres';

/**
 * Which credential opens the provider. n8n's editor hides whatever an authentication field names under `show`, so these name what
 * they are hidden for.
 */
export const credentialParameters: INodeProperties[] = [
	{
		displayName: 'Credential Type',
		name: 'providerCredential',
		type: 'options',
		noDataExpression: true, // n8n asks for the credential before there is any item
		options: [
			{ name: 'Of the Built-In Node', value: builtIn },
			{ name: 'Of This Pack', value: ours },
		],
		default: ours,
		description: 'Which kind of credential holds the key',
		displayOptions: { hide: { provider: allProvidersBut(withSeveralCredentials.map(({ id }) => id)) } },
	},
	{
		displayName: 'Authentication',
		name: 'customAuthentication',
		type: 'options',
		noDataExpression: true, // n8n asks for the credential before there is any item
		options: [...genericTypes, { name: 'None', value: noCredential }],
		default: noCredential,
		description:
			'How requests are signed: a credential of n8n for any service, so that no key stands in the definition',
		displayOptions: { hide: { provider: allProvidersBut([customProvider]) } },
	},
];

/** Those that fill the lists of fields, and every type of credential that a provider can be opened with, shown where it is the one. */
export const allCredentials: INodeCredentialDescription[] = [
	...fieldListsCredentials,
	...credentialsOfShipped(),
	...genericTypes.map(({ value }) => ({
		name: value,
		required: true,
		displayOptions: { show: { provider: [customProvider], customAuthentication: [value] } },
	})),
	{
		name: postgresCredential,
		required: true,
		displayOptions: { show: { provider: [referenceTable] } },
	},
];

/** The type of credential that the parameters choose; `undefined` where the provider needs none. */
export function credentialTypeOf(
	provider: string,
	{ providerCredential, customAuthentication }: { providerCredential?: unknown; customAuthentication?: unknown },
): string | undefined {
	if (provider === customProvider) {
		return customAuthentication === noCredential ? undefined : (customAuthentication as string);
	}
	const credentials = shippedProviders.find(({ id }) => id === provider)?.credentials ?? [];
	return credentials.length > 1 && providerCredential === builtIn ? credentials[1] : credentials[0];
}

function credentialsOfShipped(): INodeCredentialDescription[] {
	const single = shippedProviders.filter(({ credentials }) => credentials.length === 1);
	const names = uniq(single.map(({ credentials }) => credentials[0]));
	return sortBy(
		[
			...names.map((name) => ({
				name,
				required: true,
				displayOptions: {
					show: { provider: single.filter(({ credentials }) => credentials[0] === name).map(({ id }) => id) },
				},
			})),
			...severalOfShipped(),
		],
		'name',
	);
}

function severalOfShipped(): INodeCredentialDescription[] {
	const names = uniq(withSeveralCredentials.flatMap(({ credentials }) => credentials));
	return names.map((name) => {
		const opened = withSeveralCredentials.filter(({ credentials }) => credentials.includes(name));
		const provider = opened.map(({ id }) => id);
		// Not by `show` for both: the editor would take the choice for the node's one authentication field and draw it elsewhere.
		const displayOptions =
			opened[0].credentials[0] === name
				? { show: { provider }, hide: { providerCredential: [builtIn] } }
				: { show: { provider, providerCredential: [builtIn] } };
		return { name, required: true, displayOptions };
	});
}
