/** What one process of the bench is to do. */
export interface LookUpTask {
	/** Of the emulated vendor. */
	readonly url: string;
	readonly key: string;
	readonly rows: number;
	/** Companies that the records are about, in turn. */
	readonly domains: readonly string[];
	/** `pack`: as the node asks, 2,000 records an execution; `one-by-one`: a request per record, so many at a time. */
	readonly way: 'pack' | 'one-by-one';
	readonly atATime?: number;
}

/** What it took there. */
export interface LookUpUsage {
	readonly seconds: number;
	readonly cpuSeconds: number;
	readonly peakRssBytes: number;
	readonly matched: number;
}

/** The company of the record at this place. */
export function domainOf({ domains }: LookUpTask, index: number): string {
	return domains[index % domains.length];
}
