/** Calls of one stage: `used − retries = planned` when the plan was right. */
export interface StageCalls {
	readonly planned: number;
	readonly used: number;
	readonly retries: number;
}

/** Calls, by run and stage, and by org and day. */
export interface CallStore {
	/** Adds to what the stage has planned and used in this run. */
	addCalls(runId: string, stage: string, calls: StageCalls): Promise<void>;
	readCalls(runId: string): Promise<Readonly<Record<string, StageCalls>>>;
	/** Adds calls to the org's count of a day (`2026-11-21`, UTC); our own calls only. */
	addDailyCalls(orgId: string, day: string, calls: number): Promise<void>;
	/**
	 * Takes as much of a person's share of a day (`2026-11-21`, UTC) as is left of `most`, `wanted` at most, and gives how much
	 * that was; what two take at once never comes to more. Only each person's newest day is remembered.
	 */
	takeOfDay(orgId: string, personId: string, day: string, wanted: number, most: number): Promise<number>;
	/** 0 for a day without any. */
	readDailyCalls(orgId: string, day: string): Promise<number>;
}
