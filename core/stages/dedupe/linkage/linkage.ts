import { Accounts } from './accounts';
import { type BlockingRule, blockingRules } from './blocking-rules';
import type { Comparison } from './comparison';
import { comparisonsOf } from './comparisons';
import { contentOrder } from './content-order';
import type { Random } from './drawn-pairs';
import type { LinkageRecord, Subject } from './fields';
import type { LinkageModel } from './model';
import { ownersOf } from './owners';
import { blockPairs, type Pairs } from './pairs';
import { compareAll } from './patterns';
import { type LinkageTable } from './columns';
import { buildTable } from './table';
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
	const { subject, lists, random } = options;
	const turns = new Turns(options.progress);
	turns.begin('normal forms');
	const table = await buildTable(records, turns);
	turns.begin('order');
	const content = await contentOrder(table, turns);
	const { order, ranks } = content;
	turns.begin('accounts');
	const owners = await ownersOf(table, turns);
	const accounts = await accountsOf(table, subject, order, owners, turns);
	turns.begin('comparisons');
	const byColumn = await comparisonsOf(table, subject, accounts?.kind === 'colleagues', owners, turns);
	const comparisons = [...byColumn, ...(options.further ?? [])];
	turns.begin('blocking');
	const rules = await blockingRules(table, subject, turns);
	const pairs = await blockPairs(rules, content, lists, turns);
	turns.begin('comparing');
	const levels = await compareAll(comparisons, pairs.left, pairs.right, turns);
	turns.begin('training');
	const strata = await accounts?.inside(pairs, turns);
	const data = { order, comparisons, rules, pairs, levels, accounts, strata, lists, random, turns };
	const models = await trainModels(data);
	turns.begin('weighing');
	const weigher = new Weigher(comparisons, models, accounts);
	const weights = await weigher.weighAll(pairs, levels, strata, turns);
	const { left, right, rule, count, blocks } = pairs;
	const scored = { left, right, rule, count, blocks, weights };
	return { pairs: scored, comparisons, models, weigher, ranks, table, rules, accounts };
}

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
