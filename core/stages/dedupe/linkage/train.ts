import { setImmediate } from 'node:timers/promises';
import type { Accounts } from './accounts';
import type { BlockingRule } from './blocking-rules';
import type { Comparison } from './comparison';
import { type DrawnPairs, drawInGroups, drawPairs, type Random } from './drawn-pairs';
import { combined, estimateM, estimateU, learn, type LinkageModel, usualPairs, weightTable } from './model';
import type { Pairs } from './pairs';
import { shippedPairs, shippedU } from './shipped-parameters';
import { compareAll, everyPair, type Levels, type Patterns, patternsOf, stratumPatterns } from './patterns';

/** Everything there is to learn from: nobody has labelled any of it. */
export interface TrainingData {
	/** The records by what they hold. */
	readonly order: Int32Array;
	readonly comparisons: readonly Comparison[];
	readonly rules: readonly BlockingRule[];
	readonly pairs: Pairs;
	readonly levels: Levels;
	readonly accounts?: Accounts;
	readonly lists?: Uint8Array;
	readonly random: Random;
}

const leastInSession = 30;
const mostInSession = 50_000;
const mostLookedAt = 400_000;
/** Pairs drawn at random hold duplicates too; once these are known, u is estimated without them. */
const rounds = 3;
const siteRounds = 30;

/** One model for pairs outside an account, and one for those inside; only the first where accounts are unknown. */
export async function trainModels(data: TrainingData): Promise<LinkageModel[]> {
	const { order, random, lists, accounts, pairs } = data;
	const outside = drawPairs(order, random, lists);
	if (!accounts) return [await train(data, outside, () => true)];
	const inside = accounts.inside(pairs);
	if (accounts.kind !== 'colleagues') {
		const model = await train(data, outside, () => true);
		return [model, await sitesModel(data, model, (pair) => inside[pair] === 1)];
	}
	return [
		await train(data, outside, (pair) => inside[pair] === 0),
		await train(data, drawInGroups(accounts.groups, random), (pair) => inside[pair] === 1, true),
	];
}

async function train(
	data: TrainingData,
	drawn: DrawnPairs,
	isMeant: (pair: number) => boolean,
	isInside = false,
): Promise<LinkageModel> {
	const { comparisons, levels } = data;
	const drawnLevels = await compareAll(comparisons, drawn.left, drawn.right);
	const random = patternsOf(drawnLevels, everyPair(drawn.left.length));
	const lessons = await lessonsOf(data, isMeant);
	const compared = await stratumPatterns(levels, isMeant);
	const chances = comparisons.map((comparison, at) =>
		chanceOf(comparison, drawnLevels[at], drawn, isInside ? data.accounts : undefined),
	);
	const namesakes = comparisons.map((comparison, at) =>
		isInside && comparison.sharedBy ? namesakesShare(data, at, chances[at] ?? 0) : undefined,
	);
	const shipped = {
		pairs: shippedPairs,
		of: ({ name }: Comparison) => shippedU[isInside ? 'colleagues' : 'strangers'][name],
	};
	let model: LinkageModel | undefined;
	for (let round = 0; round < rounds; round += 1) {
		await setImmediate();
		const u = estimateU(comparisons, random, model, shipped);
		const m = combined(
			comparisons,
			lessons.map(({ patterns, isOpen }) => learn(comparisons, patterns, u, isOpen)),
		);
		const weights = comparisons.map(({ name, exactFrom }, at) => {
			const chance = chances[at];
			const kin = chance === undefined ? 0 : Math.max(0, u[at][exactFrom! - 1] - chance);
			return { name, m: m[at], u: u[at], kin, ...(namesakes[at] !== undefined && { namesakes: namesakes[at] }) };
		});
		model = { comparisons: weights, prior: priorOf(weights, compared, drawn.possible) };
	}
	return model!;
}

/**
 * What sites of one organisation, or a family at one address, have in common although they are not one: learnt among the pairs
 * that share it, from what the model of all records takes them for.
 */
async function sitesModel(
	{ comparisons, levels }: TrainingData,
	{ comparisons: usual, prior }: LinkageModel,
	isInside: (pair: number) => boolean,
): Promise<LinkageModel> {
	const patterns = await stratumPatterns(levels, isInside);
	const count = patterns.counts.reduce((sum, each) => sum + each, 0);
	let model: LinkageModel = { comparisons: usual, prior };
	for (let round = 0; round < siteRounds; round += 1) {
		const found = estimateU(comparisons, patterns, model, { pairs: usualPairs, of: (_, at) => usual[at].u });
		const learnt = estimateM(comparisons, patterns, model);
		const weights = usual.map(({ name, u }, at) => {
			const m = learnt[at];
			const { exactFrom } = comparisons[at];
			const held = found[at];
			const kin = exactFrom === undefined ? 0 : Math.max(0, held[exactFrom - 1] - u[exactFrom - 1]);
			return { name, m, u: held, kin };
		});
		model = { comparisons: weights, prior: priorOf(weights, patterns, count, 0.95) };
	}
	return model;
}

/** How often two records share a value by its frequency alone. */
function chanceOf(
	comparison: Comparison,
	levels: Uint8Array,
	{ left, right }: DrawnPairs,
	accounts?: Accounts,
): number | undefined {
	if (!comparison.frequency || comparison.exactFrom !== comparison.levels.length) return undefined;
	let [sum, count] = [0, 0];
	for (let pair = 0; pair < left.length; pair += 1) {
		const [one, other] = [left[pair], right[pair]];
		if (levels[pair] === 0) continue;
		const frequency =
			accounts && comparison.sharedBy
				? Math.max(0, comparison.sharedBy(one) - 1) / Math.max(1, accounts.sizeOf(one, other) - 1)
				: comparison.frequency(one, other);
		if (!(frequency >= 0)) continue;
		count += 1;
		sum += Math.min(1, frequency);
	}
	return count === 0 ? undefined : Math.min(1, sum / count);
}

/** How often two colleagues of one last name and different first names share a value, beyond what colleagues do. */
function namesakesShare({ comparisons, pairs, levels, accounts }: TrainingData, at: number, chance: number): number {
	const firstName = levels[comparisons.findIndex(({ fields }) => fields.includes('firstName'))];
	const equal = comparisons[at].levels.length;
	let [shared, count] = [0, 0];
	for (let pair = 0; firstName && pair < pairs.count; pair += 1) {
		const [one, other] = [pairs.left[pair], pairs.right[pair]];
		if (firstName[pair] !== 1 || levels[at][pair] === 0) continue;
		if (!accounts!.areNamesakes(one, other) || !accounts!.has(one, other)) continue;
		count += 1;
		if (levels[at][pair] === equal) shared += 1;
	}
	return Math.max(0, (shared + chance * usualPairs) / (count + usualPairs) - chance);
}

/** The pairs of one blocking rule, and what they can teach. */
interface Lesson {
	readonly patterns: Patterns;
	isOpen(comparison: Comparison): boolean;
}

async function lessonsOf(
	{ rules, pairs, levels }: TrainingData,
	isMeant: (pair: number) => boolean,
): Promise<Lesson[]> {
	const lessons: Lesson[] = [];
	for (const rule of rules) {
		await setImmediate();
		const taught = pairsOf(rule, pairs, isMeant);
		if (taught.length < leastInSession) continue;
		const isOpen = ({ fields }: Comparison): boolean => !fields.some((field) => rule.fields.includes(field));
		lessons.push({ patterns: patternsOf(levels, taught), isOpen });
	}
	return lessons;
}

/** The pairs that agree on the rule, evenly picked where there are more than it takes to learn from. */
function pairsOf(
	{ keys, more = [] }: BlockingRule,
	{ left, right, count }: Pairs,
	isMeant: (pair: number) => boolean,
): number[] {
	const taught: number[] = [];
	const step = Math.max(1, Math.floor(count / mostLookedAt));
	for (let pair = 0; pair < count && taught.length < mostInSession; pair += step) {
		const [one, other] = [left[pair], right[pair]];
		const agree = (list: Float64Array): boolean => list[one] >= 0 && list[one] === list[other];
		if ((agree(keys) || more.some(agree)) && isMeant(pair)) taught.push(pair);
	}
	return taught;
}

/** How many duplicates there are among all pairs: as many as the weights expect among those compared, again and again until it stays. */
function priorOf(weights: LinkageModel['comparisons'], patterns: Patterns, possible: number, most = 0.5): number {
	const tables = weights.map(weightTable);
	const evidence = patterns.levels.map((pattern) => pattern.reduce((sum, level, at) => sum + tables[at][level], 0));
	let prior = Math.min(0.5, 1 / Math.sqrt(possible + 4));
	for (let round = 0; round < 30; round += 1) {
		const base = Math.log2(prior / (1 - prior));
		let expected = 0.5;
		evidence.forEach((weight, index) => (expected += patterns.counts[index] / (1 + 2 ** -(weight + base))));
		const next = Math.min(most, expected / (possible + 1));
		if (Math.abs(Math.log2(next / prior)) < 0.01) return next;
		prior = next;
	}
	return prior;
}
