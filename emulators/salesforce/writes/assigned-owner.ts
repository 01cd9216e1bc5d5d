import type { SQLInputValue } from 'node:sqlite';
import type { SObjectType } from '../schema/schema';
import type { SaveContext } from './save-context';

/** The owner that the object's assignment rule gives to every saved record, where the caller lets it run. */
export function assignedOwner(
	{ org, autoAssign, assignmentRuleId }: SaveContext,
	type: SObjectType,
): Record<string, SQLInputValue> {
	if (!autoAssign) return {};
	const rule = org.assignmentRules.find(
		(each) =>
			each.object.toLowerCase() === type.name.toLowerCase() &&
			(assignmentRuleId === undefined || org.assignmentRuleIds.get(each) === assignmentRuleId),
	);
	return rule ? { OwnerId: rule.ownerId } : {};
}
