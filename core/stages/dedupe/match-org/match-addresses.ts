import { chunk } from 'lodash';
import { EnrichmentError } from '../../../errors';
import { readField } from '../../../record/field-path';
import { recordIdIn } from '../../../record/identity';
import { ownEmailOf } from '../../../record/normal-forms';
import type { RecordItem, SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';
import { soqlLiteral } from '../../../salesforce/soql';
import { matchesOf } from './fetched-matches';
import { mergeMatches, type OrgMatch } from './found-match';
import type { MatchReport } from './match-org';

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
/** All that two records with one address say of each other here: a person has chosen that it is enough. */
const sameAddress = [{ comparison: 'e-mail', level: 'equal', weight: 13.3 }];
const probability = 0.9999;

/** Records that have any of an item's addresses, letters' case aside, and nothing else counts: some 200 addresses a query, five queries a call. */
export async function matchByAddresses(
	client: SalesforceClient,
	request: AddressRequest,
	signal?: AbortSignal,
): Promise<MatchReport> {
	const typed = request.items.map((item) => typedIn(item, request.itemFields));
	const addresses = typed.map(normalForms);
	// As typed, too: a mailbox of Gmail may be written with dots, which its normal form has not.
	const wanted = [...new Set([...typed.flat(), ...addresses.flat()])].sort();
	const byAddress = new Map<string, OrgMatch[]>();
	for (const target of request.targets) {
		const { description, fields } = await addressFields(client, target, request.orgFields);
		const extras = ['OwnerId', 'AccountId', 'IsConverted', 'ConvertedContactId', 'ConvertedAccountId'];
		const read = ['Id', 'Name', ...extras, ...fields].filter(
			(name) => name === 'Id' || description.fieldByName.has(name),
		);
		const queries = chunk(wanted, addressesPerQuery).flatMap((part) =>
			fields.map((field) => queryOf(target, [...new Set(read)], field, part)),
		);
		for (const part of chunk(queries, 5))
			for (const record of await client.querySeveral(part, `look for ${target} records by address`, signal))
				note(byAddress, target, record, fields);
	}
	return {
		matches: addresses.map((own, at) => {
			const id = recordIdIn(request.items[at].Id);
			const found = own.flatMap((address) => byAddress.get(address) ?? []).filter((match) => match.id !== id);
			return mergeMatches(found, request.mostMatches);
		}),
		isComparable: addresses.map((own) => own.length > 0),
		considered: addresses.map(() => []),
		notes: [],
	};
}

/** The texts of these fields that are addresses, in lower case; those that nobody reads are left out. */
function typedIn(item: SalesforceRecord, fields: readonly string[]): string[] {
	const texts = fields.flatMap((field) => String(readField(item, field) ?? '').split(/[\s,;]+/));
	return texts.filter((text) => ownEmailOf(text) !== undefined).map((text) => text.toLowerCase());
}

function normalForms(typed: readonly string[]): string[] {
	return [...new Set(typed.flatMap((text) => ownEmailOf(text) ?? []))];
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
		for (const address of normalForms(typedIn(record, fields))) {
			const known = byAddress.get(address);
			if (!known) byAddress.set(address, [match]);
			else if (!known.some(({ id }) => id === match.id)) known.push(match);
		}
	}
}
