/** How this org treats Bulk jobs; everything has a default. */
export interface BulkOptions {
	/** A job is done at this poll of its status, whatever the clock says; earlier polls get their share. Default 2. */
	readonly pollsUntilDone?: number;
	/** By the org's clock an internal batch takes this long, polled or not. Default 5,000. */
	readonly batchMs?: number;
	/** Rows that an ingest job works on together. Default 10,000, as Salesforce documents it. */
	readonly batchRows?: number;
	/** Rows of a query result that go on one page when the client does not say. Default 100,000. */
	readonly pageRows?: number;
	/** Whether everybody has the permission “Bulk API Hard Delete”. Default false, as in a fresh org. */
	readonly hardDelete?: boolean;
	/** Internal ingest batches per 24 hours. Default 15,000. */
	readonly dailyBatches?: number;
	/** Query jobs per 24 hours. Default 10,000. */
	readonly dailyQueryJobs?: number;
}

/** The options with nothing left open. */
export type BulkSettings = Required<BulkOptions>;

/** Fills in the defaults; throws when a number cannot be what it stands for. */
export function bulkSettings(options: BulkOptions = {}): BulkSettings {
	const settings = {
		pollsUntilDone: 2,
		batchMs: 5_000,
		batchRows: 10_000,
		pageRows: 100_000,
		hardDelete: false,
		dailyBatches: 15_000,
		dailyQueryJobs: 10_000,
		...options,
	};
	for (const name of [
		'pollsUntilDone',
		'batchMs',
		'batchRows',
		'pageRows',
		'dailyBatches',
		'dailyQueryJobs',
	] as const) {
		if (!Number.isInteger(settings[name]) || settings[name] < 1)
			throw new Error(`bulk.${name} must be a whole number from 1 on`);
	}
	return settings;
}
