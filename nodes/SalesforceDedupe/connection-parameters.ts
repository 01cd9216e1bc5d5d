import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { SalesforceClient } from '../../core/salesforce/client';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { fieldListsParameter } from '../wiring/field-lists-parameter';
import { salesforceClient } from '../wiring/salesforce-client';

/** Operations that go to Salesforce. */
const connectingOperations = [
	'convertLeads',
	'matchSalesforce',
	'merge',
	'planConversions',
	'planMerges',
	'rememberDecision',
	'scanObject',
	'secondOpinion',
	'undoMerge',
];

const nobody = 'none';

/**
 * Finding duplicates needs no org but for the lists of fields; merging does. By `hide`, because the editor takes what an
 * authentication field's `show` names for a part of the credential, and draws it no more. Both versions offer *None*: of
 * an authentication field without it the editor draws no version at all.
 */
export const connectionParameters: INodeProperties[] = [
	{ ...fieldListsParameter, displayOptions: { hide: { operation: connectingOperations } } },
	{
		...authenticationParameter,
		displayName: 'Connect With',
		options: [
			...(authenticationParameter.options as INodePropertyOptions[]),
			{ name: 'None', value: nobody, description: 'Nothing can be planned, merged or undone' },
		],
		default: nobody,
		displayOptions: { hide: { operation: ['evaluate', 'findInInput'] } },
	},
];

/** A client for the credential that was chosen; throws `invalid_parameter` where none was. */
export async function connectToMerge(this: IExecuteFunctions): Promise<SalesforceClient> {
	if (this.getNodeParameter('authentication', 0) !== nobody) return await salesforceClient.call(this);
	throw new EnrichmentError('invalid_parameter', 'Connect With is None, and this operation works in Salesforce.', {
		remedy: 'Choose in Connect With how the node logs in to the org, and a credential of that kind.',
	});
}
