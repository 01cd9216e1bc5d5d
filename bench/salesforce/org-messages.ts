/** What the process of the org is asked. */
export type OrgQuestion =
	| { readonly ask: 'usage' }
	/** An access token, for clients that do not sign in by themselves. */
	| { readonly ask: 'token' }
	/** Writes every Lead into two files, as those take them who only write. */
	| { readonly ask: 'export'; readonly csvFile: string; readonly jsonLinesFile: string };

/** What the org has done since it started. */
export interface OrgUsage {
	/** Calls that the daily API allowance sees. */
	readonly apiCalls: number;
	/** Of all its threads, user and system. */
	readonly cpuMs: number;
	/** The most memory so far. */
	readonly peakRssBytes: number;
}

/** One answer per question, in their order; the first message of all tells that the org listens. */
export type OrgAnswer =
	| { readonly url: string; readonly loadMs: number }
	| OrgUsage
	| { readonly token: string }
	| { readonly rows: number };

/** A Lead as it was read earlier: one line of the second file. */
export interface ExportedLead {
	readonly Id: string;
	readonly Title: string | null;
	readonly SystemModstamp: string;
}
