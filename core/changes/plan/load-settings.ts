import { loadMemory } from '../../record/write-memory';
import { fetchCurrencies } from '../../salesforce/currencies';
import type { SObjectDescription } from '../../salesforce/schema';
import type { Write } from '../write';
import type { WriteRequest } from '../write-request';
import { fetchActiveUsers, userCallsFor, userNamesIn } from './active-users';
import { writtenFields } from './address-changes';
import { needsRates } from './convert-amount';
import { planParents } from './parents-by-key';
import type { Parents, PlanSettings, WriteTarget } from './record-plan';

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

/** What records are planned with, at Salesforce's time of this moment. */
export function planSettings(
	write: Write,
	{ memory, users, staged }: Pick<PlanSettings, 'memory' | 'users' | 'staged'> = {},
): PlanSettings {
	const { client, request, description, fieldNames, context } = write;
	return {
		description,
		memory,
		users,
		currencies: write.currencies,
		fieldNames,
		staged,
		runStartedAt: context?.run.startedAt,
		mustFit: mustFitOf(request, description),
		timeZone: request.timeZone,
		writeStamps: request.writeStamps,
		serverNow: client.serverNow(),
		runId: context?.run.runId,
	};
}

/** Proposals are left out where they do not fit, and what a person mapped refuses its record, unless the request says otherwise. */
function mustFitOf(
	{ badValues, mappedFields = [], externalIdField }: WriteRequest,
	description: SObjectDescription,
): (field: string) => boolean {
	const mapped = new Set(writtenFields(mappedFields, description));
	// Without its key a record would be another one.
	return (field) => field === externalIdField || (badValues === undefined ? mapped.has(field) : badValues === 'refuse');
}
