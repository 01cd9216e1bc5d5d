import { chunk } from 'lodash';
import { EnrichmentError } from '../../errors';
import { type RecordId, toRecordId } from '../../record/identity';
import type { RunBooks } from '../../run/run-books';
import type { RunContext } from '../../run/run-context';
import type { SalesforceClient } from '../../salesforce/client';
import type { WriteOptions } from '../../salesforce/row-result';
import { maxSoapElements, type MergeResult } from '../../salesforce/soap/soap-calls';
import { messageOf } from '../settle/ended';
import type { CallStore } from '../../store/contract/calls';
import type { ClaimStore } from '../../store/contract/claims';
import type { JournalRow, JournalStore } from '../../store/contract/journal';
import type { KeptMerge, MergeState, MergeStore } from '../../store/contract/merges';
import type { RunStore } from '../../store/contract/runs';

/** What sending merges keeps and asks for. */
export type MergeRun = RunContext<CallStore & ClaimStore & JournalStore & MergeStore & Pick<RunStore, 'findRun'>>;

/** Over which connection merges are sent, and for which run. */
export interface MergeHand {
	readonly client: SalesforceClient;
	readonly options: WriteOptions;
	readonly context: MergeRun;
	readonly books: RunBooks;
	readonly signal?: AbortSignal;
}

/** A lock is met by the moment, and so may be gone in the next. */
const mostAttempts = 3;

/**
 * Sends merges, at most 200 a call, each noted before it is sent and after it was answered; what met a lock is sent again, and what
 * was left without a reply is looked up in the bin. Gives every merge as it stands then.
 */
export async function sendMerges(hand: MergeHand, merges: readonly KeptMerge[]): Promise<KeptMerge[]> {
	const ended = new Map<number, KeptMerge>();
	for (const part of chunk(merges, maxSoapElements)) {
		let open: readonly KeptMerge[] = part;
		await hand.books.plan(1);
		for (let attempt = 1; attempt <= mostAttempts && open.length > 0; attempt += 1) {
			const send = () => sendOnce(hand, open);
			const answered = attempt === 1 ? await send() : await hand.client.calls.repeating(send);
			for (const { merge } of answered) ended.set(merge.number, merge);
			open = answered.filter(({ isWorthRepeating }) => isWorthRepeating).map(({ merge }) => merge);
		}
	}
	const unknown = [...ended.values()].filter(({ state }) => state === 'unknown');
	for (const merge of await hand.client.calls.repeating(() => lookUpMerges(hand, unknown)))
		ended.set(merge.number, merge);
	return merges.map(({ number }) => ended.get(number)!);
}

/** How merges that may have been carried out really stand: a loser in the bin under this master was merged. The others stay as they are. */
export async function lookUpMerges(
	{ client, context, signal }: MergeHand,
	merges: readonly KeptMerge[],
): Promise<KeptMerge[]> {
	if (merges.length === 0) return [];
	const losers = merges.flatMap(({ loserIds }) => loserIds.map(toRecordId));
	const masterByLoser = await client.findMerged(merges[0].sObject, losers, signal);
	const known = merges.map((merge): KeptMerge => {
		const isMerged = merge.loserIds.every((id) => masterByLoser.get(toRecordId(id)) === merge.masterId);
		return isMerged ? { ...merge, state: 'merged' } : merge;
	});
	await note(context, known);
	return known;
}

async function sendOnce(
	{ client, context, options, signal }: MergeHand,
	merges: readonly KeptMerge[],
): Promise<Array<{ readonly merge: KeptMerge; readonly isWorthRepeating: boolean }>> {
	await context.keepLease();
	const sentAt = client.serverNow();
	await note(
		context,
		merges.map((merge) => ({ ...merge, state: 'intended' as const, sentAt })),
	);
	const requests = merges.map(({ sObject, masterId, loserIds, values }) => ({
		sObject,
		masterId: toRecordId(masterId),
		loserIds: loserIds.map((id): RecordId => toRecordId(id)),
		fields: Object.fromEntries((values?.changes ?? []).map(({ field, after }) => [field, after])),
	}));
	const results = await client.soap.merge(requests, options, signal).catch(async (error: unknown) => {
		// Refused as a whole: nothing was done. Of any other failure nobody knows that.
		if (!(error instanceof EnrichmentError)) throw error;
		await note(
			context,
			merges.map((merge) => ({ ...merge, state: 'planned' as const })),
		);
		throw error;
	});
	const ended = merges.map((merge, index) => {
		const result = results[index];
		return { merge: { ...merge, sentAt, ...ending(result) }, isWorthRepeating: isRetryable(result) };
	});
	await note(
		context,
		ended.map(({ merge }) => merge),
	);
	return ended;
}

function ending(result: MergeResult): { readonly state: MergeState; readonly message?: string } {
	if (result.status === 'merged') return { state: 'merged' };
	if (result.status === 'unknown') return { state: 'unknown', message: result.reason };
	return { state: 'refused', message: messageOf(result.errors) };
}

function isRetryable(result: MergeResult): boolean {
	return result.status === 'refused' && result.errors.every(({ retryable }) => retryable);
}

const journalStatus = {
	planned: 'refused',
	intended: 'intended',
	merged: 'written',
	refused: 'refused',
	unknown: 'unknown',
	undone: 'written',
	partly_undone: 'written',
} as const satisfies Record<MergeState, JournalRow['status']>;

async function note({ store, run }: MergeRun, merges: readonly KeptMerge[]): Promise<void> {
	await store.noteMerges(run.runId, merges);
	await store.journal(run.runId, merges.flatMap(journalRows));
}

function journalRows({ sObject, masterId, loserIds, values, state, sentAt }: KeptMerge): JournalRow[] {
	const common = { sObject, policy: 'merge', status: journalStatus[state], at: (sentAt ?? new Date(0)).toISOString() };
	return [
		...(values?.changes ?? []).map((change): JournalRow => ({ ...common, ...change, recordId: masterId })),
		...loserIds.map(
			(recordId): JournalRow => ({
				...common,
				recordId,
				kind: 'merged',
				field: 'MasterRecordId',
				before: null,
				after: masterId,
			}),
		),
	];
}
