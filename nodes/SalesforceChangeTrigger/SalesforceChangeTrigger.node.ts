import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { properties, subtitle } from './description';
import { readSecret, readSettings } from './settings';
import { takeCall } from './take-call';
import { webhookPath } from './webhook-path';

/** Is told by Salesforce of records that were created or changed, keeps them in the store, and starts an execution when none works them off. */
export class SalesforceChangeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Change Trigger',
		name: 'salesforceChangeTrigger',
		icon: { light: 'file:changeTrigger.svg', dark: 'file:changeTrigger.dark.svg' },
		group: ['trigger'],
		// Of a first version n8n evaluates an expression at every call before it asks the node, in an isolate made for it.
		version: [1, 2],
		defaultVersion: 2,
		subtitle,
		description: 'Starts the workflow when Salesforce sends an outbound message, or a flow or Apex sends record IDs',
		defaults: { name: 'Salesforce Change Trigger' },
		eventTriggerDescription: 'Waiting for Salesforce to send a change to the test URL',
		activationMessage:
			'Salesforce can send changes to the production URL now: put the secret in the place of :secret, and name the URL in the outbound message.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'changeTriggerSecretApi', required: true },
			{ name: 'enrichmentFullEnrichApi', required: true, displayOptions: { show: { provider: ['full-enrich'] } } },
		],
		// Without isFullPath n8n would count its own prefix among the segments of the path, and never find it.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				...webhookPath,
				isFullPath: true,
				rawBody: true,
			},
		],
		properties,
	};

	/** Nothing is set up anywhere; n8n asks this before it activates a workflow, which then says what is missing. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				readSettings.call(this);
				await readSecret.call(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await takeCall.call(this);
	}
}
