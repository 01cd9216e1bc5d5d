import type { SQLInputValue } from 'node:sqlite';
import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import { meetsConditions } from '../writes/validation-rules';
import type { SendingFlowSeed } from './automation-seed';

/** A record as it was saved, and by whom. */
export interface Save {
	readonly type: SObjectType;
	readonly record: Readonly<Record<string, SQLInputValue>>;
	readonly userId: string;
	readonly isCreate: boolean;
}

/** Whether the save starts the flow: its object, its trigger, its entry conditions, and not by somebody who is excepted. */
export function startsFlow(org: OrgState, flow: SendingFlowSeed, { type, record, userId, isCreate }: Save): boolean {
	const { object, on = 'save', when, exceptUsers = [] } = flow;
	if (object !== type.name) return false;
	if (on !== 'save' && (on === 'create') !== isCreate) return false;
	if (when !== undefined && !meetsConditions(when, record)) return false;
	return !exceptUsers.some((name) => String(org.userByName(name)?.Id) === userId);
}
