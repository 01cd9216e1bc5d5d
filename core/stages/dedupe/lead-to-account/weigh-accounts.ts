import { Accounts } from '../linkage/accounts';
import type { Comparison } from '../linkage/comparison';
import { comparisonsOf } from '../linkage/comparisons';
import { missing } from '../linkage/columns';
import type { LinkageRecord } from '../linkage/fields';
import { buildTable } from '../linkage/table';
import { Turns } from '../linkage/turns';
import { Weigher, type WeightPart } from '../linkage/weigher';
import { candidatesByKey } from './account-keys';
import { type AccountCandidate, likelyAccounts } from './choose-account';
import { countryComparison, nameInDomainComparison } from './company-comparisons';
import { companiesOfAccounts, companyOfPerson, type ComparedCompany } from './company-of';
import { shippedAccountModels } from './shipped-account-models';
import { countedByAccounts } from './usual-counts';

/** An account that a person may be of. */
export interface WeighedAccount {
	/** Its place among the accounts given. */
	readonly account: number;
	/** 0–1, over all accounts given: a person is of one company at most. */
	readonly probability: number;
	/** What spoke for and against it; adds up to log2 odds before other accounts are considered. */
	readonly parts: readonly WeightPart[];
}

/** Accounts that were fetched for people, with what their contacts say. */
export interface FetchedAccounts {
	readonly records: readonly LinkageRecord[];
	/** By account: the domain its contacts write from, beside its web site. */
	readonly contactDomains?: ReadonlyArray<string | undefined>;
	/** By person: accounts that have a contact with the person's very address. */
	readonly ofSameAddress?: ReadonlyArray<ReadonlySet<number> | undefined>;
}

/** How much likelier an account is by one of its contacts having the very address, log2: half of them by that alone are the one. */
const sameAddress = { comparison: 'contact', level: 'one of its contacts has the address', weight: 14.5 } as const;
/** How many times as many companies have a name of one word. */
const ofOneWord = 6;
/** Accounts told of for each person; all that share anything with it are weighed. */
const mostTold = 10;

/**
 * By person, the ten likeliest accounts it may be of, the likeliest first, among all that share anything with it. With weights that come with the pack, for a
 * few people and the accounts that were fetched because they share something with them; what is said of one person does not depend on
 * the others. `groupOf` says which accounts are one company twice, by its place.
 */
export async function weighAccounts(
	people: readonly LinkageRecord[],
	{ records, contactDomains, ofSameAddress }: FetchedAccounts,
	groupOf: (account: number) => number = (account) => account,
): Promise<WeighedAccount[][]> {
	if (records.length === 0) return people.map(() => []);
	const turns = new Turns();
	const asked = people.map(companyOfPerson);
	const { companies, accountOf } = companiesOfAccounts(records, contactDomains);
	const weigher = await weigherOf([...asked, ...companies], people.length, turns);
	const recordsOf = new Map<number, number[]>();
	accountOf.forEach((account, record) => recordsOf.set(account, [...(recordsOf.get(account) ?? []), record]));
	const likely: WeighedAccount[][] = [];
	for (const [person, found] of candidatesByKey(asked, companies).entries()) {
		await turns.next();
		const known = ofSameAddress?.[person] ?? new Set<number>();
		const all = new Set([...found, ...[...known].flatMap((account) => recordsOf.get(account) ?? [])]);
		const candidates = Array.from(all, (place): AccountCandidate => {
			const account = accountOf[place];
			const own = weigher.weigh(person, people.length + place);
			return { record: people.length + place, account, weight: own + (known.has(account) ? sameAddress.weight : 0) };
		});
		const best = likelyAccounts(candidates, groupOf).slice(0, mostTold);
		likely.push(
			best.map(({ account, probability, record }) => {
				const parts = named(weigher.explain(person, record));
				return { account, probability, parts: known.has(account) ? [...parts, sameAddress] : parts };
			}),
		);
	}
	return likely;
}

/** What was likely before anything was compared is called by what is compared here. */
function named([before, ...parts]: readonly WeightPart[]): WeightPart[] {
	return [{ comparison: 'any account', weight: before.weight }, ...parts];
}

async function weigherOf(all: readonly ComparedCompany[], accountsFrom: number, turns: Turns): Promise<Weigher> {
	const built = await buildTable(
		all.map(({ record }) => record),
		turns,
	);
	const table = countedByAccounts(built, accountsFrom);
	const owners = new Int32Array(all.length).fill(missing);
	const byColumn = await comparisonsOf(table, 'company', false, owners, turns);
	const comparisons = [
		...byColumn.map((comparison) => inLargeOrg(comparison, all)),
		countryComparison(all),
		nameInDomainComparison(all),
	];
	return new Weigher(comparisons, shippedAccountModels(comparisons), await Accounts.anySites(table, turns));
}

/**
 * Accounts are not fetched by their place, so that how many of those at hand are there says nothing. A name of one word is that of more
 * companies than one of two is.
 */
function inLargeOrg(comparison: Comparison, companies: readonly ComparedCompany[]): Comparison {
	if (comparison.name === 'company') {
		const { frequency } = comparison;
		const isOneWord = (at: number): boolean => !String(companies[at].record.company).includes(' ');
		return {
			...comparison,
			ownShare: 0,
			frequency: (one, other) => frequency!(one, other) * (isOneWord(one) ? ofOneWord : 1),
		};
	}
	if (comparison.name !== 'place' && comparison.name !== 'street') return comparison;
	const { frequency: _frequency, exactFrom: _exactFrom, ...plain } = comparison;
	return plain;
}
