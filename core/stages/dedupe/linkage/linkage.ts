import { Accounts } from './accounts';
import { type BlockingRule, blockingRules } from './blocking-rules';
import type { Comparison } from './comparison';
import { comparisonsOf } from './comparisons';
import { type ContentOrder, contentOrder } from './content-order';
import type { Random } from './drawn-pairs';
import type { LinkageRecord, Subject } from './fields';
import { type Floods, floodsOf } from './floods';
import type { LinkageModel } from './model';
import { ownersOf } from './owners';
import { blockPairs, type Pairs } from './pairs';
import { compareAll } from './patterns';
import { type LinkageTable } from './columns';
import { buildTable } from './table';
import { shippedPrior } from './shipped-parameters';
import { trainModels } from './train';
import { type Progress, Turns } from './turns';
import { Weigher } from './weigher';

export interface LinkageOptions {
	readonly subject: Subject;
	/** Two lists of which only records of different ones are compared: 0 or 1, by record. */
	readonly lists?: Uint8Array;
	/** The same numbers give the same result. */
	readonly random: Random;
	/** Comparisons of these very records beside those of their columns. */
	readonly further?: readonly Comparison[];
	readonly progress?: Progress;
}

/** Pairs worth looking at, and how likely each of them is to be one and the same. */
export interface ScoredPairs extends Pairs {
	/** log2 odds. */
	readonly weights: Float32Array;
}

export interface Linkage {
	readonly pairs: ScoredPairs;
	readonly comparisons: readonly Comparison[];
	/** Outside and inside an account; one where accounts are unknown. */
	readonly models: readonly LinkageModel[];
	readonly weigher: Weigher;
	/** The place of each record by what it holds. */
	readonly ranks: Int32Array;
	readonly table: LinkageTable;
	readonly rules: readonly BlockingRule[];
	readonly accounts: Accounts | undefined;
}

/**
 * Blocks, compares and weighs by the model of Fellegi and Sunter (1969). What it has to know of the records it learns from
 * them, without labels; the result does not depend on their order, and other work is let in between.
 */
export async function link(records: readonly LinkageRecord[], options: LinkageOptions): Promise<Linkage> {
	const turns = new Turns(options.progress);
	turns.begin('normal forms');
	const table = await buildTable(records, turns);
	turns.begin('order');
	const content = await contentOrder(table, turns);
	const floods = options.lists || options.further ? undefined : await floodsOf(table, content, turns);
	if (!floods) return linkTable(table, content, options, turns);
	const kept = await linkTable(floods.table, await contentOrder(floods.table, turns), options, turns);
	return withCopies(kept, floods, content, options, turns);
}

async function linkTable(
	table: LinkageTable,
	content: ContentOrder,
	{ subject, lists, random, further = [] }: LinkageOptions,
	turns: Turns,
): Promise<Linkage> {
	const { order, ranks } = content;
	const { accounts, comparisons: byColumn, rules } = await readingOf(table, subject, order, turns);
	const comparisons = [...byColumn, ...further];
	turns.begin('blocking');
	const pairs = await blockPairs(rules, content, lists, turns);
	turns.begin('comparing');
	const levels = await compareAll(comparisons, pairs.left, pairs.right, turns);
	turns.begin('training');
	const strata = await accounts?.inside(pairs, turns);
	const believed = subject === 'company' ? shippedPrior.companies : shippedPrior.strangers;
	const data = { order, comparisons, believed, rules, pairs, levels, accounts, strata, lists, random, turns };
	const models = await trainModels(data);
	turns.begin('weighing');
	const weigher = new Weigher(comparisons, models, accounts);
	const weights = await weigher.weighAll(pairs, levels, strata, turns);
	const { left, right, rule, count, blocks } = pairs;
	const scored = { left, right, rule, count, blocks, weights };
	return { pairs: scored, comparisons, models, weigher, ranks, table, rules, accounts };
}

/** What is compared of a table, and by what. */
async function readingOf(
	table: LinkageTable,
	subject: Subject,
	order: Int32Array,
	turns: Turns,
): Promise<Pick<Linkage, 'accounts' | 'comparisons' | 'rules'>> {
	turns.begin('accounts');
	const owners = await ownersOf(table, turns);
	const accounts = await accountsOf(table, subject, order, owners, turns);
	turns.begin('comparisons');
	const comparisons = await comparisonsOf(table, subject, accounts?.kind === 'colleagues', owners, turns);
	return { accounts, comparisons, rules: await blockingRules(table, subject, turns) };
}

/** All records by what was learnt without the copies, and each copy with the one that was kept of it. */
async function withCopies(
	{ pairs, models }: Linkage,
	{ kept, all, copies }: Floods,
	{ order, ranks }: ContentOrder,
	{ subject }: LinkageOptions,
	turns: Turns,
): Promise<Linkage> {
	const { accounts, comparisons, rules } = await readingOf(all, subject, order, turns);
	const weigher = new Weigher(comparisons, models, accounts);
	const count = pairs.count + copies.length;
	const [left, right] = [new Int32Array(count), new Int32Array(count)];
	const [rule, weights] = [new Uint8Array(count), new Float32Array(count)];
	rule.set(pairs.rule);
	weights.set(pairs.weights);
	await turns.inParts(count, pairsPerPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1) {
			const copy = copies[pair - pairs.count];
			left[pair] = copy ? copy[0] : kept[pairs.left[pair]];
			right[pair] = copy ? copy[1] : kept[pairs.right[pair]];
			if (copy) weights[pair] = weigher.weigh(copy[0], copy[1]);
		}
	});
	const { blocks } = pairs;
	return {
		pairs: { left, right, rule, weights, count, blocks },
		comparisons,
		models,
		weigher,
		ranks,
		table: all,
		rules,
		accounts,
	};
}

const pairsPerPart = 2_048;

/** Colleagues have an account in common, families a street, branches an organisation. */
async function accountsOf(
	table: LinkageTable,
	subject: Subject,
	order: Int32Array,
	owners: Int32Array,
	turns: Turns,
): Promise<Accounts | undefined> {
	if (subject === 'person')
		return (await Accounts.of(table, order, owners, turns)) ?? Accounts.ofHouseholds(table, turns);
	return subject === 'company' ? Accounts.ofSites(table, turns) : undefined;
}
