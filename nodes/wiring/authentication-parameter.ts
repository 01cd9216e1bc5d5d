import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { CredentialType, ServerCredentialType } from './credential-fields';

const serverTypes: readonly ServerCredentialType[] = ['salesforceProductionServerApi', 'salesforceSandboxServerApi'];

/** n8n never tests an OAuth2 type, whatever a node offers for it; these are checked when a node connects. */
const grantedTypes: readonly CredentialType[] = ['salesforceProductionOAuth2Api', 'salesforceSandboxOAuth2Api'];

const [production, sandbox] = serverTypes;
const [productionOAuth2, sandboxOAuth2] = grantedTypes;

/** Chooses the credential type; a node refuses an org of the other kind. */
export const authenticationParameter: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true, // n8n decides by it which credential to offer, before any item exists
	options: [
		{ name: 'Production', value: production, description: 'Server to server, in a production org' },
		{ name: 'Production (OAuth2)', value: productionOAuth2, description: 'As the person who logs in, in a production org' },
		{ name: 'Sandbox', value: sandbox, description: 'Server to server, in a sandbox' },
		{ name: 'Sandbox (OAuth2)', value: sandboxOAuth2, description: 'As the person who logs in, in a sandbox' },
	],
	default: production,
	description: 'Kind of org that the credential belongs to, and how to log in',
};

/** A node's `credentials`: one of each type, offered when `authentication` says so and the other parameters are as in `show`. */
export function salesforceCredentials(show: Readonly<Record<string, string[]>> = {}): INodeCredentialDescription[] {
	const offered = (name: CredentialType) => ({
		name,
		required: true,
		displayOptions: { show: { ...show, authentication: [name] } },
	});
	return [
		...serverTypes.map((name) => ({ ...offered(name), testedBy: 'testSalesforceConnection' })),
		...grantedTypes.map(offered),
	];
}
