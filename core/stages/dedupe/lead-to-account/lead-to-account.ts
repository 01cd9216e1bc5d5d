import { clusterPairs } from '../linkage/clusters';
import type { Random } from '../linkage/drawn-pairs';
import type { LinkageRecord } from '../linkage/fields';
import { link } from '../linkage/linkage';
import type { WeightPart } from '../linkage/weigher';
import { type AccountCandidate, likelyAccounts } from './choose-account';
import { countryComparison, nameInDomainComparison } from './company-comparisons';
import { companiesOfAccounts, companyOfPerson } from './company-of';

/** The account of a person. */
export interface AccountMatch {
	/** Its place in the list of accounts. */
	readonly account: number;
	/** 0–1, over all accounts that it could be: a person is of one company at most. */
	readonly probability: number;
	/** What spoke for and against it; adds up to log2 odds before other accounts are considered. */
	readonly contributions: readonly WeightPart[];
}

export interface LeadToAccountOptions {
	/** By account: the domain its contacts write from (`dominantDomains`), beside its web site. */
	readonly contactDomains?: ReadonlyArray<string | undefined>;
	/** The same numbers give the same result. */
	readonly random: Random;
}

/**
 * By person: the account that a lead or contact belongs to, by company, web site, mail domain, phone and place; `undefined` where
 * none is likelier than not. Accounts that are one company twice count as one, and the one that agrees more is named. For whole
 * lists: it learns its weights from these records alone, without labels; `weighAccounts` does the same with few.
 */
export async function matchAccounts(
	people: readonly LinkageRecord[],
	accounts: readonly LinkageRecord[],
	{ contactDomains, random }: LeadToAccountOptions,
): Promise<ReadonlyArray<AccountMatch | undefined>> {
	const { companies, accountOf } = companiesOfAccounts(accounts, contactDomains);
	const all = [...people.map(companyOfPerson), ...companies];
	const lists = Uint8Array.from(all, (_, index) => (index < people.length ? 0 : 1));
	const records = all.map(({ record }) => record);
	const further = [countryComparison(all), nameInDomainComparison(all)];
	const { pairs, weigher } = await link(records, { subject: 'company', lists, random, further });
	const groups = await clusterPairs(await link(accounts, { subject: 'company', random }));
	const candidates = Array.from({ length: people.length }, (): AccountCandidate[] => []);
	for (let pair = 0; pair < pairs.count; pair += 1) {
		const [one, other] = [pairs.left[pair], pairs.right[pair]];
		const [person, record] = one < people.length ? [one, other] : [other, one];
		candidates[person].push({ record, account: accountOf[record - people.length], weight: pairs.weights[pair] });
	}
	return candidates.map((each, person) => {
		const [first] = likelyAccounts(each, (account) => groups[account]);
		if (!first || first.probability < 0.5) return undefined;
		const { account, probability, record } = first;
		return { account, probability, contributions: weigher.explain(person, record) };
	});
}
