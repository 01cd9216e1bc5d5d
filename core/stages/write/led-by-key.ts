import { groupBy, omit } from 'lodash';
import { fetchByKey, keyLists, keyOf } from '../../changes/plan/key-field';
import { findSurvivorsByKey, type MergedKeyStore } from '../../changes/plan/merged-keys';
import { planRecord } from '../../changes/plan/plan-record';
import { readCallsFor, readTargets, targetsToRead } from '../../changes/plan/read-targets';
import type { PlanSettings, RecordPlan } from '../../changes/plan/record-plan';
import { updateSaver } from '../../changes/send/saver';
import { writeParts } from '../../changes/send/write-parts';
import type { Write } from '../../changes/write';
import type { SalesforceRecord } from '../../record/record-item';
import type { RecordId } from '../../record/identity';
import type { KeyedTarget } from './sort-by-key';
import { loadSettings } from '../../changes/plan/load-settings';

/** A target whose key was that of a record that was merged away, with the record that stayed. */
export interface LedTarget extends KeyedTarget {
	readonly id: RecordId;
}

/**
 * The targets whose key no record of the org has, because the one that had it was merged into another that is still there. Costs
 * calls only where the store knows such a key.
 */
export async function findLed(
	write: Write,
	targets: readonly KeyedTarget[],
	store: MergedKeyStore | undefined,
): Promise<LedTarget[]> {
	const { client, request, description, signal } = write;
	const { externalIdField } = request;
	if (externalIdField === undefined || !store) return [];
	const keyField = description.fieldByName.get(externalIdField);
	const keys = targets.flatMap(({ key }) => (key === undefined ? [] : [key]));
	const survivors = await findSurvivorsByKey(write, store, externalIdField, keys);
	const led = targets.flatMap((target) => {
		const id = survivors.get(keyOf(target.key, keyField));
		return target.key === undefined || id === undefined ? [] : [{ ...target, key: target.key, id }];
	});
	if (led.length === 0) return [];
	const ledKeys = led.map(({ key }) => key);
	await write.books.plan(keyLists(ledKeys, keyField).length);
	const look = { sObject: request.sObject, externalIdField, keyField, fields: [] };
	const existing = await fetchByKey(client, look, ledKeys, signal);
	return led.filter(({ key }) => !existing.has(keyOf(key, keyField)));
}

/**
 * Writes to the records that stayed what was meant for those that were merged into them; a creation makes nothing of it. Their own
 * keys stay. Gives how many rows were sent.
 */
export async function saveLed(write: Write, led: readonly LedTarget[]): Promise<number> {
	const { client, request, signal } = write;
	let sent = 0;
	for (const round of roundsOf(led)) {
		const path = {
			saver: updateSaver(client, request.sObject, signal),
			plan: async (part: readonly LedTarget[]) => await planPart(write, part),
		};
		sent = await writeParts(write, round, path, sent);
	}
	return sent;
}

async function planPart(
	write: Write,
	part: readonly LedTarget[],
): Promise<{ readonly plans: RecordPlan[]; readonly settings: PlanSettings }> {
	const toRead = targetsToRead(write, part);
	await write.books.plan(readCallsFor(toRead.length));
	const current = await readTargets(write, part, toRead);
	const settings = await loadSettings(
		write,
		part,
		part.map(({ id }) => id),
	);
	return { plans: part.map((target, index) => planLed(target, current[index], settings, write)), settings };
}

/** Several keys may lead to one record, of which a call can hold only one row: each round has a record once. */
function roundsOf(led: readonly LedTarget[]): LedTarget[][] {
	const rounds: LedTarget[][] = [];
	for (const targets of Object.values(groupBy(led, ({ id }) => id)))
		targets.forEach((target, round) => (rounds[round] ??= []).push(target));
	return rounds;
}

function planLed(
	target: LedTarget,
	current: SalesforceRecord | undefined,
	settings: PlanSettings,
	{ request: { operation, externalIdField = '' } }: Pick<Write, 'request'>,
): RecordPlan {
	const message = `The record with this key was merged into ${target.id}`;
	if (operation === 'create' && current)
		return {
			...{ ...target, current, changes: [], errors: [], outcome: 'unchanged' },
			message: `${message}, so none was created`,
		};
	const { _enrichment } = target.item;
	const proposals = omit(_enrichment?.proposals ?? {}, externalIdField);
	const plan = planRecord(
		{ ...target, item: { ...target.item, _enrichment: { ..._enrichment, proposals } } },
		current,
		settings,
	);
	const saysMore = plan.message !== undefined || plan.leftOut?.length || plan.conflicts?.length;
	return saysMore ? plan : { ...plan, message };
}
