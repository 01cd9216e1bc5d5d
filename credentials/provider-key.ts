import type { IAuthenticateGeneric, Icon, INodeProperties } from 'n8n-workflow';

/** Icon of all credential types of providers. */
export const providerIcon: Icon = { light: 'file:provider.svg', dark: 'file:provider.dark.svg' };

/** The one field of a provider that is opened by a key; `where` says in its own words where a person finds it. */
export function keyProperty(where: string, displayName = 'API Key'): INodeProperties {
	return {
		displayName,
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: where,
	};
}

/** Puts the key into a header, behind a scheme where the provider wants one. */
export function keyInHeader(header: string, scheme = ''): IAuthenticateGeneric {
	return {
		type: 'generic',
		properties: { headers: { [header]: `=${scheme === '' ? '' : `${scheme} `}{{$credentials.apiKey}}` } },
	};
}
