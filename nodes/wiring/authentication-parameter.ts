import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { builtInTypes, isGrantedType, type CredentialType } from './credential-fields';

/* eslint-disable n8n-nodes-base/node-param-display-name-miscased -- a half-sentence on who logs in, which title case would turn into a product's name */
/** What a person reads of each type; the editor offers the names in the menu of the node's credential. */
const choices: ReadonlyArray<{ readonly name: string; readonly value: CredentialType; readonly description: string }> =
	[
		{
			name: 'Production – server to server',
			value: 'salesforceProductionServerApi',
			description: 'By a user of its own, in a production org',
		},
		{
			name: 'Production – as a person (OAuth2)',
			value: 'salesforceProductionOAuth2Api',
			description: 'As whoever connects the credential, in a production org',
		},
		{
			name: 'Sandbox – server to server',
			value: 'salesforceSandboxServerApi',
			description: 'By a user of its own, in a sandbox',
		},
		{
			name: 'Sandbox – as a person (OAuth2)',
			value: 'salesforceSandboxOAuth2Api',
			description: 'As whoever connects the credential, in a sandbox',
		},
		{
			name: "n8n's Salesforce JWT – server to server",
			value: 'salesforceJwtApi',
			description: "The credential of n8n's own Salesforce node; its Environment Type says the kind of org",
		},
		{
			name: "n8n's Salesforce OAuth2 – as a person",
			value: 'salesforceOAuth2Api',
			description: "The credential of n8n's own Salesforce node; its Environment Type says the kind of org",
		},
	];
/* eslint-enable n8n-nodes-base/node-param-display-name-miscased */

/** Chooses the credential type; a node refuses an org of the other kind. */
export const authenticationParameter: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true, // n8n decides by it which credential to offer, before any item exists
	options: choices.map((choice) => ({ ...choice })),
	default: 'salesforceProductionServerApi',
	description: 'Kind of org that the credential belongs to, and how to log in',
};

/** A node's `credentials`: one of each type, offered when `authentication` says so and the other parameters are as in `show`. */
export function salesforceCredentials(show: Readonly<Record<string, string[]>> = {}): INodeCredentialDescription[] {
	return choices.map(({ value: name }) => ({
		name,
		required: true,
		displayOptions: { show: { ...show, authentication: [name] } },
		...(isTestedByNode(name) && { testedBy: 'testSalesforceConnection' }),
	}));
}

/** n8n tests no OAuth2 type, whatever a node offers for it, and its own types by themselves; these are checked when a node connects. */
function isTestedByNode(name: CredentialType): boolean {
	return !isGrantedType(name) && !builtInTypes.includes(name);
}
