import { accountNames } from '../linkage/account-evidence';
import { Accounts } from '../linkage/accounts';
import { blockingRules } from '../linkage/blocking-rules';
import { comparisonsOf } from '../linkage/comparisons';
import type { LinkageRecord, Subject } from '../linkage/fields';
import { ownersOf } from '../linkage/owners';
import { type LinkageTable } from '../linkage/columns';
import { buildTable } from '../linkage/table';
import { Turns } from '../linkage/turns';
import { Weigher, type WeightPart } from '../linkage/weigher';
import { keyLists } from '../match-index/blocking-keys';
import { countedAsUsual, shippedModels } from './shipped-weights';

/** Of an account only those were fetched who share something with an item: as if it had at least so many people. */
const usualAccount = 50;

/** A fetched record that may be the same as an item. */
export interface WeighedPair {
	/** Its place among those that were fetched. */
	readonly place: number;
	/** log2 odds; the parts add up to it. */
	readonly weight: number;
	readonly parts: readonly WeightPart[];
}

/** Each item against the fetched records that share a blocking key with it, likeliest first. */
export async function weighFetched(
	items: readonly LinkageRecord[],
	fetched: readonly LinkageRecord[],
	subject: Subject,
	leastWeight: number,
): Promise<WeighedPair[][]> {
	if (fetched.length === 0) return items.map(() => []);
	const table = countedAsUsual(await buildTable([...items, ...fetched]));
	const turns = new Turns();
	const owners = await ownersOf(table, turns);
	const comparisons = await comparisonsOf(table, subject, subject === 'person', owners, turns);
	const accounts = subject === 'person' ? await accountsOf(table, owners, turns) : undefined;
	const weigher = new Weigher(comparisons, shippedModels(comparisons, subject), accounts);
	const candidates = await candidatesByItem(table, subject, items.length, turns);
	return candidates.map((places, item) =>
		[...places]
			.map((place) => ({ place, weight: weigher.weigh(item, items.length + place) }))
			.filter(({ weight }) => weight > leastWeight)
			.sort((a, b) => b.weight - a.weight || a.place - b.place)
			.map((pair) => ({ ...pair, parts: weigher.explain(item, items.length + pair.place) })),
	);
}

async function accountsOf(table: LinkageTable, owners: Int32Array, turns: Turns): Promise<Accounts> {
	const nameOf = await accountNames(table, turns);
	const people = new Map<string, Set<number>>();
	for (let record = 0; record < table.size; record += 1) {
		const account = nameOf(record);
		if (account !== undefined) people.set(account, (people.get(account) ?? new Set()).add(owners[record]));
	}
	const countOf = (account: string): number => Math.max(usualAccount, people.get(account)?.size ?? 1);
	return Accounts.counted(table, owners, countOf, turns);
}

async function candidatesByItem(
	table: LinkageTable,
	subject: Subject,
	items: number,
	turns: Turns,
): Promise<Array<Set<number>>> {
	const found = Array.from({ length: items }, () => new Set<number>());
	for (const rule of await blockingRules(table, subject, turns)) {
		await turns.next();
		const keysOf = await keyLists(rule, turns);
		const placesByKey = new Map<string, number[]>();
		for (let record = items; record < table.size; record += 1) {
			for (const { place, mark } of keysOf(record)) {
				const key = `${place} ${mark}`;
				const places = placesByKey.get(key);
				if (places) places.push(record - items);
				else placesByKey.set(key, [record - items]);
			}
		}
		for (let item = 0; item < items; item += 1)
			for (const { place, mark } of keysOf(item))
				for (const candidate of placesByKey.get(`${place} ${mark}`) ?? []) found[item].add(candidate);
	}
	return found;
}
