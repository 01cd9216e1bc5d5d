import { isEqual, mapValues, omit, pick } from 'lodash';
import { isOutcome, type Outcome, outcomeIs } from '../outcome';
import type { EmployerNote, RecordEnrichment, RecordItem, SalesforceRecord } from '../record-item';
import { matchColumns, matchesFrom, type MatchColumns } from './match-columns';
import { proposalColumns, proposalsFrom, type ProposalColumns } from './proposal-columns';
import { modelFacts, scoreColumns, scoresFrom, type ModelFacts, type ScoreColumns } from './score-columns';

/** One field of a written record, as Bulk Write lists it. */
interface Change {
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
}

/** Why a record or a value of it was refused, as Bulk Write lists it. */
interface RowError {
	readonly code: string;
	readonly fields: readonly string[];
}

/** What Bulk Write says beside what the pack knows of the record. */
interface Written extends RecordEnrichment {
	readonly changes?: readonly Change[];
	readonly errors?: readonly RowError[];
}

/** What a person sees of `_enrichment`: the essentials flat, then what was suggested, written and why. */
interface Columns extends ScoreColumns, MatchColumns, ProposalColumns {
	readonly _outcome?: Outcome;
	readonly _message?: string;
	/** Of a person who works elsewhere now: where they were and are, and what shows it. */
	readonly _employer?: EmployerNote;
	/** Names of the fields that were or would be changed. */
	readonly _changed?: string;
	readonly _before?: SalesforceRecord;
	readonly _after?: SalesforceRecord;
	/** By field: Salesforce's status code. */
	readonly _errors?: Readonly<Record<string, string>>;
	/** Id of the run. */
	readonly _run?: string;
	/** As JSON, because it is the same for all records of a node. */
	readonly _matchedBy?: string;
	/** As JSON; only of orgs with several currencies. */
	readonly _amounts?: string;
	/** As JSON: what stages have noted for themselves. */
	readonly _details?: string;
	/** As JSON: where the record is from, and the seal. */
	readonly _enrichment?: string;
}

/** The part of `_enrichment` that no other column tells of. */
interface Details extends RecordEnrichment {
	readonly models?: Readonly<Record<string, ModelFacts>>;
}

/** The same at every node, so that n8n saves their text once for each record. */
const originNames = [
	'orgId',
	'sObject',
	'executionId',
	'batchHolder',
	'batchId',
	'version',
	'selectedAs',
	'seal',
] as const satisfies ReadonlyArray<keyof RecordEnrichment>;

const columnNames = [
	'_outcome',
	'_score',
	'_rank',
	'_duplicateOf',
	'_changed',
	'_message',
	'_proposals',
	'_sources',
	'_reasons',
	'_matches',
	'_employer',
	'_before',
	'_after',
	'_errors',
	'_run',
	'_matchedBy',
	'_amounts',
	'_details',
	'_enrichment',
] as const satisfies ReadonlyArray<keyof Columns>;

const isColumn: ReadonlySet<string> = new Set(columnNames);
const essentials = columnNames.slice(0, columnNames.indexOf('_proposals'));
const readable = columnNames.slice(essentials.length, columnNames.indexOf('_run'));
const forMachines = columnNames.slice(essentials.length + readable.length);

const named = ['Name', 'Id'];
/** Salesforce's own bookkeeping; n8n's table shows the first forty columns only. */
const bookkeeping = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp'];
const isMoved: ReadonlySet<string> = new Set([...named, ...bookkeeping]);

/** Names that others use as well, such as a search engine's `_score`; by themselves they claim nothing. */
const common: ReadonlySet<string> = new Set([...essentials, '_before', '_after', '_errors', '_run']);
const claims = columnNames.filter((name) => !common.has(name));

/** Whether any of it is what the pack says of a record, or claims to be. */
export function hasColumns(json: SalesforceRecord): boolean {
	return claims.some((name) => json[name] !== undefined);
}

/** The record without what the pack says of it. */
export function withoutColumns(json: SalesforceRecord): SalesforceRecord {
	const record: SalesforceRecord = {};
	for (const name in json) if (!isColumn.has(name)) record[name] = json[name];
	return record;
}

/**
 * The item as people see it in a table and in expressions: who and what first, then the record without Salesforce's
 * `attributes`, then why. Given back as it is when the pack says nothing of it.
 */
export function toColumns(item: RecordItem): SalesforceRecord {
	if (item._enrichment === undefined) return item;
	const { _enrichment, attributes, ...record } = item;
	const columns: SalesforceRecord = { ...columnsOf(_enrichment, typeOf(attributes)) };
	const json: SalesforceRecord = {};
	copy(named, record, json);
	copy(essentials, columns, json);
	for (const name in record)
		if (!isMoved.has(name) && !isColumn.has(name)) json[name] = withoutAttributes(record[name]);
	copy(readable, columns, json);
	copy(bookkeeping, record, json);
	copy(forMachines, columns, json);
	return json;
}

/** The item that stages work with, from columns or from `_enrichment` as an object; throws nothing: what cannot be read is not there. */
export function fromColumns(json: SalesforceRecord): RecordItem {
	if (typeof json._enrichment !== 'string') return json;
	const columns = json as Columns;
	const { models, ...details } = (parsed(columns._details) ?? {}) as Details;
	return {
		...withoutColumns(json),
		_enrichment: {
			...(parsed(columns._enrichment) ?? {}),
			...details,
			...whereSaid('outcome', isOutcome(columns._outcome) ? columns._outcome : undefined),
			...whereSaid('message', text(columns._message)),
			...whereSaid('runId', text(columns._run)),
			...whereSaid('proposals', proposalsFrom(columns)),
			...whereSaid('scores', scoresFrom(columns, models)),
			...whereSaid('matches', matchesFrom(columns)),
			...whereSaid('employer', columns._employer),
			...whereSaid('hashInputs', parsed(columns._matchedBy)),
			...whereSaid('amounts', parsed(columns._amounts)),
			...(details.written === undefined && writes(columns) && { written: columns._after }),
		} as RecordEnrichment,
	};
}

function copy(names: readonly string[], from: SalesforceRecord, to: SalesforceRecord): void {
	for (const name of names) if (from[name] !== undefined) to[name] = from[name];
}

function columnsOf(enrichment: Written, sObject: string | undefined): Columns {
	const {
		outcome,
		message,
		proposals,
		scores,
		matches,
		runId,
		hashInputs,
		amounts,
		employer,
		changes = [],
		errors = [],
		...others
	} = enrichment;
	const after = fieldsOf(changes, 'after');
	const origin = pick({ ...others, sObject: others.sObject ?? sObject }, originNames);
	const details: Details = { ...omit(others, originNames), ...whereSaid('models', modelFacts(scores)) };
	const said = JSON.stringify(isEqual(details.written, after) ? { ...details, written: undefined } : details);
	return {
		_outcome: outcome,
		_message: message,
		...scoreColumns({ scores, primaryModel: others.primaryModel }),
		...matchColumns(matches, others.duplicateOf),
		...(employer && { _employer: employer }),
		...proposalColumns(proposals),
		...(changes.length > 0 && {
			_changed: changes.map(({ field }) => field).join(', '),
			_before: fieldsOf(changes, 'before'),
			_after: after,
		}),
		...(errors.length > 0 && { _errors: codesOf(errors) }),
		_run: runId,
		...(hashInputs && { _matchedBy: JSON.stringify(hashInputs) }),
		...(amounts && { _amounts: JSON.stringify(amounts) }),
		...(said !== '{}' && { _details: said }),
		_enrichment: JSON.stringify(origin),
	};
}

function fieldsOf(changes: readonly Change[], side: 'before' | 'after'): SalesforceRecord {
	return Object.fromEntries(changes.map((change) => [change.field, change[side] ?? null]));
}

function codesOf(errors: readonly RowError[]): Record<string, string> {
	const codes: Record<string, string> = {};
	for (const { code, fields } of errors) {
		const name = fields.join(', ') || 'record';
		codes[name] = codes[name] === undefined ? code : `${codes[name]}, ${code}`;
	}
	return codes;
}

/** Left out where it says the same as what was changed. */
function writes({ _outcome, _after }: Columns): boolean {
	return _after !== undefined && outcomeIs(_outcome).isSaved === true;
}

function whereSaid(name: string, value: unknown): object {
	return value === undefined ? {} : { [name]: value };
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function parsed(json: unknown): unknown {
	if (typeof json !== 'string') return undefined;
	try {
		const value: unknown = JSON.parse(json);
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Records of parents carry `attributes` as well, and those of their parents. */
function withoutAttributes(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || !('attributes' in value)) return value;
	const { attributes: _attributes, ...parent } = value;
	return mapValues(parent, withoutAttributes);
}

function typeOf(attributes: unknown): string | undefined {
	if (typeof attributes !== 'object' || attributes === null || !('type' in attributes)) return undefined;
	return typeof attributes.type === 'string' ? attributes.type : undefined;
}
