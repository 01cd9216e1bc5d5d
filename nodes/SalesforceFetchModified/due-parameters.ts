import { type RecordId, toRecordId } from '../../core/record/identity';
import { uniqBy } from 'lodash';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { Selection } from '../../core/stages/fetch/selection';
import { commaSeparated, minutesAsMs } from '../wiring/parameter-values';
import { selectingOperations } from './selecting-operations';

const displayOptions = { show: { operation: selectingOperations } };
const modified = { show: { ...displayOptions.show, selection: ['modified'] } };
const dueForRefresh = { show: { ...displayOptions.show, selection: ['dueForRefresh'] } };
const changes = { show: { ...displayOptions.show, selection: ['modified', 'modifiedInLastHours'] } };
const inLastHours = { show: { ...displayOptions.show, selection: ['modifiedInLastHours'] } };
const ifModified = { show: { '/selection': ['modified'] } };
const ifDueForRefresh = { show: { '/selection': ['dueForRefresh'] } };
/** A count looks at this moment, whatever has settled. */
const ifModifiedIsRead = { show: { '/selection': ['modified'], '/operation': ['get', 'plan'] } };
const hourMs = 3_600_000;

const selections: INodePropertyOptions[] = [
	{ name: 'By IDs', value: 'ids', description: 'The records that you list' },
	{
		name: 'Due for Refresh',
		value: 'dueForRefresh',
		description: 'Records whose last enrichment is older than some days, by the status fields on them',
	},
	{ name: 'Filter', value: 'filter', description: 'Whatever the filter lets through' },
	{
		name: 'Modified in the Last N Hours',
		value: 'modifiedInLastHours',
		description: 'Records that changed lately; needs no run, and remembers nothing',
	},
	{
		name: 'Modified Since the Last Run',
		value: 'modified',
		description: 'Records that changed since the last run of the pipeline read them; needs Run: Start before this node',
	},
	{ name: 'Never Enriched', value: 'neverEnriched', description: 'Records on which no enrichment was ever attempted' },
];

const selection = {
	displayName: 'Selection',
	name: 'selection',
	type: 'options',
	noDataExpression: true, // other parameters come and go with it
	options: selections,
	default: 'modified',
	description: 'Which records are due',
} as const satisfies Partial<INodeProperties>;

/** Which records are due, and from when on. */
export const dueParameters: INodeProperties[] = [
	// n8n saves no defaults: in a workflow of before, no selection means what it meant then.
	{
		...selection,
		default: 'modifiedInLastHours',
		displayOptions: { show: { ...displayOptions.show, '@version': [{ _cnd: { gte: 3 } }] } },
	},
	{ ...selection, displayOptions: { show: { ...displayOptions.show, '@version': [1, 2] } } },
	{
		displayName: 'Record IDs',
		name: 'ids',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00Q5e00000AbCdE, 00Q5e00000FgHiJ',
		description:
			'IDs of 15 or 18 characters, separated by commas; an expression may give a list, and is read for every item',
		displayOptions: { show: { ...displayOptions.show, selection: ['ids'] } },
	},
	{
		displayName: 'Hours',
		name: 'lastHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description: 'How many hours before now a record must have changed; 0.5 is half an hour',
		displayOptions: inLastHours,
	},
	{
		displayName: 'First Run Looks Back (Hours)',
		name: 'firstRunHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description:
			'How many hours of changes the first run reads; 0 means from the beginning. Later runs go on where the last one stopped; without a run each execution reads this many.',
		displayOptions: modified,
	},
	{
		displayName: 'Only Never Enriched',
		name: 'onlyNeverEnriched',
		type: 'boolean',
		default: false,
		description: 'Whether to leave out records on which an enrichment was attempted before',
		displayOptions: changes,
	},
	{
		displayName: 'Refresh After (Days)',
		name: 'refreshAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description: 'How many days after the last attempt a record is due again',
		displayOptions: dueForRefresh,
	},
];

/** The options of Count, Get and Prepare Batches that belong to what is due. */
export const dueOptions: INodeProperties[] = [
	{
		displayName: 'Include Never Enriched',
		name: 'includeNeverEnriched',
		type: 'boolean',
		default: true,
		description: 'Whether to take records without any attempt too; they come first',
		displayOptions: ifDueForRefresh,
	},
	{
		displayName: 'Include Parent Changes',
		name: 'includeParentChanges',
		type: 'boolean',
		default: false,
		description: 'Whether contacts whose account changed are due as well; costs at least one call',
		displayOptions: { show: { '/selection': ['modified'], '/sObject': ['Contact'] } },
	},
	{
		displayName: 'Include Unscored',
		name: 'includeUnscored',
		type: 'boolean',
		default: false,
		description:
			'Whether to take records whose score is empty, whatever their age, so that clearing a score asks for a new one',
		displayOptions: ifDueForRefresh,
	},
	{
		displayName: 'Look Back (Minutes)',
		name: 'lookbackMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description:
			'How many minutes before the point where the last run stopped are read again, because Salesforce shows some commits late',
		displayOptions: ifModified,
	},
	{
		displayName: 'Retry After (Days)',
		name: 'retryAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description:
			'How many days after an attempt without a match a record is tried again; a changed reference file makes such records due at once',
		displayOptions: ifDueForRefresh,
	},
	{
		displayName: 'Retry Failed After (Days)',
		name: 'retryFailedAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description: 'How many days after an attempt that failed or was refused a record is tried again; 0.5 is half a day',
		displayOptions: ifDueForRefresh,
	},
	{
		displayName: 'Use Latest Date Covered',
		name: 'useLatestDateCovered',
		type: 'boolean',
		default: true,
		description: 'Whether to ask Salesforce up to which moment its changes are complete, at the price of one call',
		displayOptions: ifModifiedIsRead,
	},
	{
		displayName: 'Wait for Late Commits (Minutes)',
		name: 'settleMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 2,
		description: 'How many minutes the reading stays behind the clock of Salesforce, so that what it reads is complete',
		displayOptions: ifModifiedIsRead,
	},
];

/** Which records the parameters call due; `serverNow` is Salesforce's clock, from which the first run looks back. */
export function readSelection(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	options: IDataObject,
	serverNow: Date,
): Selection {
	switch (this.getNodeParameter('selection', 0, 'modified')) {
		case 'ids':
			return { kind: 'ids', ids: readIds.call(this, items) };
		case 'neverEnriched':
			return { kind: 'never_enriched' };
		case 'filter':
			return { kind: 'filter' };
		case 'modifiedInLastHours':
			return readRecent.call(this, serverNow);
		case 'dueForRefresh':
			return {
				kind: 'due_for_refresh',
				refreshAfterDays: this.getNodeParameter('refreshAfterDays', 0, 7) as number,
				retryAfterDays: Number(options.retryAfterDays ?? 30),
				retryFailedAfterDays: Number(options.retryFailedAfterDays ?? 7),
				includeNeverEnriched: options.includeNeverEnriched !== false,
				includeUnscored: options.includeUnscored === true,
			};
		default:
			return readModified.call(this, options, serverNow);
	}
}

function readRecent(this: IExecuteFunctions, serverNow: Date): Selection {
	const hours = Number(this.getNodeParameter('lastHours', 0, 24));
	if (!(hours >= 0 && Number.isFinite(hours))) {
		throw new EnrichmentError('invalid_parameter', 'Hours is no number of zero or more.', {
			remedy: 'Say how many hours before now the changes may lie, e.g. 24.',
		});
	}
	return {
		kind: 'recent',
		since: new Date(serverNow.getTime() - hours * hourMs),
		onlyNeverEnriched: this.getNodeParameter('onlyNeverEnriched', 0, false) as boolean,
	};
}

function readModified(this: IExecuteFunctions, options: IDataObject, serverNow: Date): Selection {
	const firstRunHours = this.getNodeParameter('firstRunHours', 0, 1) as number;
	return {
		kind: 'modified',
		onlyNeverEnriched: this.getNodeParameter('onlyNeverEnriched', 0, false) as boolean,
		includeParentChanges: options.includeParentChanges === true,
		window: {
			initialFrom: firstRunHours > 0 ? new Date(serverNow.getTime() - firstRunHours * hourMs) : undefined,
			lookbackMs: minutesAsMs(options.lookbackMinutes ?? 10),
			settleMs: minutesAsMs(options.settleMinutes ?? 2),
		},
		useLatestDateCovered: options.useLatestDateCovered !== false,
	};
}

/** Of all items together, each once; the same list for every item is read as one. */
function readIds(this: IExecuteFunctions, items: readonly INodeExecutionData[]): RecordId[] {
	const lists = uniqBy(
		items.map((_, index) => this.getNodeParameter('ids', index, '') as unknown),
		String,
	);
	return [...new Set(lists.flatMap(idList).map(toRecordId))];
}

function idList(value: unknown): string[] {
	return Array.isArray(value) ? value.map((id) => String(id).trim()) : commaSeparated(String(value ?? ''));
}
