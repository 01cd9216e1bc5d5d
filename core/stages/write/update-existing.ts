import { fetchActiveUsers, userCallsFor, userNamesIn } from '../../changes/plan/active-users';
import { fetchCurrencies } from '../../salesforce/currencies';
import { needsRates } from '../../changes/plan/convert-amount';
import { planParents } from '../../changes/plan/parents-by-key';
import type { Parents, PlanSettings, WriteTarget } from '../../changes/plan/record-plan';
import { planRecord } from '../../changes/plan/plan-record';
import { readCallsFor, readTargets, targetsToRead } from '../../changes/plan/read-targets';
import { updateSaver } from '../../changes/send/saver';
import { planSettings, type Write } from '../../changes/write';
import { loadMemory } from '../../record/write-memory';
import { writeParts } from '../../changes/send/write-parts';
import { type RecordId, recordIdIn } from '../../record/identity';
import type { RecordItem } from '../../record/record-item';

/** Updates the records that the items name by Id. */
export async function updateExisting(write: Write): Promise<void> {
	const { client, request, items, description, verdicts, signal } = write;
	const { targets, invalid } = sortInputs(items, { sObject: request.sObject, keyPrefix: description.keyPrefix });
	invalid.forEach(({ inputIndex, message }) => verdicts.turnDown(inputIndex, message));

	await writeParts(write, targets, {
		saver: updateSaver(client, request.sObject, signal),
		async plan(part) {
			await write.books.plan(readCallsFor(targetsToRead(write, part).length));
			const current = await readTargets(write, part);
			const settings = await loadSettings(
				write,
				part,
				part.map(({ id }) => id),
			);
			return { plans: part.map((target, index) => planRecord(target, current[index], settings)), settings };
		},
	});
}

/** What look-ups lead to that are given by a field of their parent; describing the parents costs calls only once. */
async function loadParents(write: Write, targets: readonly WriteTarget[]): Promise<Parents> {
	const before = write.client.calls.now();
	const parents = await planParents(write.client, targets, write.description);
	const described = write.client.calls.since(before);
	await write.books.plan(described.used - described.retries + parents.calls);
	return await parents.ask(write.signal);
}

/** Once per write, and only when there is an amount to convert. */
async function loadCurrencies(write: Write, targets: readonly WriteTarget[]): Promise<void> {
	if (write.currencies || !targets.some(({ item }) => needsRates(item._enrichment?.proposals ?? {}, write.description)))
		return;
	await write.books.plan(1);
	write.currencies = await fetchCurrencies(write.client, write.signal);
}

/**
 * With what earlier runs wrote and undid, what this run has staged (of records to be created under what stands for their
 * Ids), and with the users that the proposals name.
 */
export async function loadSettings(
	write: Write,
	targets: readonly WriteTarget[],
	recordIds: readonly string[],
	standIns: readonly string[] = [],
): Promise<PlanSettings> {
	const { client, context, description, signal } = write;
	const memory = context && (await loadMemory(context.store, client.org.orgId, recordIds));
	// Near the ceiling of API calls this look-up is the first to go; Ids are then sent unchecked.
	const isFull = ((await context?.allowance?.()) ?? 'full') === 'full';
	const names = isFull ? userNamesIn(targets, description) : [];
	await write.books.plan(userCallsFor(names));
	const users = names.length > 0 ? await fetchActiveUsers(client, names, signal) : undefined;
	await loadCurrencies(write, targets);
	const rows = (await context?.store.loadStagedRows(context.run.runId, [...recordIds, ...standIns])) ?? [];
	const staged = rows.length > 0 ? new Map(rows.map(({ recordId, values }) => [recordId, values])) : undefined;
	return { ...planSettings(write, { memory, users, staged }), parents: await loadParents(write, targets) };
}

/** An item that names no record that could be written. */
export interface InvalidInput {
	readonly inputIndex: number;
	readonly message: string;
}

/** The inputs that can be written, and those that cannot, each with its reason. */
export interface SortedInputs {
	readonly targets: readonly WriteTarget[];
	readonly invalid: readonly InvalidInput[];
}

/** What the inputs must agree with. */
export interface TargetObject {
	readonly sObject: string;
	/** First three characters of the object's ids; empty when the object has none of its own. */
	readonly keyPrefix: string;
}

/** Sorts the inputs by whether they name a record of the object that no other names. */
export function sortInputs(items: readonly RecordItem[], object: TargetObject): SortedInputs {
	const targets: WriteTarget[] = [];
	const invalid: InvalidInput[] = [];
	const seen = new Set<string>();
	items.forEach((item, inputIndex) => {
		const id = recordIdIn(item.Id);
		if (id === undefined || !id.startsWith(object.keyPrefix) || seen.has(id)) {
			invalid.push({ inputIndex, message: problemWith(item.Id, id, object) });
			return;
		}
		seen.add(id);
		targets.push({ inputIndex, id, item });
	});
	return { targets, invalid };
}

function problemWith(given: unknown, id: RecordId | undefined, object: TargetObject): string {
	if (given === undefined || given === null || given === '') return 'The item has no Id';
	if (id === undefined) return `"${String(given)}" is not a Salesforce record Id`;
	if (!id.startsWith(object.keyPrefix)) return `${String(given)} is not the Id of a ${object.sObject}`;
	return `${String(given)} appears twice in the input`;
}
