import { EnrichmentError } from '../../../errors';
import { idOfRead } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import type { RunSettings } from '../../../record/run-settings';
import type { ScanCounts } from '../../../record/scan-counts';
import { leaseHolder, runContext } from '../../../run/lease';
import { RunBooks } from '../../../run/run-books';
import { startRun } from '../../../run/start-run';
import type { SalesforceClient } from '../../../salesforce/client';
import type { MatchDecision } from '../../../store/contract/decisions';
import type { Run } from '../../../store/contract/runs';
import type { Store } from '../../../store/store';
import { clusterPairs } from '../linkage/clusters';
import type { LinkageRecord } from '../linkage/fields';
import { link } from '../linkage/linkage';
import { linkagePreset } from '../linkage/presets';
import { Turns } from '../linkage/turns';
import { decidedGroups, decidedPairs } from '../match-index/decided-groups';
import { keepIndex } from '../match-index/keep-index';
import { fixedRandom } from '../linkage/fixed-random';
import { linkageRecordOf } from '../linkage/linkage-records';
import { reviewPairs, reviewRows, type ReviewRow } from './review-pairs';
import { scanCounts, scannedGroups, type Scanned, type ScannedGroup } from './scan-groups';
import { scanSentence } from './scan-sentence';
import { ToldPhases } from './told-phases';

export interface ScanRequest {
	readonly sObject: string;
	/** All records that are compared, page by page; read once. */
	readonly pages: () => AsyncIterable<readonly SalesforceRecord[]>;
	/** In words that only the same selection has. */
	readonly selection: string;
	/** Most groups that are given; all are kept. */
	readonly mostGroups: number;
	/** Most pairs in doubt that are given, the likeliest; all are counted. */
	readonly mostReviewed: number;
	readonly executionId?: string;
	readonly workflowId?: string;
	/** How long the scan may be silent before another execution begins it anew. */
	readonly leaseMs: number;
}

/** What scanning needs from outside. */
export interface ScanMeans {
	readonly client: SalesforceClient;
	readonly store: Store;
	readonly clock: () => Date;
	readonly newRunId: () => string;
}

export interface ScanReport {
	readonly runId: string;
	readonly counts: ScanCounts;
	/** The first ones by their number. */
	readonly groups: readonly ScannedGroup[];
	/** Pairs for a person to look at, the likeliest first. */
	readonly review: readonly ReviewRow[];
	readonly text: string;
}

/** How often the counts are kept while records are read. */
const recordsPerNote = 20_000;
const nothingFound = { groups: 0, duplicates: 0, reviewPairs: 0, cappedBlocks: 0, cappedRecords: 0 };

/**
 * Reads a whole object once, finds its groups of duplicates and keeps an index, by which new records are matched from then on.
 * It is a run of its own that writes nothing to Salesforce; one that was killed begins anew when it is called again, and the
 * index of before serves until a scan has come to its end.
 */
export async function scanObject(means: ScanMeans, request: ScanRequest): Promise<ScanReport> {
	const { client, store, clock } = means;
	const before = client.calls.now();
	const run = await begin(means, request);
	const context = runContext(store, run, clock, client);
	try {
		const scannedAt = await client.fetchServerNow();
		const tell = async (records: number, phase: string): Promise<void> => {
			await context.keepLease();
			await noteCounts(store, run, { records, ...nothingFound, phase });
		};
		const read = await readAll(request, async (records) => await tell(records, 'reading'));
		const decisions = await store.loadDecisions(run.orgId);
		const told = new ToldPhases(async (phase) => await tell(read.records.length, phase));
		const linked = await compare(request, read, decisions, told);
		await tell(read.records.length, 'keeping the index');
		const clusters = await keep(means, request, linked, scannedAt, () => context.keepLease());
		const scanned = { ...linked, clusters };
		const turns = new Turns();
		const doubtful = await reviewPairs(scanned, decisions, request.mostReviewed, turns);
		const counts = await scanCounts(scanned, doubtful.count, turns);
		const groups = await scannedGroups(scanned, request.mostGroups, turns);
		const review = await reviewRows(scanned, doubtful, turns);
		await noteCounts(store, run, counts);
		await store.closeRun(run.runId, { status: 'Success' }, clock());
		const text = scanSentence(request.sObject, counts, client.calls.since(before).used);
		return { runId: run.runId, counts, groups, review, text };
	} catch (error) {
		// Whoever has taken the run over ends it.
		if (!(error instanceof EnrichmentError && error.code === 'lease_lost')) {
			const reason = error instanceof Error ? error.message : String(error);
			await store.closeRun(run.runId, { status: 'Failed', reason }, clock());
		}
		throw error;
	} finally {
		await new RunBooks(context, 'scan').enterAsPlanned(client.calls.since(before));
		await store.releaseLease(run, leaseHolder(run));
	}
}

async function begin({ client, store, clock, newRunId }: ScanMeans, request: ScanRequest): Promise<Run> {
	const { sObject, executionId, workflowId, leaseMs } = request;
	const settings: RunSettings = { instanceUrl: client.org.instanceUrl };
	const key = { orgId: client.org.orgId, sObject, pipeline: `scan ${sObject}` };
	const start = { ...key, kind: 'scan', isDryRun: false, executionId, workflowId, leaseMs, settings } as const;
	const started = await startRun(store, start, clock(), newRunId);
	if (started.status !== 'held') return started.run;
	throw new EnrichmentError(
		'lease_held',
		`Execution ${started.holder} is scanning ${sObject} already; without a sign of life it counts as alive until ${started.expiresAt.toISOString()}.`,
		{ retryable: true, remedy: 'Wait for it; one that was killed can be repeated after that moment.' },
	);
}

interface ReadRecords {
	readonly recordIds: string[];
	readonly records: LinkageRecord[];
}

async function readAll(
	{ sObject, pages }: ScanRequest,
	note: (records: number) => Promise<void>,
): Promise<ReadRecords> {
	const preset = linkagePreset(sObject);
	const read: ReadRecords = { recordIds: [], records: [] };
	let noted = 0;
	for await (const page of pages()) {
		for (const record of page) {
			read.recordIds.push(idOfRead(record));
			read.records.push(linkageRecordOf(record, preset));
		}
		if (read.records.length - noted < recordsPerNote) continue;
		noted = read.records.length;
		await note(noted);
	}
	return read;
}

type Linked = Omit<Scanned, 'clusters'> & { readonly groups: Int32Array };

async function compare(
	{ sObject }: ScanRequest,
	read: ReadRecords,
	decisions: readonly MatchDecision[],
	told: ToldPhases,
): Promise<Linked> {
	const { subject } = linkagePreset(sObject);
	const linkage = await link(read.records, { subject, random: fixedRandom(), progress: told.progress });
	const placeById = new Map(read.recordIds.map((id, place) => [id, place]));
	const decided = decidedPairs(decisions, (id) => placeById.get(id));
	const weigh = (one: number, other: number): number => linkage.weigher.weigh(one, other);
	const groups = decidedGroups(await clusterPairs(linkage, told.progress), decided, weigh);
	await told.all();
	const same = decided.filter(({ verdict }) => verdict === 'same').map(({ one, other }) => [one, other] as const);
	return { sObject, linkage, ...read, groups, same };
}

async function keep(
	{ client, store, clock }: ScanMeans,
	{ sObject, selection }: ScanRequest,
	linked: Linked,
	scannedAt: Date,
	keepLease: () => Promise<void>,
): Promise<Int32Array> {
	const { subject } = linkagePreset(sObject);
	const facts = { sObject, subject, scannedAt, selection };
	const key = { orgId: client.org.orgId, name: sObject };
	return await keepIndex(store, key, linked, facts, clock(), keepLease);
}

async function noteCounts(store: Store, run: Run, scan: ScanCounts): Promise<void> {
	const settings = { ...run.settings, scan };
	await store.resumeRun(run.runId, run.executionId, run.leaseMs, settings, run.workflowId);
}
