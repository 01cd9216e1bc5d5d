import { EnrichmentError } from '../../errors';
import { enrichmentRunFields, enrichmentRunObject, type EnrichmentRunKey } from '../../record/enrichment-run';
import type { SalesforceRecord } from '../../record/record-item';
import { RunBooks } from '../../run/run-books';
import { connectRun } from '../../run/run-connection';
import type { RunContext } from '../../run/run-context';
import type { RunSummary } from '../../run/run-summary';
import type { SalesforceClient } from '../../salesforce/client';

/** What became of the record of a run in the org; `absent`: the org has no object for it. */
export type RunRecording =
	| { readonly status: 'recorded'; readonly id: string }
	| { readonly status: 'absent' }
	| { readonly status: 'refused'; readonly why: string };

/** What is needed beside the run: how Salesforce is reached, and where people find the execution. */
export interface RecordingMeans {
	readonly connect: () => Promise<SalesforceClient>;
	readonly clock: () => Date;
	/** n8n's page of the execution. */
	readonly link?: string;
	readonly signal?: AbortSignal;
}

/** The run has been judged by now, so nobody waits long for its record. */
const patienceMs = 30_000;

/** How an org says that it has no such object, or that its user sees none. */
const absenceCodes = new Set(['NOT_FOUND', 'INVALID_TYPE']);

const longestName = 80;
const longestText = 32_000;

/**
 * Keeps one record of the run in the org, found again by the run's ID, with one call; where the org lacks the object
 * that call has found out. Throws nothing but a cancellation: a run is not the worse for having no record.
 */
export async function recordRun(
	context: RunContext,
	summary: RunSummary,
	{ connect, clock, link, signal }: RecordingMeans,
): Promise<RunRecording> {
	const patience = AbortSignal.timeout(patienceMs);
	try {
		const client = await connect();
		await connectRun(context, client, clock());
		const before = client.calls.now();
		const both = signal ? AbortSignal.any([signal, patience]) : patience;
		try {
			return await upsertRun(client, rowOf(summary, link), both);
		} finally {
			await new RunBooks(context, 'record').enterAsPlanned(client.calls.since(before));
		}
	} catch (error) {
		if (signal?.aborted) throw error;
		// The run has ended and its summary is given once, so not even a fault of our own may stand in front of it.
		return error instanceof EnrichmentError ? recordingOf(error) : { status: 'refused', why: 'an unforeseen fault.' };
	}
}

function recordingOf(error: EnrichmentError): RunRecording {
	return absenceCodes.has(String(error.details.errorCode ?? ''))
		? { status: 'absent' }
		: { status: 'refused', why: error.message };
}

async function upsertRun(client: SalesforceClient, row: SalesforceRecord, signal: AbortSignal): Promise<RunRecording> {
	const key = enrichmentRunFields.runId.name;
	const [result] = await client.upsert(enrichmentRunObject.name, key, [row], undefined, signal);
	if (result.status === 'saved') return { status: 'recorded', id: result.id };
	if (result.status === 'unknown') return { status: 'refused', why: result.reason };
	if (result.errors.some(({ code }) => absenceCodes.has(code))) return { status: 'absent' };
	return { status: 'refused', why: result.errors.map(({ message }) => message).join(' ') };
}

function rowOf(summary: RunSummary, link: string | undefined): SalesforceRecord {
	const { counts, providers = [] } = summary;
	const { high, medium, low } = counts.matched;
	const spent = providers.flatMap(({ credits }) => credits.map((each) => each.spent));
	const values: Readonly<Record<EnrichmentRunKey, string | number | null>> = {
		runId: summary.runId,
		pipeline: summary.pipeline,
		sObject: summary.sObject,
		status: summary.status,
		isDryRun: summary.isDryRun ? 'Dry run' : 'Run',
		reason: summary.reason?.slice(0, longestText) ?? null,
		summary: summary.text.slice(0, longestText),
		startedAt: summary.startedAt,
		endedAt: summary.finishedAt,
		read: counts.read,
		matched: high + medium + low,
		noMatch: counts.noMatch,
		unchanged: counts.gated,
		written: counts.written,
		rejected: counts.rejected,
		failed: counts.failed,
		carriedOver: counts.carriedOver,
		credits: spent.reduce((sum, each) => sum + each, 0),
		calls: summary.calls.used,
		link: link ?? null,
	};
	const keys = Object.keys(values) as EnrichmentRunKey[];
	return {
		Name: nameOf(summary),
		...Object.fromEntries(keys.map((key) => [enrichmentRunFields[key].name, values[key]])),
	};
}

/** Sorts by time under one pipeline, and tells runs of one hour apart. */
function nameOf({ pipeline, sObject, startedAt }: RunSummary): string {
	const moment = startedAt.slice(0, 16).replace('T', ' ');
	return `${`${pipeline} ${sObject}`.slice(0, longestName - moment.length - 1)} ${moment}`;
}
