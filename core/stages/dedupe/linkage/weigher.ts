import type { Accounts } from './accounts';
import type { Comparison } from './comparison';
import { type LinkageModel, weightTable } from './model';
import type { Pairs } from './pairs';
import type { Levels } from './patterns';
import type { Turns } from './turns';

const pairsPerPart = 512;

/** What one comparison says of a pair: its part of the match weight. */
export interface WeightPart {
	readonly comparison: string;
	/** In words; absent where one side has no value. */
	readonly level?: string;
	/** log2 of how much likelier it is among duplicates than among others. */
	readonly weight: number;
}

/** A rare value may count for at most so many times what its level does. */
const mostRarity = 50;

const strataNames = {
	colleagues: 'two people of one account',
	sites: 'two sites of one organisation',
	households: 'two people at one address',
};

/** Turns levels into match weights; the parts of a weight add up to it. */
export class Weigher {
	private readonly tables: ReadonlyArray<readonly Float64Array[]>;

	/** log2 odds before anything is compared, outside and inside an account. */
	private readonly priors: readonly number[];

	constructor(
		private readonly comparisons: readonly Comparison[],
		private readonly models: readonly LinkageModel[],
		private readonly accounts: Accounts | undefined,
	) {
		this.tables = models.map((model) => model.comparisons.map(weightTable));
		this.priors = models.map(({ prior }) => Math.log2(prior / (1 - prior)));
	}

	/** log2 odds that the two records are duplicates. */
	weigh(one: number, other: number): number {
		const stratum = this.stratumOf(one, other);
		return this.comparisons.reduce(
			(weight, comparison, at) => weight + this.part(stratum, at, comparison.compare(one, other), one, other),
			this.priors[stratum],
		);
	}

	/** The same of many pairs whose levels are known; lets other work in between. */
	async weighAll(
		{ left, right, count }: Pairs,
		levels: Levels,
		strata: Uint8Array | undefined,
		turns: Turns,
	): Promise<Float32Array> {
		const weights = new Float32Array(count);
		await turns.inParts(count, pairsPerPart, (from, to) => {
			for (let pair = from; pair < to; pair += 1) {
				const [one, other] = [left[pair], right[pair]];
				const stratum = strata ? strata[pair] : 0;
				let weight = this.priors[stratum];
				for (let at = 0; at < levels.length; at += 1) weight += this.part(stratum, at, levels[at][pair], one, other);
				weights[pair] = weight;
			}
			turns.done(to / count);
		});
		return weights;
	}

	/** The weight in parts, the first of them what was likely before anything was compared. */
	explain(one: number, other: number): WeightPart[] {
		const stratum = this.stratumOf(one, other);
		const before = {
			comparison: stratum === 1 ? strataNames[this.accounts!.kind] : 'any two records',
			weight: this.priors[stratum],
		};
		const parts = this.comparisons.map((comparison, at): WeightPart => {
			const level = comparison.compare(one, other);
			const weight = this.part(stratum, at, level, one, other);
			return { comparison: comparison.name, ...(level > 0 && { level: comparison.levels[level - 1] }), weight };
		});
		return [before, ...parts];
	}

	private stratumOf(one: number, other: number): number {
		return this.accounts?.has(one, other) ? 1 : 0;
	}

	/** With term frequencies: two of the many Smiths have less in common than two of the few Zylberbergs. */
	private part(stratum: number, at: number, level: number, one: number, other: number): number {
		const weight = this.tables[stratum][at][level];
		const comparison = this.comparisons[at];
		if (level === 0 || comparison.exactFrom === undefined || level < comparison.exactFrom) return weight;
		const { u, kin = 0, namesakes } = this.models[stratum].comparisons[at];
		const usual = u[level - 1];
		const others = namesakes !== undefined && this.accounts?.areNamesakes(one, other) ? namesakes : kin;
		const frequency = others + this.frequencyOf(comparison, stratum, usual, one, other);
		return weight + Math.log2(usual / Math.max(frequency, usual / mostRarity));
	}

	/** Inside an account: how many others of its people have the value too, which over all records may be rare. */
	private frequencyOf(comparison: Comparison, stratum: number, usual: number, one: number, other: number): number {
		if (stratum === 0 || !comparison.sharedBy || this.accounts!.kind !== 'colleagues') {
			const frequency = comparison.frequency!(one, other);
			// Among few records even a value that only these two have looks frequent; it is as rare as usual then.
			return Math.max(sharedByOthers(frequency, usual, comparison.ownShare), Math.min(frequency, usual));
		}
		const themselves = this.accounts!.areNamesakes(one, other) ? 1 : 2;
		const others = Math.max(0, comparison.sharedBy(one) - themselves);
		return Math.min(1, others / Math.max(1, this.accounts!.sizeOf(one, other) - themselves));
	}
}

/** What is usual counts as much as so many records: of a short list it says more than the list. */
const usualRecords = 100;

/** How often others have the value too. */
function sharedByOthers(frequency: number, usual: number, ownShare: number | undefined): number {
	if (!ownShare) return frequency;
	const records = 2 / ownShare;
	const others = frequency * records - 2;
	return others <= 0 ? 0 : (others + usual * usualRecords) / (records + usualRecords);
}
