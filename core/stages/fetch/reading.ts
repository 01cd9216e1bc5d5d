import type { SalesforceRecord } from '../../record/record-item';
import type { SelectionPlan } from './plan-selection';
export interface ReadPage {
	readonly records: readonly SalesforceRecord[];
	/** Of the whole selection; at most one more than was asked for. */
	readonly total: number;
}

/** What to read: some of the plan's fields of the records that meet further conditions, at most `room`. */
export interface Reading {
	readonly plan: SelectionPlan;
	readonly conditions: readonly string[];
	readonly fields: readonly string[];
	readonly room: number;
	/** What is done when Salesforce cannot sort it in time: it is read in no order and sorted here, unless told to throw. */
	readonly onTimeout?: 'sort_here' | 'throw';
}
