import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { recordIdIn } from '../../../core/record/identity';
import { assertHostOf } from '../../../core/run/org-host';
import { conversionRows, wishOfColumns, wishOfMatches } from '../../../core/stages/dedupe/convert/conversion-rows';
import type { ConversionRules, ConversionWish } from '../../../core/stages/dedupe/convert/conversion-facts';
import { conversionSentence, planConversions } from '../../../core/stages/dedupe/convert/plan-conversions';
import { systemClock } from '../../wiring/clock';
import { readSwitch } from '../../wiring/read-switch';
import { asItem, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToMerge } from '../connection-parameters';

const displayOptions = { show: { operation: ['planConversions'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Convert Into',
		name: 'convertInto',
		type: 'options',
		options: [
			{ name: 'Records That Columns Name', value: 'columns' },
			{
				name: 'The Contact or Account That Was Matched',
				value: 'matches',
				description: 'By Match Against Salesforce, before this node',
			},
		],
		default: 'matches',
		description: 'How the items tell which contact or account a lead is',
		displayOptions,
	},
	{
		displayName: 'At a Match Probability From',
		name: 'convertProbability',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 3 },
		default: 0.95,
		description: 'Matches below it do not count; 0 to 1',
		displayOptions: { show: { ...displayOptions.show, convertInto: ['matches'] } },
	},
	{
		displayName: 'Contact Column',
		name: 'contactColumn',
		type: 'string',
		default: '',
		placeholder: 'e.g. contactId',
		description: 'Name of the column with the ID of the contact; empty where there is none',
		displayOptions: { show: { ...displayOptions.show, convertInto: ['columns'] } },
	},
	{
		displayName: 'Account Column',
		name: 'accountColumn',
		type: 'string',
		default: '',
		placeholder: 'e.g. accountId',
		description: 'Name of the column with the ID of the account; empty where there is none',
		displayOptions: { show: { ...displayOptions.show, convertInto: ['columns'] } },
	},
	{
		displayName: 'Also Leads Without a Match',
		name: 'makesNew',
		type: 'boolean',
		default: false,
		description: 'Whether leads that match nobody are converted into a new account and contact',
		displayOptions,
	},
	{
		displayName: 'Converted Status',
		name: 'convertedStatus',
		type: 'string',
		default: 'Closed - Converted',
		description: 'The lead status, as the org calls it, that counts as converted',
		displayOptions,
	},
	{
		displayName: 'Create an Opportunity',
		name: 'createsOpportunity',
		type: 'boolean',
		default: false,
		description: 'Whether each lead also becomes an opportunity',
		displayOptions,
	},
	{
		displayName: 'Owner ID',
		name: 'convertOwnerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0055e000001AbCdAAK',
		description: "User who owns what is made; empty leaves it with the lead's owner",
		displayOptions,
	},
];

/** Nothing is written: one row per lead on the first output, and always one with the numbers on the second. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const rules = readRules.call(this);
	const wishes = readWishes.call(this, items);
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	await assertHostOf(store, client.org, systemClock());
	const planned = await planConversions(client, { wishes, rules }, this.getExecutionCancelSignal());
	const text = conversionSentence(planned);
	showNotes.call(this, [text]);
	const ready = planned.plans.filter(({ reviews }) => reviews.length === 0).length;
	return [
		conversionRows(planned, rules, client.org).map((row, index) => asItem(row, index)),
		[asItem({ leads: planned.plans.length, readyLeads: ready, leadsLeft: planned.plans.length - ready, text }, 0)],
	];
}

function readWishes(this: IExecuteFunctions, items: INodeExecutionData[]): ConversionWish[] {
	const text = (name: string) => (this.getNodeParameter(name, 0) as string).trim();
	const records = recordsOf(items);
	if (this.getNodeParameter('convertInto', 0) === 'columns') {
		const columns = { contact: text('contactColumn'), account: text('accountColumn') };
		return records.map((record, index) => wishOfColumns(record, index, columns));
	}
	const least = this.getNodeParameter('convertProbability', 0) as number;
	return records.map((record, index) => wishOfMatches(record, index, least));
}

function readRules(this: IExecuteFunctions): ConversionRules {
	const given = (this.getNodeParameter('convertOwnerId', 0) as string).trim();
	const ownerId = recordIdIn(given);
	if (given !== '' && !ownerId?.startsWith('005'))
		throw new EnrichmentError('invalid_parameter', `Owner ID is "${given}", which is no ID of a user.`, {
			remedy: 'IDs of users begin with 005; leave it empty for the owner of the lead.',
		});
	return {
		convertedStatus: (this.getNodeParameter('convertedStatus', 0) as string).trim(),
		createsOpportunity: readSwitch.call(this, 'createsOpportunity', 'Create an Opportunity', 0),
		makesNew: readSwitch.call(this, 'makesNew', 'Also Leads Without a Match', 0),
		...(ownerId && { ownerId }),
	};
}
