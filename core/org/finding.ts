/** What a check came to; `unknown` means that this user could not find out. */
export type FindingState = 'ok' | 'warning' | 'missing' | 'unknown';

/** The checks, in the order of a report. */
export type CheckName =
	| 'org kind'
	| 'API allowance'
	| 'object access'
	| 'record visibility'
	| 'API user'
	| 'own fields'
	| 'value fields'
	| 'list of runs'
	| 'permission sets'
	| 'bypass permission'
	| 'person accounts'
	| 'states and countries'
	| 'currencies'
	| 'duplicate rules'
	| 'flows'
	| 'triggers'
	| 'validation rules'
	| 'workflow rules'
	| 'outbound messages';

/** One thing that somebody should know about an org before records are written to it. */
export interface Finding {
	readonly check: CheckName;
	readonly state: FindingState;
	/** One sentence. */
	readonly what: string;
	/** One sentence for the administrator; absent when there is nothing to do. */
	readonly whatToDo?: string;
	/** The API names it is about, where there are some. */
	readonly names?: readonly string[];
}

/** A finding that leaves a check open, with Salesforce's reason. */
export function couldNotBeChecked(check: CheckName, why: string, whatToDo: string): Finding {
	return { check, state: 'unknown', what: `Could not be checked: ${why}`, whatToDo };
}

/** The first of them written out, the rest as a number; an empty list as an empty text. */
export function listed(names: readonly string[], most = 10): string {
	const shown = names.slice(0, most).join(', ');
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
