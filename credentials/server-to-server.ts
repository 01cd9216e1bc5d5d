import type { Icon, INodeProperties } from 'n8n-workflow';

/** Icon of both server-to-server credential types. */
export const serverIcon: Icon = {
	light: 'file:salesforceServer.svg',
	dark: 'file:salesforceServer.dark.svg',
};

/** What a sandbox's credential asks for. */
export function sandboxServerProperties(notice: string): INodeProperties[] {
	const placeholder = 'e.g. https://acme--dev.sandbox.my.salesforce.com';
	const properties = serverToServerProperties.map((property) =>
		property.name === 'loginUrl' ? { ...property, placeholder } : property,
	);
	return [{ displayName: notice, name: 'appNotice', type: 'notice', default: '' }, ...properties];
}

/** What a server-to-server credential asks for; which kind of org it accepts is in its name. */
export const serverToServerProperties: INodeProperties[] = [
	{
		displayName: 'My Domain URL',
		name: 'loginUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://acme.my.salesforce.com',
		description:
			'Address of the org, from Setup > My Domain. Server-to-server logins are not accepted on login.salesforce.com.',
	},
	{
		displayName: 'Grant',
		name: 'grant',
		type: 'options',
		options: [
			{
				name: 'Client Credentials',
				value: 'client_credentials',
				description: 'With a secret, as the user that the connected app runs as',
			},
			{
				name: 'JWT Bearer',
				value: 'jwt_bearer',
				description: 'With a private key, as a named user that the connected app has authorised',
			},
		],
		default: 'client_credentials',
		description: 'How to log in',
	},
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		required: true,
		default: '',
		description: 'Consumer key of the connected app or external client app',
	},
	{
		displayName: 'Client Secret',
		name: 'clientSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		displayOptions: { show: { grant: ['client_credentials'] } },
		description: 'Consumer secret of the connected app or external client app',
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. integration@acme.com',
		displayOptions: { show: { grant: ['jwt_bearer'] } },
		description: 'Salesforce user to log in as',
	},
	{
		displayName: 'Private Key',
		name: 'privateKey',
		type: 'string',
		typeOptions: { password: true, rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. -----BEGIN PRIVATE KEY-----',
		displayOptions: { show: { grant: ['jwt_bearer'] } },
		description: 'Key in PEM form whose certificate was uploaded to the connected app',
	},
	{
		displayName: 'API Version',
		name: 'apiVersion',
		type: 'string',
		default: '68.0',
		placeholder: 'e.g. 68.0',
		description: 'Version of the REST API to use: 68, 68.0 and v68.0 are the same, and so is leaving it empty',
	},
];
