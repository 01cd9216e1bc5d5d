import { chunk } from 'lodash';
import { EnrichmentError } from '../../../errors';
import { readField } from '../../../record/field-path';
import { recordIdIn } from '../../../record/identity';
import { ownEmailOf } from '../../../record/normal-forms';
import type { RecordItem, SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';
import { soqlLiteral } from '../../../salesforce/soql';
import { askInParts } from './ask-in-parts';
import { matchesOf } from './fetched-matches';
import { mergeMatches, type OrgMatch } from './found-match';
import type { MatchReport } from './match-request';

export interface AddressRequest {
	readonly items: readonly RecordItem[];
	/** Leads, contacts or any object with an address. */
	readonly targets: readonly string[];
	/** Where an item has addresses; a field may hold several, parted by comma, semicolon or space. */
	readonly itemFields: readonly string[];
	/** Where records of the org have them; of each object those that it has. */
	readonly orgFields: readonly string[];
	readonly mostMatches: number;
}

const addressesPerQuery = 200;
const addressesPerCall = 1_000;
const queriesAtOnce = 5;
/** All that two records with one address say of each other here: a person has chosen that it is enough. */
const sameAddress = [{ comparison: 'e-mail', level: 'equal', weight: 13.3 }];
const probability = 0.9999;

/** Records that have any of an item's addresses, letters' case aside, and nothing else counts: some 200 addresses a query, five queries a call. */
export async function matchByAddresses(
	client: SalesforceClient,
	request: AddressRequest,
	signal?: AbortSignal,
): Promise<MatchReport> {
	const addresses = request.items.map((item) => addressesIn(item, request.itemFields));
	const wanted = [...new Set(addresses.flat())].sort();
	const byAddress = new Map<string, OrgMatch[]>();
	const lost = new Map<string, EnrichmentError>();
	for (const target of request.targets) {
		const look = await addressLookup(client, target, request.orgFields, signal);
		const { answers, failures } = await askInParts(wanted, addressesPerCall, look);
		failures.forEach((error, at) => lost.set(wanted[at], error));
		answers.forEach((found = [], at) => {
			const known = byAddress.get(wanted[at]);
			byAddress.set(wanted[at], known ? [...known, ...found] : [...found]);
		});
	}
	const failures = new Map<number, EnrichmentError>();
	addresses.forEach((own, at) => {
		const failed = own.find((address) => lost.has(address));
		if (failed !== undefined) failures.set(at, lost.get(failed)!);
	});
	return {
		matches: addresses.map((own, at) => {
			if (failures.has(at)) return [];
			const id = recordIdIn(request.items[at].Id);
			const found = own.flatMap((address) => byAddress.get(address) ?? []).filter((match) => match.id !== id);
			return mergeMatches(found, request.mostMatches);
		}),
		failures,
		isComparable: addresses.map((own) => own.length > 0),
		considered: addresses.map(() => []),
		notes: [],
	};
}

type AddressLookup = (addresses: readonly string[]) => Promise<OrgMatch[][]>;

/** By address, the records of the object that have it. */
async function addressLookup(
	client: SalesforceClient,
	target: string,
	orgFields: readonly string[],
	signal: AbortSignal | undefined,
): Promise<AddressLookup> {
	const { description, fields } = await addressFields(client, target, orgFields);
	const extras = ['OwnerId', 'AccountId', 'IsConverted', 'ConvertedContactId', 'ConvertedAccountId'];
	const all = [...new Set(['Id', 'Name', ...extras, ...fields])];
	const read = all.filter((name) => name === 'Id' || description.fieldByName.has(name));
	return async (addresses) => {
		const queries = chunk(addresses, addressesPerQuery).flatMap((part) =>
			fields.map((field) => queryOf(target, read, field, part)),
		);
		const byAddress = new Map<string, OrgMatch[]>();
		for (const part of chunk(queries, queriesAtOnce))
			for (const record of await client.querySeveral(part, `look for ${target} records by address`, signal))
				note(byAddress, target, record, fields);
		return addresses.map((address) => byAddress.get(address) ?? []);
	};
}

/** The different addresses in these fields, in lower case, as they are and in normal form; those that nobody reads are left out. */
function addressesIn(item: SalesforceRecord, fields: readonly string[]): string[] {
	return [...new Set(typedIn(item, fields).flatMap((text) => [text, ownEmailOf(text) ?? text]))];
}

function typedIn(item: SalesforceRecord, fields: readonly string[]): string[] {
	const texts = fields.flatMap((field) => String(readField(item, field) ?? '').split(/[\s,;]+/));
	return texts.filter((text) => ownEmailOf(text) !== undefined).map((text) => text.toLowerCase());
}

async function addressFields(client: SalesforceClient, target: string, orgFields: readonly string[]) {
	const description = await client.describe(target);
	const fields = orgFields.filter((name) => description.fieldByName.has(name));
	if (fields.length > 0) return { description, fields };
	throw new EnrichmentError('missing_field', `${target} has none of the fields ${orgFields.join(', ')}.`, {
		remedy: 'Name in Address Fields in Salesforce a field that each object to match with has.',
	});
}

function queryOf(target: string, fields: readonly string[], field: string, addresses: readonly string[]): string {
	return `SELECT ${fields.join(', ')} FROM ${target} WHERE ${field} IN (${addresses.map((each) => soqlLiteral(each)).join(', ')})`;
}

function note(
	byAddress: Map<string, OrgMatch[]>,
	target: string,
	record: SalesforceRecord,
	fields: readonly string[],
): void {
	for (const match of matchesOf(target, record, { probability, parts: sameAddress })) {
		// As it is written, which is what was asked for: whether two are the same must not depend on who else came in.
		for (const address of new Set(typedIn(record, fields))) {
			const known = byAddress.get(address);
			if (!known) byAddress.set(address, [match]);
			else if (!known.some(({ id }) => id === match.id)) known.push(match);
		}
	}
}
