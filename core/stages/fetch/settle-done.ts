import type { RecordId } from '../../record/identity';
import { shippedFieldNames } from '../../record/fields';
import { isSameValue } from '../../record/field-value';
import { isOutcome, type Outcome, outcomeIs } from '../../record/outcome';
import { type Rank, type SalesforceRecord, isScore } from '../../record/record-item';
import { messageByStamps } from '../../run/known-by-stamps';
import type { FetchRun } from './fetch-run';
import type { JournalRow } from '../../store/contract/journal';
import type { Settlement } from '../../store/contract/work';
import { type Fetch, planCalls } from './fetch-context';

/** A record as it was just read, by its Id. */
export interface ReadRecord {
	readonly id: RecordId;
	readonly record: SalesforceRecord | undefined;
}

const ranks: readonly Rank[] = ['A', 'B', 'C', 'D', 'F'];

/** Our log field names the run that wrote the record last; of a run that begins it can name no record. */
export function isDone(
	{ request, context }: Pick<Fetch, 'request' | 'context'>,
	record: SalesforceRecord | undefined,
): boolean {
	const { logId } = request.fieldNames ?? shippedFieldNames;
	return context !== undefined && record?.[logId] === context.run.runId;
}

/**
 * Settles records that this run has written without a word on them: whoever died between the reply to a write and noting
 * it. Their stamps tell how they ended. Of the journal's open rows those become written whose value the record holds, for
 * one call at most; the others stay open.
 */
export async function settleDone(fetch: Fetch, done: readonly ReadRecord[], { store, run }: FetchRun): Promise<void> {
	if (done.length === 0) return;
	const open = await openRows(done, { store, run });
	const records = await withFieldsOf(fetch, done, [...open.values()].flat());
	const { fieldByName } = await fetch.client.describe(fetch.plan.sObject);
	const at = fetch.client.serverNow().toISOString();
	const heldById = new Map<string, readonly JournalRow[]>();
	for (const { id, record = {} } of records) {
		const isHeld = ({ field, after }: JournalRow) =>
			field in record && isSameValue(record[field], after, fieldByName.get(field)?.type);
		heldById.set(
			id,
			(open.get(id) ?? []).filter(isHeld).map((row) => ({ ...row, status: 'written', at })),
		);
	}
	const held = [...heldById.values()].flat();
	if (held.length > 0) await store.journal(run.runId, held);
	await store.settleWork(
		run,
		records.map((read) => settlementFrom(fetch, read, heldById.get(read.id) ?? [])),
	);
}

/** As `settleDone`, for those of these records, in the order of their Ids, that need it; gives their Ids. */
export async function settleUnnoted(
	fetch: Fetch,
	ids: readonly RecordId[],
	records: ReadonlyArray<SalesforceRecord | undefined>,
): Promise<ReadonlySet<string>> {
	const { context } = fetch;
	const done = ids.map((id, index) => ({ id, record: records[index] })).filter(({ record }) => isDone(fetch, record));
	if (!context || done.length === 0) return new Set();
	const states = await context.store.loadWork(
		context.run,
		done.map(({ id }) => id),
	);
	const noted = new Set(states.filter(({ settlement }) => settlement !== undefined).map(({ recordId }) => recordId));
	const unnoted = done.filter(({ id }) => !noted.has(id));
	await settleDone(fetch, unnoted, context);
	return new Set(unnoted.map(({ id }) => id));
}

/** What the run meant to write to each record and has not noted as written or refused. */
async function openRows(
	done: readonly ReadRecord[],
	{ store, run }: Pick<FetchRun, 'run' | 'store'>,
): Promise<ReadonlyMap<string, readonly JournalRow[]>> {
	const open = new Map<string, readonly JournalRow[]>();
	for (const { id } of done) {
		const rows = await store.readRecordJournal(run.orgId, id);
		open.set(
			id,
			rows
				.filter(({ runId, status }) => runId === run.runId && (status === 'intended' || status === 'unknown'))
				.map(({ runId: _runId, ...row }) => row),
		);
	}
	return open;
}

/** The records with those fields of the rows that the selection did not read. */
async function withFieldsOf(
	{ client, plan, context, signal }: Fetch,
	done: readonly ReadRecord[],
	rows: readonly JournalRow[],
): Promise<readonly ReadRecord[]> {
	const { fieldByName } = await client.describe(plan.sObject);
	const missing = [...new Set(rows.map(({ field }) => field))].filter(
		(field) => !plan.fields.includes(field) && fieldByName.has(field),
	);
	if (missing.length === 0) return done;
	await planCalls(context, 1);
	const read = await client.retrieve(
		plan.sObject,
		done.map(({ id }) => id),
		missing,
		signal,
	);
	return done.map(({ id, record }, index) => ({ id, record: { ...read[index], ...record } }));
}

/** What Enrich said is known only where the stamp repeats it, the rank where it was written. */
function settlementFrom(
	{ request }: Fetch,
	{ id: recordId, record = {} }: ReadRecord,
	held: readonly JournalRow[],
): Settlement {
	const fieldNames = request.fieldNames ?? shippedFieldNames;
	const stamped = record[fieldNames.outcome];
	const word = isOutcome(stamped) ? stamped : undefined;
	// What a stamp may say that Bulk Write did not.
	const isEnrichs = outcomeIs(word).outlivesWrite === true;
	const rank = rankIn(held);
	return {
		recordId,
		outcome: outcomeOf(word, isEnrichs, held),
		...(isEnrichs && { enrichOutcome: word }),
		message: messageByStamps(record[fieldNames.message]),
		source: 'stamps',
		retryable: word === 'provider_failed' || word === 'pending',
		...(rank && { rank }),
	};
}

function outcomeOf(word: Outcome | undefined, isEnrichs: boolean, held: readonly JournalRow[]): Outcome {
	if (held.length > 0 || word === undefined) return 'written';
	return isEnrichs || word === 'unchanged' ? 'stamped' : word;
}

function rankIn(held: readonly JournalRow[]): Rank | undefined {
	const scored = held.filter(isScore);
	return ranks.find((rank) => scored.some(({ after }) => after === rank));
}
