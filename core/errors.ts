/** What kind of thing went wrong; closed, so that a caller can switch over it. */
export type ErrorCode =
	| 'auth_failed'
	| 'org_kind_mismatch'
	| 'org_mismatch'
	| 'invalid_parameter'
	| 'invalid_input'
	| 'missing_field'
	| 'store_unavailable'
	| 'lease_held'
	| 'lease_lost'
	| 'run_not_found'
	| 'salesforce_refused'
	| 'salesforce_unavailable'
	| 'request_limit_exceeded'
	| 'query_timeout'
	| 'provider_failed'
	| 'canceled';

export interface ErrorFact {
	/** What has happened, as a sentence. */
	readonly cause: string;
	/** What to do about it, as a sentence. */
	readonly cure: string;
}

/** What each code means to whoever runs the workflow; the guide to troubleshooting is generated from it. */
export const errorFacts = {
	auth_failed: {
		cause: 'Salesforce does not accept the credential, or no longer, or its user may not use the API.',
		cure: 'Run the test of the credential; check the app, the login host and the permission API Enabled of its user.',
	},
	org_kind_mismatch: {
		cause: 'A sandbox credential leads to a production org, or the other way round.',
		cure: 'Choose the credential of the right kind, or correct its login host.',
	},
	org_mismatch: {
		cause: 'The records, the run or the store belong to another org than the credential.',
		cure: 'Use one credential in all nodes of the workflow, and fetch the records anew from that org.',
	},
	invalid_parameter: {
		cause: 'A parameter of the node, or a file it names, cannot be used as it is.',
		cure: 'The message names the parameter and what it should hold.',
	},
	invalid_input: {
		cause: 'What came in is not what the node works on, for example an ID that is none.',
		cure: 'Look at the items that enter the node; the message quotes the value.',
	},
	missing_field: {
		cause: 'A field does not exist in the org, or the integration user may not see it.',
		cure: 'Check the spelling of the API name, and field-level security; Org › Check lists what is missing.',
	},
	store_unavailable: {
		cause: 'The store, where the pack remembers its runs, cannot be opened, read or written.',
		cure: 'Check the address in SALESFORCE_ENRICHMENT_STORE, that the database runs, and that the disk has room.',
	},
	lease_held: {
		cause: 'Another execution works on the same pipeline or the same undo.',
		cure: 'Wait until it has ended; after a crash the way is free at the time that the message names.',
	},
	lease_lost: {
		cause:
			'The execution gave no sign of life for longer than its run counts as alive, and another one has taken over.',
		cure: 'Let Run Counts as Alive For of Start be longer than the slowest node takes; the other execution goes on where this one was.',
	},
	run_not_found: {
		cause: 'The run is not in this store, is over, or the node stands outside of a run.',
		cure: 'Put Start before the node, or copy the run ID from the summary; after a move, restore the store from its backup.',
	},
	salesforce_refused: {
		cause: 'Salesforce understood the call and refused it.',
		cure: 'The message quotes the reason; correct what it names and run again.',
	},
	salesforce_unavailable: {
		cause: 'Salesforce did not answer, or its reply broke off.',
		cure: 'Run again in some minutes; see status.salesforce.com when it lasts.',
	},
	request_limit_exceeded: {
		cause: 'The org has used up its API calls of 24 hours, or the share of them that the run may use.',
		cure: 'Wait until the use has dropped, raise the most that Start allows, or let other integrations call less.',
	},
	query_timeout: {
		cause: 'Salesforce ended a query that ran for more than two minutes.',
		cure: 'Narrow the selection, or filter by an indexed field; smaller parts were tried already where the selection can be split.',
	},
	provider_failed: {
		cause: 'A data provider failed for all records of a call.',
		cure: 'Check what the node gives the provider (file, key); records are tried again by a later run.',
	},
	canceled: {
		cause: 'Somebody stopped the execution, or n8n was shut down.',
		cure: 'Run again; what was written is kept, and the rest is taken up.',
	},
} as const satisfies Record<ErrorCode, ErrorFact>;

export interface EnrichmentErrorOptions {
	/** Whether the same call may succeed later without anybody changing anything; retry reads this and nothing else. */
	readonly retryable?: boolean;
	/** What to do about it, in one sentence for the person who runs the workflow. */
	readonly remedy?: string;
	/** Facts for logs and tests; never a secret. */
	readonly details?: Readonly<Record<string, unknown>>;
	readonly cause?: unknown;
}

/** The one exception of the pack: what failed, on what, and what to do. A rejected record is a value, never this. */
export class EnrichmentError extends Error {
	readonly retryable: boolean;

	readonly remedy?: string;

	readonly details: Readonly<Record<string, unknown>>;

	constructor(
		readonly code: ErrorCode,
		message: string,
		options: EnrichmentErrorOptions = {},
	) {
		super(message, { cause: options.cause });
		this.name = 'EnrichmentError';
		this.retryable = options.retryable ?? false;
		this.remedy = options.remedy;
		this.details = options.details ?? {};
	}
}
