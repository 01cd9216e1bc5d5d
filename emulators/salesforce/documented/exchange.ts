import type { OrgSeed } from '../org/seed';

/**
 * A request and its reply as Salesforce's documentation prints them; replayed against the emulator.
 * In texts, `{{name}}` stands for a value that differs from org to org: an Id, a token, a time.
 */
export interface DocumentedExchange {
	/** Guide and page, e.g. `REST API Developer Guide: Update Multiple Records with Fewer Round-Trips`. */
	readonly source: string;
	/**
	 * How it got here. `read`: compared with the text of the page named, which prints it or describes what it asserts
	 * (a bare status may be from the guide's page of status codes). `recalled`: written from knowledge of the guide and
	 * not compared, or its reply is not printed there.
	 */
	readonly evidence: 'read' | 'recalled';
	/** The route it exercises, as the route table spells it: `PATCH composite/sobjects`. */
	readonly route: string;
	/** What the org has to hold beforehand. */
	readonly seed?: OrgSeed;
	/** Calls made first, in order; `{{id}}` in later texts is the `id` that the first of them answered. */
	readonly before?: readonly DocumentedRequest[];
	readonly request: DocumentedRequest;
	readonly reply: {
		readonly status: number;
		/** What the reply's JSON must contain (more is allowed), or its exact text. */
		readonly body?: unknown;
		readonly headers?: Readonly<Record<string, string>>;
	};
}

/** A call as the documentation makes it. */
export interface DocumentedRequest {
	readonly method: string;
	/** Below the instance's address, e.g. `/services/data/v68.0/limits`. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}
