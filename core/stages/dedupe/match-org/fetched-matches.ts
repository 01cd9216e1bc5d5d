import { chunk } from 'lodash';
import { idOfRead, recordIdIn } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';
import { linkagePreset } from '../linkage/presets';
import { comparedPaths, linkageRecordOf } from '../linkage/linkage-records';
import { probabilityOf } from '../linkage/model';
import { accountEvidence, accountProbabilities, domainOfRecord } from './account-evidence';
import { accountQueries, contactsOfDomains, mostCandidateRows, peopleQueries } from './candidate-queries';
import type { AskedItem, OrgMatch } from './found-match';
import { weighFetched } from './weigh-fetched';

/** What fetching candidates needs. */
export interface FetchMeans {
	readonly client: SalesforceClient;
	readonly signal?: AbortSignal;
	/** Told of an object of which more records share something with the items than are looked at. */
	readonly tellCrowded: (sObject: string) => void;
}

const converted = ['IsConverted', 'ConvertedContactId', 'ConvertedAccountId'];

/** Leads or contacts that items may be, found by what they share: one call for up to 200 items. Converted leads stand for what became of them. */
export async function fetchPeople(
	{ client, signal, tellCrowded }: FetchMeans,
	sObject: string,
	items: readonly AskedItem[],
	leastWeight: number,
	onlyConverted = false,
): Promise<OrgMatch[][]> {
	const description = await client.describe(sObject);
	const preset = linkagePreset(sObject);
	const extras = [...converted, 'AccountId'].filter((name) => description.fieldByName.has(name));
	const fields = ['Id', 'Name', 'OwnerId', ...extras, ...comparedPaths(preset, description)];
	const asked = items.map(({ record }) => record);
	const queries = peopleQueries(sObject, fields, asked, onlyConverted ? 'IsConverted = true' : undefined);
	const records = await readRecords(client, queries, `look for ${sObject} records`, signal);
	if (records.length >= mostCandidateRows) tellCrowded(sObject);
	const compared = records.map((record) => linkageRecordOf(record, preset));
	const pairs = await weighFetched(asked, compared, preset.subject, leastWeight);
	return pairs.map((each, at) =>
		each.flatMap(({ place, weight, parts }) => {
			const record = records[place];
			if (idOfRead(record) === items[at].id) return [];
			return matchesOf(sObject, record, { probability: probabilityOf(weight), parts });
		}),
	);
}

/** A converted lead is nobody to match with: its contact is, or its account where it has none. */
export function matchesOf(
	sObject: string,
	record: SalesforceRecord,
	found: Pick<OrgMatch, 'probability' | 'parts' | 'group'>,
): OrgMatch[] {
	const id = idOfRead(record);
	const ownerId = recordIdIn(record.OwnerId);
	const accountId = recordIdIn(record.AccountId);
	const name = typeof record.Name === 'string' ? record.Name : undefined;
	if (record.IsConverted !== true)
		return [
			{ sObject, id, ...found, ...(name && { name }), ...(ownerId && { ownerId }), ...(accountId && { accountId }) },
		];
	const contactId = recordIdIn(record.ConvertedContactId);
	const convertedAccountId = recordIdIn(record.ConvertedAccountId);
	const { group: _group, ...evidence } = found;
	if (contactId !== undefined)
		return [
			{
				sObject: 'Contact',
				id: contactId,
				...evidence,
				convertedFrom: id,
				...(convertedAccountId && { accountId: convertedAccountId }),
			},
		];
	return convertedAccountId === undefined
		? []
		: [{ sObject: 'Account', id: convertedAccountId, ...evidence, convertedFrom: id }];
}

/** Companies that are the same as items, or accounts that people belong to: two to four calls for up to 200 items. */
export async function fetchAccounts(
	means: FetchMeans,
	items: readonly AskedItem[],
	subject: 'person' | 'company',
	leastWeight: number,
): Promise<OrgMatch[][]> {
	const { client, signal, tellCrowded } = means;
	const preset = linkagePreset('Account');
	const fields = ['Id', 'Name', 'OwnerId', ...comparedPaths(preset, await client.describe('Account'))].filter(
		(field, at, all) => all.indexOf(field) === at,
	);
	const asked = items.map(({ record }) => record);
	const contacts =
		subject === 'person' ? await contactsByAccount(means, items) : new Map<string, Map<string, number>>();
	const byId = [...contacts.keys()];
	const records = await readRecords(
		client,
		[...accountQueries(fields, asked), ...byIdQueries(fields, byId)],
		'look for accounts',
		signal,
	);
	if (records.length >= mostCandidateRows) tellCrowded('Account');
	const compared = records.map((record) => linkageRecordOf(record, preset));
	if (subject === 'company') {
		const pairs = await weighFetched(asked, compared, 'company', leastWeight);
		return pairs.map((each, at) =>
			each
				.filter(({ place }) => idOfRead(records[place]) !== items[at].id)
				.flatMap(({ place, weight, parts }) =>
					matchesOf('Account', records[place], { probability: probabilityOf(weight), parts }),
				),
		);
	}
	const totals = await contactTotals(means, byId);
	return asked.map((person) => {
		const weighed = records.map((record, at) => {
			const id = idOfRead(record);
			const account = {
				record: compared[at],
				contactsByDomain: contacts.get(id) ?? new Map<string, number>(),
				contacts: totals.get(id) ?? 0,
			};
			const parts = accountEvidence(person, account);
			return { record, parts, weight: parts.reduce((sum, part) => sum + part.weight, 0) };
		});
		const likely = weighed.filter(({ weight }) => weight > leastWeight);
		const probabilities = accountProbabilities(likely.map(({ weight }) => weight));
		return likely.flatMap(({ record, parts }, at) =>
			matchesOf('Account', record, { probability: probabilities[at], parts }),
		);
	});
}

function byIdQueries(fields: readonly string[], ids: readonly string[]): string[] {
	return chunk(ids, 1_000)
		.slice(0, 2)
		.map((part) => `SELECT ${fields.join(', ')} FROM Account WHERE Id IN (${part.map((id) => `'${id}'`).join(', ')})`);
}

/** By account, how many contacts have an address of each domain that the items have. */
async function contactsByAccount(
	{ client, signal, tellCrowded }: FetchMeans,
	items: readonly AskedItem[],
): Promise<Map<string, Map<string, number>>> {
	const domains = [...new Set(items.flatMap(({ record }) => domainOfRecord(record) ?? []))];
	const query = contactsOfDomains(domains);
	const byAccount = new Map<string, Map<string, number>>();
	if (query === undefined) return byAccount;
	const contacts = await readRows(client, [query], 'look for contacts by domain', signal);
	if (contacts.length >= mostCandidateRows) tellCrowded('Contact');
	for (const { AccountId, Email } of contacts) {
		const [id, domain] = [recordIdIn(AccountId), domainOfRecord({ email: Email })];
		if (id === undefined || domain === undefined) continue;
		const counts = byAccount.get(id) ?? new Map<string, number>();
		byAccount.set(id, counts.set(domain, (counts.get(domain) ?? 0) + 1));
	}
	return byAccount;
}

/** How many contacts with an address each of these accounts has. */
async function contactTotals({ client, signal }: FetchMeans, ids: readonly string[]): Promise<Map<string, number>> {
	const totals = new Map<string, number>();
	for (const part of chunk(ids, 1_000)) {
		const list = part.map((id) => `'${id}'`).join(', ');
		const query = `SELECT AccountId, COUNT(Id) contacts FROM Contact WHERE AccountId IN (${list}) AND Email != null GROUP BY AccountId`;
		for (const row of await readRows(client, [query], 'count the contacts of accounts', signal))
			totals.set(String(recordIdIn(row.AccountId)), Number(row.contacts));
	}
	return totals;
}

/** The records of all queries, each once, however many of them found it. */
async function readRecords(
	client: SalesforceClient,
	queries: readonly string[],
	what: string,
	signal: AbortSignal | undefined,
): Promise<SalesforceRecord[]> {
	const records = await readRows(client, queries, what, signal);
	return [...new Map(records.map((record) => [idOfRead(record), record])).values()];
}

async function readRows(
	client: SalesforceClient,
	queries: readonly string[],
	what: string,
	signal: AbortSignal | undefined,
): Promise<SalesforceRecord[]> {
	return queries.length === 0 ? [] : await client.querySeveral(queries, what, signal);
}
