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
	| 'provider_failed'
	| 'canceled';

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
