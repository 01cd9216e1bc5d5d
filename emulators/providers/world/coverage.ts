/** How much of the world a vendor knows, and how well. All shares are 0–1. */
export interface Coverage {
	readonly person: number;
	readonly company: number;
	/** Of the people who have changed employer: of how many the vendor still says the former one. Default 0.15. */
	readonly stale?: number;
	/** Of how many people it says an employer they never had. Default 0.05. */
	readonly wrong?: number;
	/** How often it has a value that exists, e.g. `{ email: 0.9, mobile: 0.2 }`. */
	readonly fill?: Readonly<Record<string, number>>;
	/** Other shares after so many questions, with a straight line from one step to the next. */
	readonly drift?: readonly CoverageStep[];
}

/** A point on the line of a drifting share. */
export interface CoverageStep {
	readonly afterQuestions: number;
	readonly person?: number;
	readonly company?: number;
}

/** The share that is known after so many questions. */
export function coverageAt(coverage: Coverage, kind: 'person' | 'company', asked: number): number {
	let from = { at: 0, share: coverage[kind] };
	for (const step of coverage.drift ?? []) {
		const share = step[kind];
		if (share === undefined) continue;
		const to = { at: step.afterQuestions, share };
		if (asked < to.at) return from.share + ((to.share - from.share) * (asked - from.at)) / (to.at - from.at);
		from = to;
	}
	return from.share;
}
