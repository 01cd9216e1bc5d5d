import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { RunBooks } from '../../core/run/run-books';
import { checkedRawWhere } from '../../core/stages/fetch/raw-where';
import { readTrainingData, type TrainingData } from '../../core/stages/score/outcomes/training-data';
import type { TrainingSource } from '../../core/stages/score/outcomes/training-source';
import { clientRunContext } from '../wiring/client-run';
import { systemClock } from '../wiring/clock';
import { salesforceClient } from '../wiring/salesforce-client';
import { listFrom } from './kept-models';

const monthMs = 30.44 * 86_400_000;
const usual = { months: 24, maxRecords: 100_000, daysToDecide: 90 };

const fromSalesforce = ['accounts', 'contacts', 'leads', 'other'];

/** Where the records come from whose outcome is known. */
export const trainingDataParameters: INodeProperties[] = [
	{
		displayName: 'Records',
		name: 'trainingData',
		type: 'options',
		options: [
			{ name: 'From Input', value: 'items', description: 'The items, of a query or a file' },
			{
				name: 'Leads Converted or Not',
				value: 'leads',
				description: 'Read from Salesforce, converted ones included',
			},
			{
				name: 'Object of Your Choice',
				value: 'other',
				description: 'Read from Salesforce, with a field that says how each ended',
			},
			{
				name: 'Opportunities Won or Lost, by Account',
				value: 'accounts',
				description: 'Read from Salesforce: learns from the fields of the account',
			},
			{
				name: 'Opportunities Won or Lost, by Contact',
				value: 'contacts',
				description: "Read from Salesforce: learns from the account's people and from the account",
			},
		],
		default: 'items',
		description: 'Records whose outcome is known',
		displayOptions: { show: { operation: ['train', 'evaluate'] } },
	},
	{
		displayName: 'Object of the Records',
		name: 'trainingObject',
		type: 'string',
		noDataExpression: true,
		default: 'Opportunity',
		placeholder: 'e.g. Opportunity, Deal__c',
		description: 'API name of the object',
		displayOptions: { show: { operation: ['train', 'evaluate'], trainingData: ['other'] } },
	},
	{
		displayName: 'Which Records',
		name: 'trainingSelection',
		type: 'collection',
		placeholder: 'Add Limit',
		default: {},
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				type: 'string',
				default: '',
				placeholder: "e.g. Type = 'New Customer'",
				description: 'What stands behind WHERE in SOQL; of an object of your choice only',
			},
			{
				displayName: 'Days Until an Open Lead Counts as Lost',
				name: 'daysToDecide',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1000 },
				default: 90,
				description:
					'Younger leads are left out, whether they are converted or not, so that both have had the same time',
			},
			{
				displayName: 'Fields to Read',
				name: 'fields',
				type: 'string',
				default: '',
				placeholder: 'e.g. Industry, NumberOfEmployees',
				description: 'Separated by commas; empty means all that can be learnt from',
			},
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'When the first of them came in, or was closed; empty means 24 months ago',
			},
			{
				displayName: 'Moment of the Outcome',
				name: 'decided',
				type: 'string',
				default: '',
				placeholder: 'e.g. CloseDate',
				description:
					'Date field that says when the outcome was known; values that were set later are taken back by it. Of an object of your choice only.',
			},
			{
				displayName: 'Most Records',
				name: 'maxRecords',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1000000 },
				default: 100000,
				description: 'The newest are taken',
			},
			{
				displayName: 'Until',
				name: 'until',
				type: 'dateTime',
				default: '',
				description:
					'Records from then on are left out, such as those that the model is to be tested on; empty means now',
			},
			{
				displayName: 'Values as They Were When It Was Decided',
				name: 'isAsOfDecision',
				type: 'boolean',
				default: true,
				description:
					'Whether values that field history shows to be set after the outcome are taken back, and fields that are mostly set only then are left out',
			},
		],
		displayOptions: { show: { operation: ['train', 'evaluate'], trainingData: fromSalesforce } },
	},
];

/** Training data as Salesforce has it, with the org it is of. */
export interface SalesforceTrainingData extends TrainingData {
	readonly orgId: string;
}

/** Reads what the parameters ask for from Salesforce; `undefined` where the records come as items. */
export async function readFromSalesforce(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	fields: { readonly outcome: string; readonly time: string; readonly wins: readonly string[] },
	only?: readonly string[],
): Promise<SalesforceTrainingData | undefined> {
	const kind = String(this.getNodeParameter('trainingData', 0, 'items'));
	if (kind === 'items') return undefined;
	if (this.getNodeParameter('authentication', 0, 'none') === 'none') {
		throw new EnrichmentError(
			'invalid_parameter',
			'Records are to be read from Salesforce, but no credential is chosen.',
			{
				remedy: 'Choose in Connect With how the node logs in to the org, and a credential of that kind.',
			},
		);
	}
	const client = await salesforceClient.call(this);
	const context = await clientRunContext(items, client);
	const selection = this.getNodeParameter('trainingSelection', 0, {}) as IDataObject;
	const now = systemClock();
	const daysToDecide = Number(selection.daysToDecide ?? usual.daysToDecide);
	const until = timeFrom(selection.until, 'Until') ?? now;
	const given = listFrom(selection.fields);
	const before = client.calls.now();
	const data = await readTrainingData(
		client,
		{
			source: sourceOf.call(this, kind, fields, selection),
			from: timeFrom(selection.from, 'From') ?? new Date(until.getTime() - usual.months * monthMs),
			until: kind === 'leads' ? earlier(until, new Date(now.getTime() - daysToDecide * 86_400_000)) : until,
			daysToDecide,
			...(given.length > 0 ? { fields: given } : only && { fields: only }),
			maxRecords: Number(selection.maxRecords ?? usual.maxRecords),
			isAsOfDecision: selection.isAsOfDecision !== false,
		},
		fields.wins,
		this.getExecutionCancelSignal(),
	);
	await new RunBooks(context, 'score').enterAsPlanned(client.calls.since(before));
	return { ...data, orgId: client.org.orgId };
}

function sourceOf(
	this: IExecuteFunctions,
	kind: string,
	{ outcome, time }: { readonly outcome: string; readonly time: string },
	{ decided, condition }: IDataObject,
): TrainingSource {
	if (kind === 'accounts' || kind === 'contacts' || kind === 'leads') return { kind };
	if (kind !== 'other') {
		throw new EnrichmentError('invalid_parameter', `Records is ${kind.slice(0, 40)}, which is none of its choices.`, {
			remedy: 'Choose items, leads, accounts, contacts or other.',
		});
	}
	const [moment, where] = [decided, condition].map((text) => String(text ?? '').trim());
	return {
		kind: 'other',
		sObject: String(this.getNodeParameter('trainingObject', 0)).trim(),
		outcome,
		time: time || 'CreatedDate',
		...(moment && { decided: moment }),
		...(where && { condition: checkedRawWhere(where) }),
	};
}

function timeFrom(value: unknown, name: string): Date | undefined {
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	const time = new Date(text);
	if (!Number.isNaN(time.getTime())) return time;
	throw new EnrichmentError('invalid_parameter', `${name} is ${text.slice(0, 40)}, which is no date.`, {
		remedy: 'Write year, month and day, e.g. 2026-06-01.',
	});
}

function earlier(one: Date, other: Date): Date {
	return one < other ? one : other;
}
