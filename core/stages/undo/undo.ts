import { takeHand } from '../../changes/hand';
import type { SendRequest } from '../../changes/write-request';
import { EnrichmentError } from '../../errors';
import type { OwnFieldKey } from '../../record/fields';
import type { HashInputs } from '../../record/record-item';
import { assertSameOrg, type ConnectedOrg } from '../../record/same-org';
import type { CallCount } from '../../salesforce/call-tally';
import type { SalesforceClient } from '../../salesforce/client';
import type { JournalRow, JournalStore } from '../../store/contract/journal';
import type { Run } from '../../store/contract/runs';
import type { Store } from '../../store/store';
import { leaseHolder, runContext } from '../../run/lease';
import { RunBooks } from '../../run/run-books';
import type { RunContext } from '../../run/run-context';
import { startRun } from '../../run/start-run';
import { type JournalGroup, undoGroup } from './undo-group';
import type { UndoJob } from './undo-job';
import { undoMerges } from './undo-merges';
import { mayBeWritten, type RecordUndo } from './undo-plan';
import { formatUndo, type UndoReport, UndoTally } from './undo-report';

export interface UndoRequest {
	/** The run to undo. */
	readonly runId: string;
	/** Reads and decides, and sends nothing. */
	readonly isDryRun: boolean;
	/** n8n's execution, in whose name the undo is done. */
	readonly executionId?: string;
	/** n8n's workflow, which the undo's own run belongs to. */
	readonly workflowId?: string;
	/** How long the undo may be silent before another execution goes on with it. */
	readonly leaseMs: number;
	/** What Enrich hashes, so that an undone input is not seen as a change; `undefined` leaves the hash as it is. */
	readonly matchInputs?: HashInputs;
	/** What the org calls our own fields where the undone run does not say it; missing ones: as we ship them. */
	readonly fieldNames?: Readonly<Partial<Record<OwnFieldKey, string>>>;
}

/** What undo needs from outside. */
export interface UndoMeans {
	readonly client: SalesforceClient;
	readonly store: Store;
	readonly clock: () => Date;
	readonly newRunId: () => string;
	readonly signal?: AbortSignal;
}

/** Records that one retrieve reads and one update sends. */
const maxGroup = 1_000;

/** A person asked for it, whatever is refused: nothing stops it half-way. */
const asAsked: SendRequest = { circuitBreaker: 'off', canaryRecords: 0 };

/**
 * Gives fields back the values they had before a run wrote them, wherever Salesforce still holds what the run wrote.
 * It is a run of its own: a killed one goes on where it stopped when it is called again, a finished one finds
 * everything back. Memory: 1,000 records.
 */
export async function undoRun(means: UndoMeans, request: UndoRequest): Promise<UndoReport> {
	const { client, store, clock } = means;
	const before = client.calls.now();
	const undone = await loadUndone(store, request.runId, client.org);
	const started = await startRun(
		store,
		{
			orgId: undone.orgId,
			sObject: undone.sObject,
			kind: 'undo',
			pipeline: `undo ${undone.runId}`,
			isDryRun: request.isDryRun,
			executionId: request.executionId,
			workflowId: request.workflowId,
			leaseMs: request.leaseMs,
			settings: { instanceUrl: client.org.instanceUrl, fieldNames: undone.settings?.fieldNames ?? request.fieldNames },
		},
		clock(),
		means.newRunId,
	);
	if (started.status === 'held') throw heldError(undone.runId, started.holder, started.expiresAt);
	const context = runContext(store, started.run, clock, client);
	try {
		const tally = await undoAll(means, request, undone, context, before);
		return await report(means, undone, context.run, tally, started.status === 'resumed');
	} finally {
		// Also after a failure: whoever repeats the undo need not wait for the lease to run out.
		await store.releaseRecords(undone.orgId, started.run.runId);
		await store.releaseLease(started.run, leaseHolder(started.run));
	}
}

async function undoAll(
	means: UndoMeans,
	request: UndoRequest,
	undone: Run,
	context: RunContext,
	before: CallCount,
): Promise<UndoTally> {
	const { client, store, signal } = means;
	const tally = new UndoTally();
	try {
		const inDoubt = await loadInDoubt(store, context.run);
		const jobFor = async (sObject: string): Promise<UndoJob> => {
			const first = client.calls.now();
			const description = await client.describe(sObject);
			const hand = takeHand({ client, description, context, signal }, asAsked, undefined, 'undo');
			await hand.books.plan(client.calls.since(first).used);
			const settings = {
				fieldNames: hand.fieldNames,
				matchInputs: request.matchInputs,
				undoRunId: context.run.runId,
				undoneRunId: undone.runId,
				description,
			};
			return { ...hand, context, settings, inDoubt };
		};
		const { isDryRun } = context.run;
		const tell = ({ description }: UndoJob, undos: readonly RecordUndo[]) =>
			tally.add(undos, isDryRun, { description, org: client.org });
		if (undone.kind === 'merge') {
			tally.merges = await undoMerges({ undone, isDryRun, jobFor, tell });
			return tally;
		}
		for await (const { sObject, group } of journalGroups(store, undone.runId)) {
			const job = await jobFor(sObject);
			tell(job, await undoGroup(job, group));
		}
	} finally {
		await new RunBooks(context, 'undo').enter(client.calls.since(before));
	}
	return tally;
}

async function report(
	{ store, clock }: UndoMeans,
	undone: Run,
	run: Run,
	tally: UndoTally,
	isResumed: boolean,
): Promise<UndoReport> {
	const fieldsRestored = run.isDryRun ? tally.fieldsRestored : await countRestored(store, run);
	// An undo that found nothing to look at made no call.
	const { undo: calls = { planned: 0, used: 0, retries: 0 } } = await store.readCalls(run.runId);
	const status = tally.isComplete ? 'Success' : 'Partial Success';
	const reason = tally.isComplete ? undefined : 'Some fields could not be given back; undo the run once more';
	await store.closeRun(run.runId, { status, reason }, clock());
	const facts: Omit<UndoReport, 'text'> = {
		runId: run.runId,
		undoneRunId: undone.runId,
		status,
		isDryRun: run.isDryRun,
		isResumed,
		fieldsRestored,
		// What an earlier, broken-off attempt had restored was found back by this one.
		fieldsAlreadyBack: tally.fieldsBack - (fieldsRestored - tally.fieldsRestored),
		fieldsLeft: tally.fieldsLeft,
		recordsCreated: tally.recordsCreated,
		restored: tally.restored,
		left: tally.left,
		created: tally.created,
		rows: tally.rows,
		...(tally.merges && { merges: tally.merges }),
		calls,
	};
	return { ...facts, text: formatUndo(facts) };
}

async function loadUndone(store: Pick<Store, 'findRun' | 'location'>, runId: string, org: ConnectedOrg): Promise<Run> {
	const run = await store.findRun(runId);
	if (!run)
		throw refusal(
			'run_not_found',
			`Run ${runId} is not in the store ${store.location}.`,
			'Run: Get lists the runs that can be undone; one that was pruned, because it ended too long ago, cannot be undone any more.',
		);
	assertSameOrg({ what: `Run ${runId}`, orgId: run.orgId }, org);
	if (run.kind === 'undo') {
		throw refusal(
			'invalid_parameter',
			`Run ${runId} is itself an undo.`,
			'Run the original pipeline again to enrich the records anew.',
		);
	}
	if (run.status === 'Running') {
		throw refusal(
			'invalid_parameter',
			`Run ${runId} is still under way.`,
			'Let it finish, or finish it with Run: Finish and its Run ID, then undo it.',
		);
	}
	return run;
}

/** Of the undo's own rows, those that a broken-off attempt has sent: it may have died before it saw the reply, or settled the record. */
async function loadInDoubt(store: Pick<JournalStore, 'readJournal'>, run: Run): Promise<ReadonlySet<string>> {
	const keys = new Set<string>();
	for await (const rows of store.readJournal(run.runId)) {
		for (const { recordId, field, status } of rows) {
			if (status !== 'refused') keys.add(`${recordId} ${field}`);
		}
	}
	return keys;
}

async function countRestored(store: Pick<JournalStore, 'readJournal'>, run: Run): Promise<number> {
	let count = 0;
	for await (const rows of store.readJournal(run.runId))
		count += rows.filter(({ status }) => status === 'written').length;
	return count;
}

/** What the run may have written, in the order it was written, by records of one object. */
async function* journalGroups(
	store: Pick<JournalStore, 'readJournal'>,
	runId: string,
): AsyncGenerator<{ readonly sObject: string; readonly group: JournalGroup }> {
	let sObject = '';
	let group = new Map<string, JournalRow[]>();
	for await (const rows of store.readJournal(runId)) {
		for (const row of rows.filter(mayBeWritten)) {
			const isFull = group.size === maxGroup && !group.has(row.recordId);
			if (group.size > 0 && (isFull || row.sObject !== sObject)) {
				yield { sObject, group };
				group = new Map();
			}
			sObject = row.sObject;
			group.set(row.recordId, [...(group.get(row.recordId) ?? []), row]);
		}
	}
	if (group.size > 0) yield { sObject, group };
}

function heldError(runId: string, holder: string, expiresAt: Date): EnrichmentError {
	return new EnrichmentError(
		'lease_held',
		`Execution ${holder} is undoing run ${runId} already; without a sign of life it counts as alive until ${expiresAt.toISOString()}.`,
		{
			retryable: true,
			remedy: 'Wait for it; one that was killed can be repeated after that moment.',
		},
	);
}

function refusal(code: 'run_not_found' | 'invalid_parameter', message: string, remedy: string): EnrichmentError {
	return new EnrichmentError(code, message, { remedy });
}
