import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { LinkageField, LinkageRecord } from '../../../core/stages/dedupe/linkage/fields';
import { generateContacts } from '../crm-generator';

/** Which column of the generator's contacts says what. */
export const contactColumns = {
	firstName: 'FirstName',
	lastName: 'LastName',
	email: 'Email',
	phone: 'Phone',
	company: 'Company',
	domain: 'Website',
	street: 'Street',
	city: 'City',
	region: 'State',
	postalCode: 'PostalCode',
} as const satisfies Partial<Record<LinkageField, string>>;

const rowsAtOnce = 1_000;

/** Writes contacts of the easy profile, with the seed stated. */
export async function writeContacts(file: string, count: number, seed: number): Promise<void> {
	const contacts = generateContacts(count, 'easy', seed);
	const stream = createWriteStream(file);
	stream.write(`${Object.values(contactColumns).join(',')}\n`);
	for (let at = 0; at < contacts.length; at += rowsAtOnce) {
		const rows = contacts
			.slice(at, at + rowsAtOnce)
			.map((contact) => Object.values(contactColumns).map((column) => contact[column]));
		if (!stream.write(stringify(rows))) await once(stream, 'drain');
	}
	stream.end();
	await once(stream, 'finish');
}

/** The contacts of such a file as the engine takes them. */
export async function readContacts(file: string): Promise<LinkageRecord[]> {
	const records: LinkageRecord[] = [];
	const parser = createReadStream(file).pipe(parse({ columns: Object.keys(contactColumns), from_line: 2 }));
	for await (const record of parser) records.push(record as LinkageRecord);
	return records;
}
