import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { assertHostOf } from '../../../core/run/org-host';
import { RunBooks } from '../../../core/run/run-books';
import type { SalesforceClient } from '../../../core/salesforce/client';
import { bands } from '../../../core/stages/dedupe/linkage/bands';
import { linkagePreset } from '../../../core/stages/dedupe/linkage/presets';
import { matchByAddresses } from '../../../core/stages/dedupe/match-org/match-addresses';
import { matchOrg } from '../../../core/stages/dedupe/match-org/match-org';
import type { MatchMeans, MatchReport } from '../../../core/stages/dedupe/match-org/match-request';
import { matchedItems, matchSentence } from '../../../core/stages/dedupe/match-org/matched-items';
import { comparedPaths } from '../../../core/stages/dedupe/linkage/linkage-records';
import { fetchRecords } from '../../../core/stages/fetch/fetch';
import { FetchTally } from '../../../core/stages/fetch/fetch-tally';
import type { SelectionFilter } from '../../../core/stages/fetch/selection';
import { clientRunContext } from '../../wiring/client-run';
import { systemClock } from '../../wiring/clock';
import { failedItem } from '../../wiring/failed-items';
import { readSObject } from '../../wiring/object-parameter';
import { asItem, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { translateError } from '../../wiring/translate-error';
import { connectToMerge } from '../connection-parameters';
import {
	actionParameters,
	actOn,
	addressParameters,
	readAction,
	readAddressFields,
	reasonsWhyNot,
} from '../match-action';

const displayOptions = { show: { operation: ['matchSalesforce'] } };

export const description: INodeProperties[] = [
	...addressParameters,
	{
		displayName: 'Match With',
		name: 'matchWith',
		type: 'multiOptions',
		options: [
			{
				name: 'Accounts',
				value: 'Account',
				description: 'Of people the account they belong to, of companies the same company',
			},
			{ name: 'Contacts', value: 'Contact', description: 'Of people' },
			{ name: 'Leads', value: 'Lead', description: 'Of people; a converted lead stands for its contact or account' },
		],
		default: ['Contact', 'Lead'],
		description:
			'Where to look. An object that Scan Object has read is looked up in its index, any other is asked for what the records share with it.',
		displayOptions,
	},
	...actionParameters,
	{
		displayName: 'Options',
		name: 'matchOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Always Ask Salesforce',
				name: 'isFetchedOnly',
				type: 'boolean',
				default: false,
				description: 'Whether to leave indexes alone, e.g. while a scan is out of date',
			},
			{
				displayName: 'At a Match Probability From',
				name: 'leastProbability',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 3 },
				default: 0.5,
				description: 'What is less likely is not given; 0 to 1. From 0.95 on nobody has to look.',
			},
			{
				displayName: 'Look Up Owners',
				name: 'withOwner',
				type: 'boolean',
				default: false,
				description:
					'Whether to give name, e-mail address and whether they are active of who owns the match, for one API call more',
			},
			{
				displayName: 'Most Matches',
				name: 'mostMatches',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10 },
				default: 3,
				description: 'Listed on a record, the likeliest first',
			},
		],
		displayOptions,
	},
];

interface MatchOptions {
	readonly isFetchedOnly?: boolean;
	readonly leastProbability?: number;
	readonly withOwner?: boolean;
	readonly mostMatches?: number;
}

/** Matched records by the first output, others by the second; those that a failure stopped leave by the third. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	const context = await clientRunContext(items, client);
	if (!context) await assertHostOf(store, client.org, systemClock());
	const options = this.getNodeParameter('matchOptions', 0, {}) as MatchOptions;
	const signal = this.getExecutionCancelSignal();
	const before = client.calls.now();
	const means: MatchMeans = {
		client,
		store,
		clock: systemClock,
		changedSince: changedSince(client, signal),
		...(signal && { signal }),
	};
	const records = recordsOf(items);
	const targets = this.getNodeParameter('matchWith', 0) as string[];
	const action = await readAction.call(this, client, sObject);
	const addresses = readAddressFields.call(this);
	const leastProbability = options.leastProbability ?? bands.join;
	const mostMatches = options.mostMatches ?? 3;
	try {
		const report = addresses
			? await matchByAddresses(client, { items: records, targets, mostMatches, ...addresses }, signal)
			: await matchOrg(means, {
					sObject,
					items: records,
					targets,
					leastProbability,
					mostMatches,
					withOwner: options.withOwner === true,
					isFetchedOnly: options.isFetchedOnly === true,
					level: (await context?.allowance?.()) ?? 'full',
				});
		const acted = actOn(matchedItems(records, report), report, action, client.org.orgId);
		showNotes.call(this, [
			matchSentence(report, client.calls.since(before).used),
			...report.notes,
			...reasonsWhyNot(records, report, { sObject, targets, leastProbability, byAddress: addresses !== undefined }),
			...acted.notes,
		]);
		const found = [acted.matched, acted.notMatched].map((list) => list.map(([item, place]) => asItem(item, place)));
		return [...found, failedItems.call(this, items, report.failures)];
	} finally {
		await new RunBooks(context, 'match').enterAsPlanned(client.calls.since(before));
	}
}

/** Items that could not be looked up; the first failure of any is thrown where the workflow stops at failures. */
function failedItems(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	failures: MatchReport['failures'],
): INodeExecutionData[] {
	const [first] = failures;
	if (first && !this.continueOnFail()) throw aboutItem(...first);
	return [...failures]
		.sort(([a], [b]) => a - b)
		.map(([place, error]) =>
			failedItem(this.getNode(), items[place], place, translateError(this.getNode(), aboutItem(place, error))),
		);
}

function aboutItem(
	itemIndex: number,
	{ code, message, remedy, retryable, details, cause }: EnrichmentError,
): EnrichmentError {
	return new EnrichmentError(code, message, { remedy, retryable, cause, details: { ...details, itemIndex } });
}

/** By the conditions of the scan, so that nothing comes into the index that it would not have read. */
function changedSince(client: SalesforceClient, signal: AbortSignal | undefined): MatchMeans['changedSince'] {
	return async function* ({ sObject, selection }, since, most) {
		const fields = comparedPaths(linkagePreset(sObject), await client.describe(sObject));
		const filter = JSON.parse(selection || '{}') as SelectionFilter;
		const request = { sObject, fields, selection: { kind: 'recent', since }, filter, maxRecords: most } as const;
		yield* fetchRecords(client, request, undefined, new FetchTally(), signal);
	};
}
