import { bandOf } from '../linkage/bands';
import { probabilityOf } from '../linkage/model';
import type { WeightPart } from '../linkage/weigher';

/** How sure it is that two records are one and the same, and what says so. */
export interface Evidence {
	/** 0–1. */
	readonly probability: number;
	/** log2 odds; the weights of the parts add up to it. */
	readonly matchWeight: number;
	/** Comparisons that speak for it, the strongest first, by name. */
	readonly agreedOn: readonly string[];
	readonly speaksFor: string;
	readonly speaksAgainst: string;
	/** All parts in words. */
	readonly why: string;
}

/** Parts below it say nothing, in log2 odds. */
const leastSaid = 0.05;

/** The parts of a match weight in words: `email: same +11.2`. */
export function evidenceOf(parts: readonly WeightPart[]): Evidence {
	const matchWeight = parts.reduce((sum, { weight }) => sum + weight, 0);
	const compared = parts.filter(({ level, weight }) => level !== undefined && Math.abs(weight) >= leastSaid);
	const strongest = [...compared].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
	const speaking = strongest.filter(({ weight }) => weight > 0);
	const probability = probabilityOf(matchWeight);
	const said = [...parts.filter(({ level }) => level === undefined && Math.abs(parts[0].weight) > 0).slice(0, 1)];
	const words = [
		...strongest.map(partText),
		...said.map(({ comparison, weight }) => `${comparison} ${signed(weight)}`),
	];
	return {
		probability: shownProbability(probability),
		matchWeight: rounded(matchWeight, 2),
		agreedOn: speaking.map(({ comparison }) => comparison),
		speaksFor: speaking.map(partText).join('; '),
		speaksAgainst: strongest
			.filter(({ weight }) => weight < 0)
			.map(partText)
			.join('; '),
		why: `${words.join('; ')} = ${signed(matchWeight)} (${bandWords[bandOf(probability)]})`,
	};
}

const bandWords = { automatic: 'the same', review: 'perhaps the same', apart: 'not the same' } as const;

function partText({ comparison, level, weight }: WeightPart): string {
	return `${comparison}: ${level} ${signed(weight)}`;
}

function signed(weight: number): string {
	return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;
}

/** Never quite 1, which nobody can know. */
function shownProbability(probability: number): number {
	return Math.min(0.9999, rounded(probability, 4));
}

function rounded(value: number, digits: number): number {
	return Math.round(value * 10 ** digits) / 10 ** digits;
}
