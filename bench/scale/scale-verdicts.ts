/** What one run of the bench came to. */
export interface ScaleFigures {
	readonly title: string;
	readonly workers: number;
	readonly seconds: number;
	/** Of the org afterwards: the same for the same Leads. */
	readonly digest: string;
	readonly written: number;
	readonly salesforceCalls: number;
	readonly savedRows: number;
	readonly providerCalls: number;
	readonly credits: number;
	readonly paidTwice: number;
	/** By which the store has grown. */
	readonly storeBytes: number;
	/** Seconds of processor by what used them. */
	readonly processor: Readonly<Record<string, number>>;
}

/** A promise and what was measured of it. */
export interface ScaleVerdict {
	readonly target: string;
	readonly measured: string;
	/** `undefined`: the run was too small, or the machine too busy, to tell. */
	readonly isMet: boolean | undefined;
}

export interface ScaleConditions {
	readonly leads: number;
	readonly cores: number;
	/** Cores that others kept busy while it ran, on average. */
	readonly othersBusy: number;
}

export const promisedLeads = 100_000;
const leastSpeedUp = 1.7;
const mostOthers = 0.2;

/** What was promised, in the order in which it was. */
export function judgeScale(
	one: ScaleFigures,
	two: ScaleFigures,
	killed: ScaleFigures,
	conditions: ScaleConditions,
): ScaleVerdict[] {
	const isLarge = conditions.leads >= promisedLeads;
	const speedUp = one.seconds / two.seconds;
	const isFree = conditions.cores >= 2 && conditions.othersBusy <= mostOthers;
	return [
		sameResults('two workers: the results of one', one, two),
		sameResults('a worker killed half-way: the results of one', one, killed),
		{
			target: `two workers at least ${leastSpeedUp} times as fast where two cores are free`,
			measured: `${speedUp.toFixed(2)} times, ${conditions.othersBusy.toFixed(1)} of ${conditions.cores} cores were busy with something else`,
			isMet: isLarge && isFree ? speedUp >= leastSpeedUp : undefined,
		},
	];
}

function sameResults(target: string, expected: ScaleFigures, actual: ScaleFigures): ScaleVerdict {
	const differing = (['digest', 'written', 'savedRows', 'credits', 'paidTwice'] as const).filter(
		(name) => expected[name] !== actual[name],
	);
	const words = differing.map((name) => `${name} ${actual[name]} instead of ${expected[name]}`);
	return {
		target,
		measured:
			words.length > 0
				? words.join(', ')
				: `${expected.written} written, ${expected.credits} credits, ${expected.digest}`,
		isMet: differing.length === 0,
	};
}
