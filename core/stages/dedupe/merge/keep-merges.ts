import { chunk } from 'lodash';
import { isBlank } from '../../../record/field-value';
import type { RecordId } from '../../../record/identity';
import type { SObjectDescription } from '../../../salesforce/schema';
import { keyOf } from '../../../changes/plan/key-field';
import type { KeptMerge, MergedChild, MergedKey } from '../../../store/contract/merges';
import type { GroupRecord } from '../survivorship/group-record';
import type { PlannedMerge } from '../survivorship/plan-merge';

/** Salesforce merges two records into a third (SOAP API Developer Guide, merge()). */
const losersPerMerge = 2;

/**
 * A planned merge as requests of at most two losers, all into the same master, with everything that an undo needs. The master takes a
 * loser's value over with the request that takes in that loser: a unique value is free then, and not before.
 */
export function mergesOf(
	plan: PlannedMerge,
	records: readonly GroupRecord[],
	childrenById: ReadonlyMap<RecordId, readonly MergedChild[]>,
	firstNumber: number,
): KeptMerge[] {
	const parts = chunk(plan.loserIds, losersPerMerge);
	const valuesById = new Map(records.map(({ id, values }) => [id, values]));
	return parts.map((loserIds, index) => {
		const isLast = index === parts.length - 1;
		const changes = plan.chosen
			.filter(({ from, rule }) => (rule === 'join' ? isLast : loserIds.includes(from)))
			.map(({ field, before, after }) => ({ field, before, after }));
		return {
			number: firstNumber + index,
			groupId: plan.groupId,
			sObject: plan.sObject,
			masterId: plan.masterId,
			loserIds,
			state: 'planned',
			values: { changes, losers: Object.fromEntries(loserIds.map((id) => [id, valuesById.get(id) ?? {}])) },
			children: loserIds.flatMap((id) => childrenById.get(id) ?? []),
		};
	});
}

/** Keys by which another system knows the losers, as Salesforce tells two keys apart: they lead to the master from now on. */
export function keysOfLosers(
	{ sObject, masterId, values }: KeptMerge,
	{ fieldByName }: SObjectDescription,
): MergedKey[] {
	const fields = [...fieldByName.values()].filter(({ externalId }) => externalId);
	return Object.entries(values?.losers ?? {}).flatMap(([loserId, record]) =>
		fields
			.filter(({ name }) => !isBlank(record[name]))
			.map((field) => ({
				...{ sObject, field: field.name, value: keyOf(record[field.name], field) },
				...{ loserId, masterId },
			})),
	);
}
