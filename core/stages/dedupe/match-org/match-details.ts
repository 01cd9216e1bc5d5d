import { chunk } from 'lodash';
import { recordIdIn, type RecordId, toRecordId } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';
import { matchesOf } from './fetched-matches';
import type { OrgMatch, RecordOwner } from './found-match';

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

/** Names and owners of records that only their Ids are known of, as of those that leads were converted into. */
export async function completeMatches(
	client: SalesforceClient,
	matches: ReadonlyArray<readonly OrgMatch[]>,
	signal?: AbortSignal,
): Promise<OrgMatch[][]> {
	const unnamed = matches.flat().filter(({ name, ownerId }) => name === undefined && ownerId === undefined);
	const factsById = new Map<string, Partial<OrgMatch>>();
	for (const sObject of new Set(unnamed.map((match) => match.sObject))) {
		const ids = [...new Set(unnamed.filter((match) => match.sObject === sObject).map(({ id }) => toRecordId(id)))];
		for (const part of chunk(ids, perCall)) {
			const records = await client.retrieve(sObject, part, ['Name', 'OwnerId'], signal);
			part.forEach((id, at) => factsById.set(id, factsOf(records[at])));
		}
	}
	return matches.map((each) => each.map((match) => ({ ...factsById.get(match.id), ...match })));
}

function factsOf(record: SalesforceRecord | undefined): Partial<OrgMatch> {
	const ownerId = recordIdIn(record?.OwnerId);
	return { ...(typeof record?.Name === 'string' && { name: record.Name }), ...(ownerId && { ownerId }) };
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
