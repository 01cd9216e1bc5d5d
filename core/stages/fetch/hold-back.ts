import type { Attempt } from '../../record/attempt';
import { outcomeIs } from '../../record/outcome';
import type { RecordEnrichment, SalesforceRecord } from '../../record/record-item';
import { dueAgain } from './due-condition';
import type { Fetch } from './fetch-context';
import { attemptsOn, hasChangedSince, isOver } from './remembered';
import { type RecordId, idOfRead } from '../../record/identity';

/** Where records come from, beyond the record itself. */
export interface Origin {
	readonly isCarriedOver?: boolean;
	/** Of a batch, the Ids that came out of the carry-over. */
	readonly carriedOverIds?: ReadonlySet<string>;
	readonly batchId?: number;
	/** As in `RecordEnrichment`. */
	readonly batchHolder?: string;
}

/** What an attempt that no stamp tells of makes of a record. */
export interface Look {
	/** Why the record is not worked on now; `undefined` when it is. */
	readonly heldBack?: string;
	/** What its item says of how it was selected. */
	readonly marks: Pick<RecordEnrichment, 'selectedAs' | 'askedHash'>;
}

const dayMs = 86_400_000;

/** One look per record, in their order; forgets attempts that a later stamp has made needless. */
export async function lookAtAttempts(
	fetch: Fetch,
	ids: readonly RecordId[],
	records: ReadonlyArray<SalesforceRecord | undefined>,
	origin: Origin,
): Promise<Look[]> {
	const { context, request, selectedAs } = fetch;
	const attemptById = await attemptsOn(ids, context);
	const over = new Set(
		ids.filter((id, index) => attemptById.has(id) && isOver(attemptById.get(id)!, records[index], request.fieldNames)),
	);
	if (over.size > 0) await context?.store.dropAttempts(context.run.orgId, [...over]);
	return ids.map((id, index) => {
		const attempt = attemptById.get(id);
		const record = records[index];
		const isRemembered = attempt !== undefined && record !== undefined && !over.has(id);
		return isRemembered ? lookAt(fetch, attempt, record, origin) : { marks: { ...(selectedAs && { selectedAs }) } };
	});
}

/** Those of the records that no attempt holds back; counts the others. */
export async function withoutHeldBack(fetch: Fetch, records: readonly SalesforceRecord[]): Promise<SalesforceRecord[]> {
	const { tally } = fetch;
	const ids = idsOf(records);
	const attemptById = await attemptsOn(ids, fetch.context);
	if (attemptById.size === 0) return [...records];
	const open = records.filter((record, index) => {
		const attempt = attemptById.get(ids[index]);
		return (
			!attempt ||
			isOver(attempt, record, fetch.request.fieldNames) ||
			lookAt(fetch, attempt, record, {}).heldBack === undefined
		);
	});
	tally.triedBefore += records.length - open.length;
	return open;
}

function lookAt(fetch: Fetch, attempt: Attempt, record: SalesforceRecord, origin: Origin): Look {
	const { client, selectedAs } = fetch;
	const { lastActivity, outcome, matchHash } = attempt;
	const isFree = isWanted(fetch, attempt, origin) || isAnswered(fetch, attempt);
	const isHolding = !isFree && isRecent(fetch, attempt, origin);
	if (isHolding && !hasChangedSince(attempt, record)) {
		return {
			heldBack: `Its last attempt, of ${lastActivity.toISOString()}, could not be noted on it; it is not old enough for another`,
			marks: {},
		};
	}
	if (selectedAs === 'due' && !isHolding) return { marks: { selectedAs } };
	// It said nothing about the inputs: after a day the record may be asked for again although they are the same.
	const isPassed =
		outcomeIs(outcome).asksAgain === true && (isFree || client.serverNow().getTime() - lastActivity.getTime() >= dayMs);
	return { marks: { ...(!isPassed && matchHash !== undefined && { askedHash: matchHash }) } };
}

/** The carry-over has its own pauses, whoever lists a record wants it now, and a run does not stand in its own way. */
function isWanted(
	{ request, context }: Fetch,
	{ runId, recordId }: Attempt,
	{ isCarriedOver, carriedOverIds, batchId }: Origin,
): boolean {
	const isListed = request.selection.kind === 'ids' && batchId === undefined;
	return isListed || isCarriedOver === true || carriedOverIds?.has(recordId) === true || runId === context?.run.runId;
}

/** A record that waits for a provider's job is told of when the job has ended; to ask sooner costs nothing either. */
function isAnswered({ request }: Fetch, { outcome }: Attempt): boolean {
	return request.selection.kind === 'received' && outcome === 'pending';
}

/** What a batch holds was weighed when it was planned: only what somebody has tried since is news. */
function isRecent(
	{ client, request, context, answerableSince }: Fetch,
	attempt: Attempt,
	{ batchId }: Origin,
): boolean {
	if (context && batchId !== undefined) return attempt.lastActivity > context.run.startedAt;
	return dueAgain(attempt, request.selection, answerableSince) > client.serverNow();
}

/** The records' Ids in their 18-character form. */
export function idsOf(records: readonly SalesforceRecord[]): RecordId[] {
	return records.map(idOfRead);
}
