import { setImmediate } from 'node:timers/promises';
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
import { compareAll, type Levels } from './patterns';
import { buildTable, type LinkageTable } from './table';
import { trainModels } from './train';
import { Weigher } from './weigher';

export interface LinkageOptions {
	readonly subject: Subject;
	/** Two lists of which only records of different ones are compared: 0 or 1, by record. */
	readonly lists?: Uint8Array;
	/** The same numbers give the same result. */
	readonly random: Random;
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

const pairsPerTurn = 20_000;

/**
 * Blocks, compares and weighs by the model of Fellegi and Sunter (1969). What it has to know of the records it learns from
 * them, without labels; the result does not depend on their order, and other work is let in between.
 */
export async function link(records: readonly LinkageRecord[], options: LinkageOptions): Promise<Linkage> {
	const { subject, lists, random } = options;
	const table = await buildTable(records);
	const content = await contentOrder(table);
	const accounts = accountsOf(table, subject, content.order);
	const comparisons = comparisonsOf(table, subject, accounts?.kind === 'colleagues');
	const rules = blockingRules(table, subject);
	const pairs = await blockPairs(rules, table.size, content, lists);
	const levels = await compareAll(comparisons, pairs.left, pairs.right);
	const { order, ranks } = content;
	const models = await trainModels({ order, comparisons, rules, pairs, levels, accounts, lists, random });
	const weigher = new Weigher(comparisons, models, accounts);
	const weights = await weighAll(weigher, pairs, levels, accounts);
	return { pairs: { ...pairs, weights }, comparisons, models, weigher, ranks, table, rules, accounts };
}

/** Colleagues have an account in common, families a street, branches an organisation. */
function accountsOf(table: LinkageTable, subject: Subject, order: Int32Array): Accounts | undefined {
	if (subject === 'person') return Accounts.of(table, order, ownersOf(table)) ?? Accounts.ofHouseholds(table, order);
	return subject === 'company' ? Accounts.ofSites(table, order) : undefined;
}

async function weighAll(
	weigher: Weigher,
	pairs: Pairs,
	levels: Levels,
	accounts: Accounts | undefined,
): Promise<Float32Array> {
	const { left, right, count } = pairs;
	const weights = new Float32Array(count);
	for (let pair = 0; pair < count; pair += 1) {
		if (pair % pairsPerTurn === 0) await setImmediate();
		const [one, other] = [left[pair], right[pair]];
		const stratum = accounts?.has(one, other) ? 1 : 0;
		weights[pair] = weigher.weighLevels(stratum, (at) => levels[at][pair], one, other);
	}
	return weights;
}
