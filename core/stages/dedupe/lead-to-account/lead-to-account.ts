import { companyDomainOf } from '../../../record/normal-forms';
import { clusterPairs } from '../linkage/clusters';
import type { Random } from '../linkage/drawn-pairs';
import type { LinkageField, LinkageRecord } from '../linkage/fields';
import { link, type Linkage } from '../linkage/linkage';
import type { WeightPart } from '../linkage/weigher';

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

/** What a lead says of its company. */
const companyFields: readonly LinkageField[] = [
	'company',
	'phone',
	'street',
	'city',
	'region',
	'postalCode',
	'country',
];

/**
 * By person: the account that a lead or contact belongs to, by company, web site, mail domain, phone and place; `undefined` where
 * none is likelier than not. Accounts that are one company twice count as one, and the one that agrees more is named. Learns from
 * these records alone, without labels.
 */
export async function matchAccounts(
	people: readonly LinkageRecord[],
	accounts: readonly LinkageRecord[],
	{ contactDomains, random }: LeadToAccountOptions,
): Promise<ReadonlyArray<AccountMatch | undefined>> {
	const { records, accountOf } = withAliases(accounts, contactDomains ?? []);
	const all = [...people.map(companyOf), ...records];
	const lists = Uint8Array.from(all, (_, index) => (index < people.length ? 0 : 1));
	const linkage = await link(all, { subject: 'company', lists, random });
	const companies = await clusterPairs(await link(accounts, { subject: 'company', random }));
	return choose(linkage, people.length, (record) => accountOf[record - people.length], companies);
}

/** A person as its company would be typed: the web site's domain, or else that of the mailbox. */
function companyOf(person: LinkageRecord): LinkageRecord {
	const kept = companyFields.map((field) => [field, person[field]] as const);
	return { ...Object.fromEntries(kept), domain: companyDomainOf(person.domain, person.email) };
}

/** An account whose contacts write from another domain than its web site's stands there under both. */
function withAliases(
	accounts: readonly LinkageRecord[],
	contactDomains: ReadonlyArray<string | undefined>,
): { readonly records: readonly LinkageRecord[]; readonly accountOf: readonly number[] } {
	const records: LinkageRecord[] = [...accounts];
	const accountOf = accounts.map((_, index) => index);
	accounts.forEach((account, index) => {
		const [domain, own] = [contactDomains[index], companyDomainOf(account.domain)];
		if (domain === undefined || domain === own) return;
		if (own === undefined) records[index] = { ...account, domain };
		else {
			records.push({ ...account, domain });
			accountOf.push(index);
		}
	});
	return { records, accountOf };
}

interface Candidate {
	readonly record: number;
	readonly account: number;
	readonly weight: number;
}

function choose(
	{ pairs, weigher }: Linkage,
	people: number,
	accountOf: (record: number) => number,
	companies: Int32Array,
): Array<AccountMatch | undefined> {
	const best: Array<Map<number, Candidate> | undefined> = new Array(people).fill(undefined);
	for (let pair = 0; pair < pairs.count; pair += 1) {
		const [one, other] = [pairs.left[pair], pairs.right[pair]];
		const [person, record] = one < people ? [one, other] : [other, one];
		const candidate = { record, account: accountOf(record), weight: pairs.weights[pair] };
		const company = companies[candidate.account];
		const known = (best[person] ??= new Map()).get(company);
		if (!known || isBetter(candidate, known)) best[person].set(company, candidate);
	}
	return best.map((candidates, person) => {
		if (!candidates) return undefined;
		const odds = [...candidates.values()].reduce((sum, { weight }) => sum + 2 ** weight, 1);
		const first = [...candidates.values()].reduce((a, b) => (isBetter(b, a) ? b : a));
		const probability = 2 ** first.weight / odds;
		if (probability < 0.5) return undefined;
		return { account: first.account, probability, contributions: weigher.explain(person, first.record) };
	});
}

function isBetter(one: Candidate, other: Candidate): boolean {
	return one.weight === other.weight ? one.account < other.account : one.weight > other.weight;
}
