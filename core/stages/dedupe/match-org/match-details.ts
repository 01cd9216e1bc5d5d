import { chunk } from 'lodash';
import { recordIdIn, type RecordId, toRecordId } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';
import { matchesOf } from './fetched-matches';
import { mergeMatches, type OrgMatch, type RecordOwner } from './found-match';

const perCall = 2_000;
const ownersPerCall = 500;
const wanted = ['Name', 'OwnerId', 'AccountId', 'IsConverted', 'ConvertedContactId', 'ConvertedAccountId'];

/** What an index does not hold of its records. */
export interface CheckedMatches {
	/** Converted leads stand for what became of them; those that are no more are left out. */
	readonly matches: OrgMatch[][];
	/** Ids of records that are no more. */
	readonly gone: string[];
}

/** Looks at the records as they are now: one call for every 2,000 of them. */
export async function checkMatches(
	client: SalesforceClient,
	sObject: string,
	matches: ReadonlyArray<readonly OrgMatch[]>,
	signal?: AbortSignal,
): Promise<CheckedMatches> {
	const description = await client.describe(sObject);
	const fields = wanted.filter((name) => description.fieldByName.has(name));
	const ids = [...new Set(matches.flat().map(({ id }) => toRecordId(id)))];
	const recordById = new Map<string, SalesforceRecord>();
	for (const part of chunk(ids, perCall)) {
		const records = await client.retrieve(sObject, part, fields, signal);
		part.forEach((id, at) => records[at] && recordById.set(id, { ...records[at], Id: id }));
	}
	return {
		matches: matches.map((each) =>
			each.flatMap(({ id, probability, parts, group }) => {
				const record = recordById.get(id);
				return record ? matchesOf(sObject, record, { probability, parts, ...(group !== undefined && { group }) }) : [];
			}),
		),
		gone: ids.filter((id) => !recordById.has(id)),
	};
}

/**
 * Names and owners of records that only their Ids are known of, as of those that leads were converted into. Of these the ones that are no
 * more stand for the record they were merged into, or else for the account, or are left out.
 */
export async function completeMatches(
	client: SalesforceClient,
	matches: ReadonlyArray<readonly OrgMatch[]>,
	signal?: AbortSignal,
): Promise<OrgMatch[][]> {
	const { factsById, gone } = await factsOfUnnamed(client, matches, signal);
	const named = matches.map((each) => each.map((match) => ({ ...factsById.get(match.id), ...match })));
	const isGone = ({ sObject, id }: OrgMatch): boolean => gone.get(sObject)?.has(toRecordId(id)) === true;
	if (!matches.flat().some(isGone)) return named;
	const survivors = await survivorsOf(client, gone, signal);
	const replaced = named.map((each) =>
		each.flatMap((match) => (isGone(match) ? standIn(match, survivors.get(match.id)) : [match])),
	);
	const again = await factsOfUnnamed(client, replaced, signal);
	return replaced.map((each) => {
		const there = each.filter(({ sObject, id }) => again.gone.get(sObject)?.has(toRecordId(id)) !== true);
		const known = there.map((match) => ({ ...again.factsById.get(match.id), ...match }));
		return mergeMatches(known, known.length);
	});
}

/** The record that it was merged into, or else the account it was of. */
function standIn(match: OrgMatch, survivor: RecordId | undefined): OrgMatch[] {
	const { accountId, name: _name, ownerId: _ownerId, ...rest } = match;
	if (survivor !== undefined) return [{ ...rest, id: survivor, ...(accountId && { accountId }) }];
	return accountId === undefined || match.sObject === 'Account' ? [] : [{ ...rest, sObject: 'Account', id: accountId }];
}

interface Facts {
	readonly factsById: ReadonlyMap<string, Partial<OrgMatch>>;
	/** By object: Ids of records that are no more. */
	readonly gone: ReadonlyMap<string, ReadonlySet<RecordId>>;
}

async function factsOfUnnamed(
	client: SalesforceClient,
	matches: ReadonlyArray<readonly OrgMatch[]>,
	signal: AbortSignal | undefined,
): Promise<Facts> {
	const unnamed = matches.flat().filter(({ name, ownerId }) => name === undefined && ownerId === undefined);
	const factsById = new Map<string, Partial<OrgMatch>>();
	const gone = new Map<string, Set<RecordId>>();
	for (const sObject of new Set(unnamed.map((match) => match.sObject))) {
		const ids = [...new Set(unnamed.filter((match) => match.sObject === sObject).map(({ id }) => toRecordId(id)))];
		for (const part of chunk(ids, perCall)) {
			const records = await client.retrieve(sObject, part, ['Name', 'OwnerId'], signal);
			part.forEach((id, at) => {
				if (records[at]) factsById.set(id, factsOf(records[at]));
				else gone.set(sObject, (gone.get(sObject) ?? new Set()).add(id));
			});
		}
	}
	return { factsById, gone };
}

async function survivorsOf(
	client: SalesforceClient,
	gone: Facts['gone'],
	signal: AbortSignal | undefined,
): Promise<Map<string, RecordId>> {
	const survivors = new Map<string, RecordId>();
	for (const [sObject, ids] of gone)
		for (const [id, survivor] of await client.findMerged(sObject, [...ids], signal))
			if (survivor !== undefined) survivors.set(id, survivor);
	return survivors;
}

function factsOf(record: SalesforceRecord): Partial<OrgMatch> {
	const ownerId = recordIdIn(record.OwnerId);
	return { ...(typeof record.Name === 'string' && { name: record.Name }), ...(ownerId && { ownerId }) };
}

/** Who looks after the matches: a call for every 500 owners. Of a queue its name. */
export async function withOwners(
	client: SalesforceClient,
	matches: ReadonlyArray<readonly OrgMatch[]>,
	signal?: AbortSignal,
): Promise<OrgMatch[][]> {
	const ids = [...new Set(matches.flat().flatMap(({ ownerId }) => ownerId ?? []))];
	const ownerById = new Map<string, RecordOwner>();
	for (const part of chunk(ids, ownersPerCall)) {
		const list = part.map((id) => `'${id}'`).join(', ');
		const queries = [
			`SELECT Id, Name, Email, IsActive FROM User WHERE Id IN (${list})`,
			`SELECT Id, Name FROM Group WHERE Id IN (${list})`,
		];
		for (const row of await client.querySeveral(queries, 'look up owners', signal)) {
			const id = recordIdIn(row.Id) as RecordId;
			ownerById.set(id, {
				id,
				name: String(row.Name),
				...(typeof row.Email === 'string' && { email: row.Email }),
				...(typeof row.IsActive === 'boolean' && { isActive: row.IsActive }),
			});
		}
	}
	return matches.map((each) =>
		each.map((match) =>
			match.ownerId === undefined ? match : { ...match, owner: ownerById.get(match.ownerId) ?? { id: match.ownerId } },
		),
	);
}
