import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { effectiveRecord } from '../../core/record/effective';
import type { OverwritePolicy, RecordItem } from '../../core/record/record-item';
import type { SalesforceClient } from '../../core/salesforce/client';
import { linkagePreset } from '../../core/stages/dedupe/linkage/presets';
import {
	heldBack,
	linked,
	linkTargets,
	type MatchAction,
	type MatchLink,
	type PlacedItem,
	turnedIntoMatches,
} from '../../core/stages/dedupe/match-org/act-on-match';
import { actionSentence } from '../../core/stages/dedupe/match-org/action-sentence';
import type { AddressRequest } from '../../core/stages/dedupe/match-org/match-addresses';
import type { MatchReport } from '../../core/stages/dedupe/match-org/match-request';
import type { MatchedItems } from '../../core/stages/dedupe/match-org/matched-items';
import { noAccountSentence, whyNotSentence } from '../../core/stages/dedupe/match-org/why-not';
import { linkageRecordOf } from '../../core/stages/dedupe/linkage/linkage-records';
import { systemClock } from '../wiring/clock';

const show = { operation: ['matchSalesforce'] };

/** By what records are the same: by weighing, or by an address alone. */
export const addressParameters: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: [
			{
				name: 'Any Email Address',
				value: 'addresses',
				description: 'A record is the same that has one of the addresses, whoever it is; nothing else counts',
			},
			{
				name: 'Match Weights',
				value: 'weights',
				description: 'What agrees and what differs is weighed: names, address, phone, company and place',
			},
		],
		default: 'weights',
		description: 'How a record is told to be in the org already',
		displayOptions: { show },
	},
	{
		displayName: 'Address Fields of the Items',
		name: 'addressFields',
		type: 'string',
		default: 'Email',
		required: true,
		placeholder: 'e.g. Email, Email_2__c, Email_3__c',
		description: 'Columns with addresses, parted by commas; one of all these addresses is enough',
		displayOptions: { show: { ...show, matchBy: ['addresses'] } },
	},
	{
		displayName: 'Address Fields in Salesforce',
		name: 'orgAddressFields',
		type: 'string',
		default: 'Email',
		required: true,
		placeholder: 'e.g. Email, Private_Email__c',
		description: 'Fields to look into, parted by commas; of each object those that it has',
		displayOptions: { show: { ...show, matchBy: ['addresses'] } },
	},
];

/** What becomes of an item that is there already. */
export const actionParameters: INodeProperties[] = [
	{
		displayName: 'When It Is There',
		name: 'onMatch',
		type: 'options',
		options: [
			{
				name: 'Block the Create',
				value: 'block',
				description: 'Bulk Write creates no record from it, and rejects it with the name of the match',
			},
			{
				name: 'Link',
				value: 'link',
				description: 'Bulk Write gets the ID of the match for a field of the item’s record',
			},
			{ name: 'Report', value: 'report', description: 'The columns tell of the match; nothing else changes' },
			{
				name: 'Update the Existing',
				value: 'update',
				description:
					'The item gets the ID of each match, one item per match, so that Bulk Write updates the records that are there',
			},
		],
		default: 'report',
		description: 'What a Bulk Write behind this node does with items of the output Matched',
		displayOptions: { show },
	},
	{
		displayName: 'Link Field',
		name: 'linkField',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Matched_Contact__c',
		description:
			'Lookup or text field of the item’s object that gets the ID. A lookup to Account gets the account of a matched contact, too.',
		displayOptions: { show: { ...show, onMatch: ['link'] } },
	},
	{
		displayName: 'Link Policy',
		name: 'linkPolicy',
		type: 'options',
		options: [
			{ name: 'Always Replace', value: 'always', description: 'Another ID in the field is replaced' },
			{ name: 'Fill Blank', value: 'fill_blank', description: 'An ID that is there stays' },
		],
		default: 'fill_blank',
		description: 'When the ID may replace what the field holds',
		displayOptions: { show: { ...show, onMatch: ['link'] } },
	},
];

/** What to do, read and checked. */
export interface ActionPlan {
	readonly action: MatchAction;
	readonly link?: MatchLink & { readonly targets: readonly string[] | undefined };
	/** The object of the items. */
	readonly sObject: string;
}

/** What the parameters say; throws where the link field cannot take an Id. */
export async function readAction(
	this: IExecuteFunctions,
	client: SalesforceClient,
	sObject: string,
): Promise<ActionPlan> {
	const action = this.getNodeParameter('onMatch', 0, 'report') as MatchAction;
	if (action !== 'link') return { action, sObject };
	const field = String(this.getNodeParameter('linkField', 0, '')).trim();
	const policy = this.getNodeParameter('linkPolicy', 0, 'fill_blank') as OverwritePolicy;
	const targets = linkTargets(field, await client.describe(sObject));
	return { action, sObject, link: { field, policy, observedAt: systemClock().toISOString(), targets } };
}

/** Where addresses are looked for; `undefined` where records are weighed. */
export function readAddressFields(
	this: IExecuteFunctions,
): Pick<AddressRequest, 'itemFields' | 'orgFields'> | undefined {
	if (this.getNodeParameter('matchBy', 0, 'weights') !== 'addresses') return undefined;
	const namesIn = (name: string, label: string): string[] => {
		const names = String(this.getNodeParameter(name, 0, 'Email'))
			.split(',')
			.map((each) => each.trim())
			.filter((each) => each !== '');
		if (names.length > 0) return names;
		throw new EnrichmentError('invalid_parameter', `${label} names no field.`, {
			remedy: 'Name at least one, as Email.',
		});
	};
	return {
		itemFields: namesIn('addressFields', 'Address Fields of the Items'),
		orgFields: namesIn('orgAddressFields', 'Address Fields in Salesforce'),
	};
}

interface Acted extends MatchedItems {
	readonly notes: readonly string[];
}

/** The items as the next node is to find them, and what it will do with them. */
export function actOn(found: MatchedItems, { matches }: MatchReport, plan: ActionPlan, orgId: string): Acted {
	const { items, joined } = actedItems(found, matches, plan, orgId);
	const sentence = actionSentence({
		action: plan.action,
		sObject: plan.sObject,
		items: items.map(([item]) => item),
		joined,
		...(plan.link && { field: plan.link.field }),
	});
	return { ...found, matched: items, notes: sentence === undefined ? [] : [sentence] };
}

function actedItems(
	{ matched }: MatchedItems,
	matches: MatchReport['matches'],
	{ action, link, sObject }: ActionPlan,
	orgId: string,
): { readonly items: readonly PlacedItem[]; readonly joined: number } {
	if (action === 'update')
		return turnedIntoMatches(
			matched.map(([item, place]) => [item, place, matches[place]] as const),
			orgId,
		);
	const origin = { orgId, sObject };
	const onEach = (change: (item: RecordItem, place: number) => RecordItem): PlacedItem[] =>
		matched.map(([item, place]) => [change(item, place), place] as const);
	if (action === 'block') return { items: onEach((item, place) => heldBack(item, matches[place], origin)), joined: 0 };
	if (link)
		return { items: onEach((item, place) => linked(item, matches[place], link.targets, link, origin)), joined: 0 };
	return { items: matched, joined: 0 };
}

interface WhyNotRequest {
	readonly sObject: string;
	readonly targets: readonly string[];
	readonly leastProbability: number;
	readonly byAddress: boolean;
}

/** Why records found nothing, and people no account, counted. */
export function reasonsWhyNot(records: readonly RecordItem[], report: MatchReport, request: WhyNotRequest): string[] {
	const { sObject, targets, leastProbability, byAddress } = request;
	const reasons = [whyNotSentence(report)];
	if (!byAddress && targets.includes('Account')) {
		const preset = linkagePreset(sObject);
		const compared = records.map((record) => linkageRecordOf(effectiveRecord(record), preset));
		if (preset.subject === 'person') reasons.push(noAccountSentence(report, compared, leastProbability));
	}
	return reasons.filter((reason) => reason !== undefined);
}
