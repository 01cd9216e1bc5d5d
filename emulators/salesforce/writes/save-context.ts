import type { OrgState } from '../org/org-state';

/** Who saves, in which org, and what the request's headers asked for. */
export interface SaveContext {
	readonly org: OrgState;
	readonly userId: string;
	/** `Sforce-Auto-Assign`; Salesforce's default is true, which re-runs assignment rules on every save. */
	readonly autoAssign: boolean;
}
