import { partition, sum } from 'lodash';
import { type RecordId, toRecordId } from '../../record/identity';
import type { RecordItem } from '../../record/record-item';
import { shippedFieldNames } from '../../record/fields';
import { leaseHolder } from '../../run/lease';
import { settleReceived } from '../../run/settle-received';
import { reasonOf } from '../../run/stop-reason';
import type { SalesforceClient } from '../../salesforce/client';
import type { Settlement } from '../../store/contract/work';
import { type Fetch, onTheBooks, planCalls } from './fetch-context';
import type { FetchRun } from './fetch-run';
import type { FetchTally } from './fetch-tally';
import { fetchPreset } from './object-presets';
import { planSelection } from './plan-selection';
import { readByIds } from './read-by-id';
import type { SelectionRequest } from './selection';
import { takeOn } from './take-on';

export interface ReceivedRequest {
	/** Which fields to read, and what to leave out; what came in with a notice is never used as a value. */
	readonly selection: Pick<
		SelectionRequest,
		'sObject' | 'fields' | 'unchangedBy' | 'fieldNames' | 'claimMs' | 'readsOptOuts'
	>;
	/** Records that one call gives at most. */
	readonly limit: number;
	/** Records that one run works on at most; then it ends, and what still waits is the next one's. */
	readonly mostPerRun: number;
}

/** Why nothing was given: nothing waits, another execution works it off, this run has had its share, or was told to stop. */
export type NothingReceived = 'empty' | 'drained_elsewhere' | 'run_is_full' | 'run_is_stopped';

export type ReceivedResult =
	| { readonly items: readonly RecordItem[] }
	| { readonly items: readonly []; readonly why: NothingReceived; readonly waiting: number };

/** What all steps of one call share. */
interface Claiming {
	readonly client: SalesforceClient;
	readonly request: ReceivedRequest;
	readonly context: FetchRun;
	/** This machine's clock, by which leases run too. */
	readonly now: Date;
	readonly tally: FetchTally;
	readonly signal: AbortSignal | undefined;
}

/** Records of the carry-over that one call looks at; more of them come in the next run. */
const mostCarriedOver = 2_000;

/**
 * The next records that Salesforce has told the run's pipeline of, read anew: new ones first, then what is due from the carry-over
 * once the inbox is empty. What the run is done with leaves the inbox first. What is left out is settled at once, and the next
 * ones are taken in its place. One execution at a time works an inbox off; it ends that when it is given nothing.
 */
export async function claimReceived(
	client: SalesforceClient,
	request: ReceivedRequest,
	context: FetchRun,
	now: Date,
	tally: FetchTally,
	signal?: AbortSignal,
): Promise<ReceivedResult> {
	const claiming: Claiming = { client, request, context, now, tally, signal };
	for (;;) {
		await context.keepLease();
		await settleReceived(context.store, context.run);
		if (await isStopped(context)) return await nothing(claiming, 'run_is_stopped');
		if ((await takenOn(context)) >= request.mostPerRun) return await nothing(claiming, 'run_is_full');
		if (!(await beginDrain(claiming))) return await nothing(claiming, 'drained_elsewhere');
		const next = await nextRecords(claiming);
		if (!next) return await nothing(claiming, 'empty');
		const items = await readOrLetWait(claiming, next);
		if (items.length > 0) return { items };
	}
}

interface Next {
	readonly ids: readonly RecordId[];
	readonly isCarriedOver: boolean;
}

async function isStopped({ store, run }: FetchRun): Promise<boolean> {
	const current = await store.findRun(run.runId);
	return current !== undefined && reasonOf(current) !== undefined;
}

async function takenOn({ store, run }: FetchRun): Promise<number> {
	return sum(Object.values(await store.countOutcomes(run)));
}

async function beginDrain({ context: { store, run }, now }: Claiming): Promise<boolean> {
	return await store.beginDrain(run, leaseHolder(run), now, run.leaseMs);
}

async function nothing({ context: { store, run }, now }: Claiming, why: NothingReceived): Promise<ReceivedResult> {
	// What the run has not settled yet stays its own; Finish decides about it.
	const { waiting } = await store.countInbox(run, now);
	return { items: [], why, waiting };
}

async function nextRecords(claiming: Claiming): Promise<Next | undefined> {
	const { context, request, now } = claiming;
	const { store, run } = context;
	const received = await store.claimInbox(run, leaseHolder(run), request.limit, now, run.leaseMs);
	if (received) return { ids: received.map(({ recordId }) => toRecordId(recordId)), isCarriedOver: false };
	const due = await dueAgain(claiming);
	// Claiming has ended the drain with the last record; these are worked off as part of another one.
	if (due.length === 0 || !(await beginDrain(claiming))) return undefined;
	return { ids: due, isCarriedOver: true };
}

/** What the carry-over has for a later run than the one that left it. */
async function dueAgain({ client, context: { store, run }, request }: Claiming): Promise<RecordId[]> {
	const due = await store.loadCarryOver(run, client.serverNow(), mostCarriedOver);
	const ids = due.map(({ recordId }) => recordId);
	const had = new Set((await store.loadWork(run, ids)).map(({ recordId }) => recordId));
	return ids
		.filter((id) => !had.has(id))
		.slice(0, request.limit)
		.map(toRecordId);
}

/** What could not be read waits again at once. */
async function readOrLetWait(claiming: Claiming, next: Next): Promise<RecordItem[]> {
	const { store, run } = claiming.context;
	try {
		return await read(claiming, next);
	} catch (error) {
		await store.endDrain(run, leaseHolder(run));
		throw error;
	}
}

async function read(
	{ client, request, context, tally, signal }: Claiming,
	{ ids, isCarriedOver }: Next,
): Promise<RecordItem[]> {
	let items: RecordItem[] = [];
	const steps = onTheBooks(client, context, async function* (prepared) {
		const selection: SelectionRequest = {
			...request.selection,
			fields: [...request.selection.fields, ...(await excludingFields(client, request.selection))],
			selection: { kind: 'received', ids },
			maxRecords: ids.length,
		};
		const plan = await planSelection(client, selection, client.serverNow());
		await prepared();
		await planCalls(context, 1);
		const fetch: Fetch = { client, request: selection, plan, context, tally, signal };
		const records = await readByIds(client, plan, ids, signal);
		const [left, wanted] = partition(
			ids.map((id, index) => ({ id, record: records[index] })),
			({ record }) => record?.IsPersonAccount === true,
		);
		await leaveOut(
			fetch,
			context,
			left.map(({ id }) => id),
		);
		yield await takeOn(
			fetch,
			wanted.map(({ id }) => id),
			wanted.map(({ record }) => record),
			{ isCarriedOver },
		);
	});
	for await (const part of steps) items = part;
	return items;
}

/** The fields by which any other selection leaves records out, where the org has them. */
async function excludingFields(
	client: SalesforceClient,
	{ sObject, fieldNames = shippedFieldNames }: ReceivedRequest['selection'],
): Promise<string[]> {
	const names = Object.keys(fetchPreset(sObject, fieldNames).whereIfPresent);
	if (names.length === 0) return [];
	const { fieldByName } = await client.describe(sObject);
	return names.filter((name) => fieldByName.has(name));
}

async function leaveOut({ tally }: Fetch, { store, run }: FetchRun, ids: readonly RecordId[]): Promise<void> {
	if (ids.length === 0) return;
	tally.personAccounts += ids.length;
	const message = 'A person account is a person and a company in one, and is left as it is';
	await store.addWork(
		run,
		ids.map((recordId) => ({ recordId })),
	);
	await store.settleWork(
		run,
		ids.map((recordId): Settlement => ({ recordId, outcome: 'invalid_input', message })),
	);
}
