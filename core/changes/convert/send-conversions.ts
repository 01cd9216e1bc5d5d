import { chunk } from 'lodash';
import { EnrichmentError } from '../../errors';
import { type RecordId, recordIdIn } from '../../record/identity';
import type { RunBooks } from '../../run/run-books';
import type { RunContext } from '../../run/run-context';
import type { SalesforceClient } from '../../salesforce/client';
import { type ConvertRequest, type ConvertResult, maxConvertLeads } from '../../salesforce/soap/soap-calls';
import type { CallStore } from '../../store/contract/calls';
import type { ClaimStore } from '../../store/contract/claims';
import type { JournalRow, JournalStore } from '../../store/contract/journal';
import type { RunStore } from '../../store/contract/runs';
import { messageOf } from '../settle/ended';

/** What converting keeps and asks for. */
export type ConvertRun = RunContext<CallStore & ClaimStore & JournalStore & Pick<RunStore, 'findRun'>>;

/** Over which connection leads are converted, and for which run. */
export interface ConvertHand {
	readonly client: SalesforceClient;
	readonly context: ConvertRun;
	readonly books: RunBooks;
	readonly signal?: AbortSignal;
}

/** How a lead ended. */
export interface Conversion {
	readonly leadId: RecordId;
	readonly status: 'converted' | 'refused' | 'unknown';
	readonly message?: string;
	readonly accountId?: RecordId;
	readonly contactId?: RecordId;
	readonly opportunityId?: RecordId;
}

/** A lock is met by the moment, and so may be gone in the next. */
const mostAttempts = 3;

/**
 * Converts leads, at most 100 a call, each journaled before it is sent and after it was answered; what met a lock is sent again, and
 * what was left without a reply is looked up. Salesforce converts no lead twice.
 */
export async function sendConversions(hand: ConvertHand, requests: readonly ConvertRequest[]): Promise<Conversion[]> {
	const ended = new Map<RecordId, Conversion>();
	for (const part of chunk(requests, maxConvertLeads)) {
		await hand.books.plan(1);
		let open: readonly ConvertRequest[] = part;
		for (let attempt = 1; attempt <= mostAttempts && open.length > 0; attempt += 1) {
			const send = () => sendOnce(hand, open);
			const results = attempt === 1 ? await send() : await hand.client.calls.repeating(send);
			const sent = open;
			sent.forEach(({ leadId }, index) => ended.set(leadId, conversionOf(leadId, results[index])));
			open = sent.filter((_, index) => isRetryable(results[index]));
		}
	}
	const unknown = [...ended.values()].filter(({ status }) => status === 'unknown').map(({ leadId }) => leadId);
	for (const found of await hand.client.calls.repeating(() => lookUpConversions(hand, unknown)))
		ended.set(found.leadId, found);
	return requests.map(({ leadId }) => ended.get(leadId)!);
}

/** The leads among these that are converted by now, and into what. */
export async function lookUpConversions(
	{ client, context, signal }: ConvertHand,
	leadIds: readonly RecordId[],
): Promise<Conversion[]> {
	if (leadIds.length === 0) return [];
	const fields = ['IsConverted', 'ConvertedAccountId', 'ConvertedContactId', 'ConvertedOpportunityId'];
	const records = await client.retrieve('Lead', leadIds, fields, signal);
	const found = leadIds.flatMap((leadId, index): Conversion[] => {
		const record = records[index];
		if (record?.IsConverted !== true) return [];
		const ids = {
			accountId: recordIdIn(record.ConvertedAccountId),
			contactId: recordIdIn(record.ConvertedContactId),
			opportunityId: recordIdIn(record.ConvertedOpportunityId),
		};
		return [{ leadId, status: 'converted', ...ids }];
	});
	await note(
		context,
		found.map(({ leadId }) => leadRow(leadId, 'written', client.serverNow())),
	);
	return found;
}

async function sendOnce(
	{ client, context, signal }: ConvertHand,
	requests: readonly ConvertRequest[],
): Promise<ConvertResult[]> {
	await context.keepLease();
	const sentAt = client.serverNow();
	const rowsAs = (status: (index: number) => JournalRow['status']) =>
		requests.map(({ leadId }, index) => leadRow(leadId, status(index), sentAt));
	await note(
		context,
		rowsAs(() => 'intended'),
	);
	const results = await client.soap.convertLeads(requests, signal).catch(async (error: unknown) => {
		// Refused as a whole: nothing was done. Of any other failure nobody knows that.
		if (error instanceof EnrichmentError)
			await note(
				context,
				rowsAs(() => 'refused'),
			);
		throw error;
	});
	await note(
		context,
		rowsAs((index) => journalStatus[results[index].status]),
	);
	return results;
}

const journalStatus = { converted: 'written', refused: 'refused', unknown: 'unknown' } as const;

function conversionOf(leadId: RecordId, result: ConvertResult): Conversion {
	if (result.status === 'refused') return { leadId, status: 'refused', message: messageOf(result.errors) };
	if (result.status === 'unknown') return { leadId, status: 'unknown', message: result.reason };
	return { leadId, ...result };
}

function isRetryable(result: ConvertResult): boolean {
	return result.status === 'refused' && result.errors.every(({ retryable }) => retryable);
}

function leadRow(recordId: RecordId, status: JournalRow['status'], at: Date): JournalRow {
	const change = { field: 'IsConverted', before: false, after: true };
	return { recordId, sObject: 'Lead', ...change, policy: 'convert', status, at: at.toISOString() };
}

async function note({ store, run }: ConvertRun, rows: readonly JournalRow[]): Promise<void> {
	if (rows.length > 0) await store.journal(run.runId, rows);
}
