import { isBlank } from '../../../record/field-value';
import type { SObjectDescription } from '../../../salesforce/schema';
import { type GroupRecord, timeOf } from './group-record';
import type { MasterRule } from './survivorship-rules';

/** Negative when the first record should rather be the master. */
type Order = (one: GroupRecord, other: GroupRecord) => number;

/** The records of a group from the master down; the same whatever the order they come in. */
export function rankRecords(
	records: readonly GroupRecord[],
	rules: readonly MasterRule[],
	description: SObjectDescription,
): readonly GroupRecord[] {
	const orders = [...rules.map((rule) => orderBy(rule, description)), oldestFirst, lowestId];
	return [...records].sort((one, other) => {
		for (const order of orders) {
			const difference = order(one, other);
			if (difference !== 0) return difference;
		}
		return 0;
	});
}

function orderBy(rule: MasterRule, description: SObjectDescription): Order {
	switch (rule.by) {
		case 'most_complete':
			return most((record) => filledFields(record, description));
		case 'oldest':
			return oldestFirst;
		case 'newest':
			return (one, other) => oldestFirst(other, one);
		case 'most_recently_active':
			return most(({ values }) => instantOf(values.LastActivityDate));
		case 'active_owner':
			return most(({ isOwnerActive }) => Number(isOwnerActive));
		case 'converted':
			return most(({ values }) => Number(values.IsConverted === true));
		case 'most_related':
			return most(({ relatedRecords }) => relatedRecords);
		case 'field_value':
			return most(({ values }) => {
				const rank = rule.values.findIndex((value) => sameText(value, values[rule.field]));
				return rank < 0 ? -Infinity : -rank;
			});
	}
}

function most(figure: (record: GroupRecord) => number): Order {
	return (one, other) => {
		const [first, second] = [figure(one), figure(other)];
		return first === second ? 0 : second > first ? 1 : -1;
	};
}

const oldestFirst: Order = (one, other) => instantOf(one.values.CreatedDate) - instantOf(other.values.CreatedDate) || 0;

const lowestId: Order = (one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Of fields that somebody can fill; a checkbox always holds something. */
function filledFields({ values }: GroupRecord, { fieldByName }: SObjectDescription): number {
	return [...fieldByName.values()].filter(
		({ name, updateable, type }) => updateable && type !== 'boolean' && !isBlank(values[name]),
	).length;
}

function instantOf(value: unknown): number {
	return timeOf(value) ?? -Infinity;
}

function sameText(one: unknown, other: unknown): boolean {
	return String(one).trim().toLowerCase() === String(other).trim().toLowerCase();
}
