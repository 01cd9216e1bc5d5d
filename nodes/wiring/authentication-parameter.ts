import type { INodeProperties } from 'n8n-workflow';
import type { CredentialType } from './credential-fields';

const production: CredentialType = 'salesforceProductionServerApi';
const sandbox: CredentialType = 'salesforceSandboxServerApi';

/** Chooses the credential type; a node refuses an org of the other kind. */
export const authenticationParameter: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true, // n8n decides by it which credential to offer, before any item exists
	options: [
		{ name: 'Production', value: production },
		{ name: 'Sandbox', value: sandbox },
	],
	default: production,
	description: 'Kind of org that the credential belongs to',
};
