import { setImmediate } from 'node:timers/promises';
import { blockingRules, type BlockingRule } from './blocking-rules';
import { type Comparison, comparisonsOf } from './comparisons';
import type { LinkageRecord, Subject } from './fields';
import { combined, estimateU, learn, type Learnt, type LinkageModel, weightTable } from './model';
import { blockPairs, type BlockReport, type Pairs } from './pairs';
import { compareAll, everyPair, type Levels, type Patterns, patternsOf, stratumPatterns } from './patterns';
import { buildTable, type LinkageTable, missing } from './table';

export interface LinkageOptions {
	readonly subject: Subject;
	/** Only pairs of records of different lists are compared; by record. */
	readonly lists?: Uint8Array;
	/** 0–1 numbers, the same at every run. */
	readonly random: () => number;
}

export interface ScoredPairs extends Pairs {
	/** log2 odds that the two are duplicates. */
	readonly weights: Float32Array;
}

export interface Linkage {
	readonly pairs: ScoredPairs;
	readonly comparisons: readonly Comparison[];
	/** Outside and inside the same account; one model where accounts are unknown. */
	readonly models: readonly LinkageModel[];
	readonly blocks: readonly BlockReport[];
	/** log2 odds of any two records, compared now. */
	weigh(one: number, other: number): number;
}

const randomPairs = 300_000;

/** Blocks, compares and weighs (Fellegi and Sunter 1969); what it knows of the records it learns from them, without labels. */
export async function link(records: readonly LinkageRecord[], options: LinkageOptions): Promise<Linkage> {
	const table = await buildTable(records);
	const account = options.subject === 'person' ? accountsOf(table) : undefined;
	const comparisons = comparisonsOf(table, options.subject, account !== undefined);
	const rules = blockingRules(table, options.subject);
	const { lists } = options;
	const isComparable = lists ? (one: number, other: number) => lists[one] !== lists[other] : undefined;
	const pairs = await blockPairs(rules, table.size, () => ranksOf(table), isComparable);
	const levels = await compareAll(comparisons, pairs.left, pairs.right);
	const strata = account ? [0, 1] : [0];
	const inside = account && insideAccount(account, pairs);
	const models: LinkageModel[] = [];
	for (const stratum of strata) {
		const isMeant = inside ? (pair: number) => inside[pair] === stratum : () => true;
		models.push(await modelOf({ table, comparisons, rules, pairs, levels, isMeant, account, stratum, options }));
	}
	const tables = models.map((model) => model.comparisons.map(weightTable));
	const priors = models.map(({ prior }) => Math.log2(prior / (1 - prior)));
	const weigh = (one: number, other: number): number => {
		const stratum = account && isSameAccount(account, one, other) ? 1 : 0;
		let weight = priors[stratum];
		for (const [at, comparison] of comparisons.entries()) {
			weight += weightOf(
				comparison,
				tables[stratum][at],
				models[stratum],
				at,
				comparison.compare(one, other),
				one,
				other,
			);
		}
		return weight;
	};
	const weights = new Float32Array(pairs.count);
	for (let pair = 0; pair < pairs.count; pair += 1) {
		const stratum = inside ? inside[pair] : 0;
		let weight = priors[stratum];
		for (let at = 0; at < comparisons.length; at += 1) {
			weight += weightOf(
				comparisons[at],
				tables[stratum][at],
				models[stratum],
				at,
				levels[at][pair],
				pairs.left[pair],
				pairs.right[pair],
			);
		}
		weights[pair] = weight;
	}
	return { pairs: { ...pairs, weights }, comparisons, models, blocks: pairs.blocks, weigh };
}

/** With term frequencies: two of the many Smiths have less in common than two of the few Zylberbergs. */
function weightOf(
	comparison: Comparison,
	table: Float64Array,
	model: LinkageModel,
	at: number,
	level: number,
	one: number,
	other: number,
): number {
	const weight = table[level];
	if (level === 0 || comparison.exactFrom === undefined || level < comparison.exactFrom) return weight;
	const frequency = comparison.frequency!(one, other);
	const { u } = model.comparisons[at];
	// Inside an account a value may be everybody's; there u says so, and the frequency over all records does not.
	return weight + Math.log2(u[level - 1] / Math.max(frequency, u[level - 1] / 50));
}

interface ModelParts {
	readonly table: LinkageTable;
	readonly comparisons: readonly Comparison[];
	readonly rules: readonly BlockingRule[];
	readonly pairs: Pairs;
	readonly levels: Levels;
	readonly isMeant: (pair: number) => boolean;
	readonly account?: Accounts;
	readonly stratum: number;
	readonly options: LinkageOptions;
}

const leastInSession = 30;
const mostInSession = 50_000;
const mostLookedAt = 400_000;

async function modelOf(parts: ModelParts): Promise<LinkageModel> {
	const { table, comparisons, rules, pairs, levels, isMeant, account, stratum, options } = parts;
	const drawn = drawPairs(table.size, options, stratum === 1 ? account : undefined);
	const u = estimateU(
		comparisons,
		patternsOf(await compareAll(comparisons, drawn.left, drawn.right), everyPair(drawn.left.length)),
	);
	const sessions: Learnt[] = [];
	for (const rule of rules) {
		await setImmediate();
		const taught = pairsOf(rule, pairs, isMeant);
		if (taught.length < leastInSession) continue;
		const patterns = patternsOf(levels, taught);
		sessions.push(
			learn(comparisons, patterns, u, ({ fields }) => !fields.some((field) => rule.fields.includes(field))),
		);
	}
	const m = combined(comparisons, sessions);
	const weights = comparisons.map(({ name }, at) => ({ name, m: m[at], u: u[at] }));
	const total = drawn.possible;
	return { comparisons: weights, prior: priorOf(weights, await stratumPatterns(levels, isMeant), total) };
}

/** How many duplicates there are among all pairs: as many as the weights expect among those that were compared, and so on until it stays. */
function priorOf(weights: LinkageModel['comparisons'], patterns: Patterns, possible: number): number {
	const tables = weights.map(weightTable);
	const evidence = patterns.levels.map((pattern) => pattern.reduce((sum, level, at) => sum + tables[at][level], 0));
	let prior = Math.min(0.5, 1 / Math.sqrt(possible + 4));
	for (let round = 0; round < 30; round += 1) {
		const base = Math.log2(prior / (1 - prior));
		let expected = 0.5;
		evidence.forEach((weight, index) => (expected += patterns.counts[index] / (1 + 2 ** -(weight + base))));
		const next = Math.min(0.5, expected / (possible + 1));
		if (Math.abs(Math.log2(next / prior)) < 0.01) return next;
		prior = next;
	}
	return prior;
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
		const agrees = keys[one] >= 0 && keys[one] === keys[other];
		if ((agrees || more.some((list) => list[one] >= 0 && list[one] === list[other])) && isMeant(pair))
			taught.push(pair);
	}
	return taught;
}

function drawPairs(
	size: number,
	{ random, lists }: LinkageOptions,
	account: Accounts | undefined,
): { left: Int32Array; right: Int32Array; possible: number } {
	const left: number[] = [];
	const right: number[] = [];
	const pick = (count: number): number => Math.floor(random() * count);
	if (account) {
		const groups = account.groups;
		const possible = groups.reduce((sum, group) => sum + (group.length * (group.length - 1)) / 2, 0);
		const wanted = Math.min(randomPairs, possible * 2);
		// By their pairs, so that each pair of colleagues is as likely to be drawn as any other.
		const ends: number[] = [];
		let sum = 0;
		for (const group of groups) ends.push((sum += (group.length * (group.length - 1)) / 2));
		for (let count = 0; count < wanted; count += 1) {
			const at = random() * sum;
			let [low, high] = [0, ends.length - 1];
			while (low < high) {
				const middle = (low + high) >> 1;
				if (ends[middle] > at) high = middle;
				else low = middle + 1;
			}
			const group = groups[low];
			const [one, other] = [group[pick(group.length)], group[pick(group.length)]];
			if (one !== other) {
				left.push(one);
				right.push(other);
			}
		}
		return { left: Int32Array.from(left), right: Int32Array.from(right), possible };
	}
	const all = (size * (size - 1)) / 2;
	const wanted = Math.min(randomPairs, all);
	for (let count = 0; count < wanted; count += 1) {
		const [one, other] = [pick(size), pick(size)];
		if (one === other || (lists && lists[one] === lists[other])) continue;
		left.push(one);
		right.push(other);
	}
	let possible = all;
	if (lists) {
		const first = lists.filter((list) => list === lists[0]).length;
		possible = first * (size - first);
	}
	return { left: Int32Array.from(left), right: Int32Array.from(right), possible };
}

/** Which account each record belongs to, by domain and by company. */
interface Accounts {
	readonly domain: Int32Array | undefined;
	readonly company: Int32Array | undefined;
	/** Records of one domain, or of one company where they have none. */
	readonly groups: readonly Int32Array[];
}

/** Only where most records name their company: a few that do cannot tell colleagues from strangers. */
function accountsOf({ columns, size }: LinkageTable): Accounts | undefined {
	const [domain, company] = [columns.get('domain'), columns.get('company')];
	if (Math.max(domain?.filled ?? 0, company?.filled ?? 0) < size / 2) return undefined;
	const membersByKey = new Map<string, number[]>();
	for (let index = 0; index < size; index += 1) {
		const key =
			domain && domain.ids[index] !== missing
				? `d${domain.ids[index]}`
				: company && company.ids[index] !== missing
					? `c${company.ids[index]}`
					: undefined;
		if (key === undefined) continue;
		const members = membersByKey.get(key);
		if (members) members.push(index);
		else membersByKey.set(key, [index]);
	}
	const groups = [...membersByKey.values()]
		.filter(({ length }) => length > 1)
		.map((members) => Int32Array.from(members));
	if (groups.length === 0) return undefined;
	return { domain: domain?.ids, company: company?.ids, groups };
}

function isSameAccount({ domain, company }: Accounts, one: number, other: number): boolean {
	if (domain && domain[one] !== missing && domain[one] === domain[other]) return true;
	return company !== undefined && company[one] !== missing && company[one] === company[other];
}

function insideAccount(account: Accounts, { left, right, count }: Pairs): Uint8Array {
	const inside = new Uint8Array(count);
	for (let pair = 0; pair < count; pair += 1) if (isSameAccount(account, left[pair], right[pair])) inside[pair] = 1;
	return inside;
}

/** The order of records by all that they hold. */
function ranksOf({ columns, size }: LinkageTable): Int32Array {
	const keys = Array.from({ length: size }, (_, index) =>
		[...columns.values()]
			.map(({ ids, dictionary }) => (ids[index] === missing ? '' : dictionary.texts[ids[index]]))
			.join('\u0001'),
	);
	const order = Array.from({ length: size }, (_, index) => index).sort((a, b) =>
		keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b,
	);
	const ranks = new Int32Array(size);
	order.forEach((index, rank) => (ranks[index] = rank));
	return ranks;
}
