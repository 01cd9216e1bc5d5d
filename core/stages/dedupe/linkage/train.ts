import type { Accounts } from './accounts';
import type { BlockingRule } from './blocking-rules';
import type { Comparison } from './comparison';
import { type DrawnPairs, drawInGroups, drawPairs, type Random } from './drawn-pairs';
import {
	combined,
	estimateM,
	estimateU,
	learn,
	type Learnt,
	type LinkageModel,
	usualPairs,
	weightTable,
} from './model';
import type { BlockedPairs } from './pairs';
import { compareAll, type Levels, PairPatterns, type Patterns } from './patterns';
import { shippedPairs, shippedPrior, shippedU } from './shipped-parameters';
import { taughtPairs } from './taught-pairs';
import type { Turns } from './turns';

/** Everything there is to learn from: nobody has labelled any of it. */
export interface TrainingData {
	/** The records by what they hold. */
	readonly order: Int32Array;
	readonly comparisons: readonly Comparison[];
	/** How likely any two records are one before anything is known of them. */
	readonly believed: number;
	readonly rules: readonly BlockingRule[];
	readonly pairs: BlockedPairs;
	readonly levels: Levels;
	readonly accounts?: Accounts;
	/** By pair: 1 inside an account; absent where accounts are unknown. */
	readonly strata?: Uint8Array;
	readonly lists?: Uint8Array;
	readonly random: Random;
	readonly turns: Turns;
}

const leastInSession = 30;
const pairsPerPart = 1_024;
/** Pairs drawn at random hold duplicates too; once these are known, u is estimated without them. */
const rounds = 3;
const siteRounds = 30;

/** One model for pairs outside an account, and one for those inside; only the first where accounts are unknown. */
export async function trainModels(data: TrainingData): Promise<LinkageModel[]> {
	const { order, random, lists, accounts, strata, levels, turns } = data;
	const patterns = await PairPatterns.of(levels, turns);
	const outside = await drawPairs(order, random, turns, lists);
	if (!accounts) return [await train(data, outside, { patterns })];
	if (accounts.kind !== 'colleagues') {
		const model = await train(data, outside, { patterns });
		return [model, await sitesModel(data, model, await patterns.every(turns, strata, 1))];
	}
	const inside = await drawInGroups(accounts.groups, random, turns);
	return [
		await train(data, outside, { patterns, strata, stratum: 0 }),
		await train(data, inside, { patterns, strata, stratum: 1 }),
	];
}

/** The pairs that a model is of: all, or those of one stratum. */
interface Compared {
	readonly patterns: PairPatterns;
	/** By pair. */
	readonly strata?: Uint8Array;
	readonly stratum?: 0 | 1;
}

async function train(data: TrainingData, drawn: DrawnPairs, pairs: Compared): Promise<LinkageModel> {
	const { comparisons, turns } = data;
	const accounts = pairs.stratum === 1 ? data.accounts : undefined;
	const drawnLevels = await compareAll(comparisons, drawn.left, drawn.right, turns);
	const random = await (await PairPatterns.of(drawnLevels, turns)).every(turns);
	const lessons = await lessonsOf(data, pairs);
	const compared = await pairs.patterns.every(turns, pairs.strata, pairs.stratum);
	const chances: Array<number | undefined> = [];
	const namesakes: Array<number | undefined> = [];
	for (const [at, comparison] of comparisons.entries()) {
		const chance = await chanceOf(comparison, drawnLevels[at], drawn, turns, accounts);
		chances.push(chance);
		namesakes.push(accounts && comparison.sharedBy ? await namesakesShare(data, at, chance ?? 0) : undefined);
	}
	const kind = accounts ? 'colleagues' : 'strangers';
	const shipped = {
		pairs: shippedPairs[kind],
		of: ({ name }: Comparison) => shippedU[kind][name],
	};
	let model: LinkageModel | undefined;
	for (let round = 0; round < rounds; round += 1) {
		await turns.next();
		turns.done((pairs.stratum === 1 ? 0.5 : 0) + round / rounds / (pairs.strata ? 2 : 1));
		const u = aloneU(comparisons, compared, drawn.possible) ?? estimateU(comparisons, random, model, shipped);
		const sessions: Learnt[] = [];
		for (const { patterns, isOpen } of lessons) {
			await turns.next();
			sessions.push(learn(comparisons, patterns, u, isOpen));
		}
		const m = combined(comparisons, sessions);
		const weights = comparisons.map(({ name, exactFrom }, at) => {
			const chance = chances[at];
			const kin = chance === undefined ? 0 : Math.max(0, u[at][exactFrom! - 1] - chance);
			return {
				name,
				m: m[at],
				u: u[at],
				kin,
				...(namesakes[at] !== undefined && { namesakes: namesakes[at] }),
				...decreedOf(comparisons[at]),
			};
		});
		await turns.next();
		model = {
			comparisons: weights,
			prior: priorOf(weights, compared, drawn.possible, accounts ? shippedPrior.colleagues : data.believed),
		};
	}
	return model!;
}

/**
 * What sites of one organisation, or a family at one address, have in common although they are not one: learnt among the pairs
 * that share it, from what the model of all records takes them for.
 */
async function sitesModel(
	{ comparisons, turns }: TrainingData,
	{ comparisons: usual }: LinkageModel,
	patterns: Patterns,
): Promise<LinkageModel> {
	const count = patterns.counts.reduce((sum, each) => sum + each, 0);
	let model = startInside(comparisons, usual, patterns);
	for (let round = 0; round < siteRounds; round += 1) {
		await turns.next();
		const found = estimateU(comparisons, patterns, model, { pairs: usualPairs, of: (_, at) => usual[at].u });
		const learnt = estimateM(comparisons, patterns, model);
		const weights = usual.map(({ name, u }, at) => {
			const m = learnt[at];
			const { exactFrom } = comparisons[at];
			const held = found[at];
			const sharedMore = held.slice(exactFrom === undefined ? held.length : exactFrom - 1);
			const kin = sharedMore.reduce((sum, share, level) => sum + Math.max(0, share - u[exactFrom! - 1 + level]), 0);
			return { name, m, u: held, kin, ...decreedOf(comparisons[at]) };
		});
		model = { comparisons: weights, prior: priorOf(weights, patterns, count, 0.5, 0.95) };
	}
	return model;
}

/** Between what strangers have in common and what these pairs have, duplicates included: neither is taken for certain. */
function startInside(
	comparisons: readonly Comparison[],
	usual: LinkageModel['comparisons'],
	patterns: Patterns,
): LinkageModel {
	const among = estimateU(comparisons, patterns);
	const mixed = usual.map(({ name, m, u }, at) => ({
		name,
		m,
		u: u.map((share, level) => (share + among[at][level]) / 2),
		...decreedOf(comparisons[at]),
	}));
	return { comparisons: mixed, prior: 0.5 };
}

/**
 * Where one field is all there is, nothing can say which of those who have a value in common are duplicates. What is shipped does,
 * and the same value is taken for a better sign than where others could confirm it. Of values that are nearly the same, as many
 * are duplicates' as is usual for so many equal ones; the rest is chance.
 */
function aloneU(comparisons: readonly Comparison[], compared: Patterns, possible: number): number[][] | undefined {
	const shipped = comparisons.length === 1 ? shippedU.strangers[comparisons[0].name] : undefined;
	if (!shipped) return undefined;
	const { typical } = comparisons[0];
	const last = shipped.length - 1;
	const counts = shipped.map(() => 0);
	compared.levels.forEach(([level], index) => {
		if (level > 0) counts[level - 1] += compared.counts[index];
	});
	return [
		shipped.map((share, level) => {
			if (level === last) return share / trustedMore;
			const usual = (counts[last] * typical[level]) / typical[last];
			return Math.max(share, (counts[level] - usual) / (possible + 1));
		}),
	];
}

const trustedMore = 10;

function decreedOf({ decreed }: Comparison): { readonly decreed?: number } {
	return decreed === undefined ? {} : { decreed };
}

/** How often two records share a value by its frequency alone. */
async function chanceOf(
	comparison: Comparison,
	levels: Uint8Array,
	{ left, right }: DrawnPairs,
	turns: Turns,
	accounts?: Accounts,
): Promise<number | undefined> {
	if (!comparison.frequency || comparison.exactFrom !== comparison.levels.length) return undefined;
	let [sum, count] = [0, 0];
	await turns.inParts(left.length, pairsPerPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1) {
			if (levels[pair] === 0) continue;
			const [one, other] = [left[pair], right[pair]];
			const frequency =
				accounts && comparison.sharedBy
					? Math.max(0, comparison.sharedBy(one) - 1) / Math.max(1, accounts.sizeOf(one, other) - 1)
					: comparison.frequency!(one, other);
			if (!(frequency >= 0)) continue;
			count += 1;
			sum += Math.min(1, frequency);
		}
	});
	return count === 0 ? undefined : Math.min(1, sum / count);
}

/** How often two colleagues of one last name and different first names share a value, beyond what colleagues do. */
async function namesakesShare(
	{ comparisons, pairs: { left, right, count: size }, levels, accounts, strata, turns }: TrainingData,
	at: number,
	chance: number,
): Promise<number> {
	const firstName = levels[comparisons.findIndex(({ fields }) => fields.includes('firstName'))];
	const equal = comparisons[at].levels.length;
	let [shared, count] = [0, 0];
	await turns.inParts(firstName ? size : 0, pairsPerPart * 4, (from, to) => {
		for (let pair = from; pair < to; pair += 1) {
			if (firstName[pair] !== 1 || levels[at][pair] === 0 || strata![pair] === 0) continue;
			if (!accounts!.areNamesakes(left[pair], right[pair])) continue;
			count += 1;
			if (levels[at][pair] === equal) shared += 1;
		}
	});
	return Math.max(0, (shared + chance * usualPairs) / (count + usualPairs) - chance);
}

/** The pairs of one blocking rule, and what they can teach. */
interface Lesson {
	readonly patterns: Patterns;
	isOpen(comparison: Comparison): boolean;
}

async function lessonsOf({ rules, pairs, turns }: TrainingData, compared: Compared): Promise<Lesson[]> {
	const lessons: Lesson[] = [];
	for (const [at, rule] of rules.entries()) {
		const taught = await taughtPairs(at, pairs, turns, compared.strata, compared.stratum);
		if (taught.length < leastInSession) continue;
		const isOpen = ({ fields }: Comparison): boolean => !fields.some((field) => rule.fields.includes(field));
		lessons.push({ patterns: compared.patterns.some(taught), isOpen });
	}
	return lessons;
}

/**
 * How many duplicates there are among all pairs: as many as the weights expect among those compared, again and again until it stays.
 * `believed` is the share before anything is compared, which counts for half a duplicate: a short list is judged as a part of a longer
 * one, since two of one name come together far more often than they are one.
 */
function priorOf(
	weights: LinkageModel['comparisons'],
	patterns: Patterns,
	possible: number,
	believed: number,
	most = 0.5,
): number {
	const tables = weights.map(weightTable);
	const evidence = patterns.levels.map((pattern) => pattern.reduce((sum, level, at) => sum + tables[at][level], 0));
	let prior = Math.min(0.5, 1 / Math.sqrt(possible + 4));
	for (let round = 0; round < 30; round += 1) {
		const base = Math.log2(prior / (1 - prior));
		let expected = 0.5;
		evidence.forEach((weight, index) => (expected += patterns.counts[index] / (1 + 2 ** -(weight + base))));
		const next = Math.min(most, expected / (possible + 0.5 / believed));
		if (Math.abs(Math.log2(next / prior)) < 0.01) return next;
		prior = next;
	}
	return prior;
}
