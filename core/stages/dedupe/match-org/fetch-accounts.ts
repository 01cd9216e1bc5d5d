import { chunk } from 'lodash';
import { readField } from '../../../record/field-path';
import { idOfRead, recordIdIn } from '../../../record/identity';
import { ownEmailOf } from '../../../record/normal-forms';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SObjectDescription } from '../../../salesforce/schema';
import { bands } from '../linkage/bands';
import type { LinkageRecord } from '../linkage/fields';
import { probabilityOf } from '../linkage/model';
import { linkagePreset } from '../linkage/presets';
import { domainOfPerson } from '../lead-to-account/company-of';
import { isDominant } from '../lead-to-account/dominant-domains';
import { weighAccounts } from '../lead-to-account/weigh-accounts';
import { comparedPaths, linkageRecordOf } from '../linkage/linkage-records';
import { accountQueries, contactsOfAddresses, contactsOfDomains } from './account-queries';
import { eachOnce, type FetchMeans, readRows } from './fetch-means';
import { matchesOf } from './fetched-matches';
import type { AskedItem, OrgMatch } from './found-match';
import { weighFetched } from './weigh-fetched';

/** Accounts that were found for some people, and what their contacts say of them. */
interface Found {
	readonly accounts: Map<string, SalesforceRecord>;
	/** By address in normal form: accounts that have a contact with it. */
	readonly byAddress: Map<string, Set<string>>;
	/** By account: its contacts of each domain that was asked for. */
	readonly contacts: Map<string, Map<string, number>>;
}

const accountsPerCount = 1_000;
const preset = linkagePreset('Account');

/**
 * Accounts that people belong to: one call for up to 200 of them, one more where a domain is no account's web site, and one
 * where contacts write from it. Who is a person account is no company.
 */
export async function fetchAccountsOfPeople(means: FetchMeans, items: readonly AskedItem[]): Promise<OrgMatch[][]> {
	const people = items.map(({ record }) => record);
	const found = await findAccounts(means, people);
	const ids = [...found.accounts.keys()];
	const records = ids.map((id) => found.accounts.get(id)!);
	const compared = records.map((record) => linkageRecordOf(record, preset));
	const placeById = new Map(ids.map((id, place) => [id, place]));
	const contactDomains = await domainsOf(means, found, ids);
	const ofSameAddress = people.map(({ email }) => {
		const own = found.byAddress.get(ownEmailOf(email) ?? '');
		return own && new Set([...own].flatMap((id) => placeById.get(id) ?? []));
	});
	const groups = await companiesAmong(compared);
	const weighed = await weighAccounts(people, { records: compared, contactDomains, ofSameAddress }, (at) => groups[at]);
	return weighed.map((each) =>
		each.flatMap(({ account, probability, parts }) => matchesOf('Account', records[account], { probability, parts })),
	);
}

async function findAccounts(means: FetchMeans, people: readonly LinkageRecord[]): Promise<Found> {
	const description = await means.client.describe('Account');
	const fields = accountFields(description);
	const ofContact = ['Email', 'AccountId', ...fields.map((field) => `Account.${field}`)];
	const isPersonKnown = description.fieldByName.has('IsPersonAccount');
	const isCompany = isPersonKnown ? 'IsPersonAccount = false' : undefined;
	const hasAccount = `AccountId != null${isPersonKnown ? ' AND Account.IsPersonAccount = false' : ''}`;
	const found: Found = { accounts: new Map(), byAddress: new Map(), contacts: new Map() };
	const rows = await readRows(
		means,
		'Account',
		[...accountQueries(fields, people, isCompany), ...contactsOfAddresses(ofContact, people, hasAccount)],
		'look for accounts',
	);
	for (const row of rows) note(found, row);
	const sites = new Set([...found.accounts.values()].map((row) => domainOfPerson({ domain: row.Website })));
	const domains = [...new Set(people.flatMap((person) => domainOfPerson(person) ?? []))];
	const unknown = contactsOfDomains(
		ofContact,
		domains.filter((domain) => !sites.has(domain)),
		hasAccount,
	);
	for (const row of await readRows(means, 'Contact', unknown, 'look for contacts by domain')) noteDomain(found, row);
	return found;
}

/** Companies that are the same as items: one call for up to 200 of them. */
export async function fetchSameCompanies(
	means: FetchMeans,
	items: readonly AskedItem[],
	leastWeight: number,
): Promise<OrgMatch[][]> {
	const fields = accountFields(await means.client.describe('Account'));
	const asked = items.map(({ record }) => record);
	const records = eachOnce(await readRows(means, 'Account', accountQueries(fields, asked), 'look for accounts'));
	const compared = records.map((record) => linkageRecordOf(record, preset));
	const pairs = await weighFetched(asked, compared, 'company', leastWeight);
	return pairs.map((each, at) =>
		each
			.filter(({ place }) => idOfRead(records[place]) !== items[at].id)
			.flatMap(({ place, weight, parts }) =>
				matchesOf('Account', records[place], { probability: probabilityOf(weight), parts }),
			),
	);
}

function accountFields(description: SObjectDescription): string[] {
	return [...new Set(['Id', 'Name', 'OwnerId', ...comparedPaths(preset, description)])];
}

/** An account, or a contact with its account beside it. */
function note({ accounts, byAddress }: Found, row: SalesforceRecord): void {
	const accountId = recordIdIn(row.AccountId);
	if (accountId === undefined) {
		accounts.set(idOfRead(row), row);
		return;
	}
	const account = readField(row, 'Account') as SalesforceRecord | null;
	if (!account) return;
	accounts.set(accountId, accounts.get(accountId) ?? account);
	const address = ownEmailOf(row.Email);
	if (address !== undefined) byAddress.set(address, (byAddress.get(address) ?? new Set()).add(accountId));
}

function noteDomain(found: Found, row: SalesforceRecord): void {
	note(found, row);
	const [id, domain] = [recordIdIn(row.AccountId), domainOfPerson({ email: row.Email })];
	if (id === undefined || domain === undefined) return;
	const counts = found.contacts.get(id) ?? new Map<string, number>();
	found.contacts.set(id, counts.set(domain, (counts.get(domain) ?? 0) + 1));
}

/** By account: the domain that its contacts write from, where at least two and half of those with an address do. */
async function domainsOf(
	means: FetchMeans,
	{ contacts }: Found,
	ids: readonly string[],
): Promise<Array<string | undefined>> {
	const candidates = [...contacts].filter(([, counts]) =>
		[...counts.values()].some((count) => isDominant(count, count)),
	);
	const totals = new Map<string, number>();
	const queries = chunk(candidates, accountsPerCount).map((part) => {
		const list = part.map(([id]) => `'${id}'`).join(', ');
		return `SELECT AccountId, COUNT(Id) contacts FROM Contact WHERE AccountId IN (${list}) AND Email != null GROUP BY AccountId`;
	});
	for (const row of await readRows(
		{ ...means, tellCrowded: () => undefined },
		'Contact',
		queries,
		'count the contacts of accounts',
	))
		totals.set(String(recordIdIn(row.AccountId)), Number(row.contacts));
	return ids.map((id) => {
		const [most] = [...(contacts.get(id) ?? [])].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
		return most && isDominant(most[1], totals.get(id) ?? 0) ? most[0] : undefined;
	});
}

/** By account the first one that is the same company, so that a company that stands there twice is one. */
async function companiesAmong(accounts: readonly LinkageRecord[]): Promise<Int32Array> {
	const groups = Int32Array.from(accounts.keys());
	const find = (at: number): number => (groups[at] === at ? at : find(groups[at]));
	const pairs = await weighFetched(accounts, accounts, 'company', 0);
	pairs.forEach((each, one) => {
		for (const { place, weight } of each)
			if (place < one && probabilityOf(weight) >= bands.automatic)
				groups[Math.max(find(one), find(place))] = Math.min(find(one), find(place));
	});
	return groups.map((_, at) => find(at));
}
