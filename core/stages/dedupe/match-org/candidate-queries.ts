import { normalizeCompanyName } from '../../../record/normal-forms';
import { soqlLikeLiteral, soqlLiteral } from '../../../salesforce/soql';
import type { LinkageRecord } from '../linkage/fields';
import { domainOfRecord } from './account-evidence';

/** More rows of one query say that what was asked by is too common; the rest is not looked at. */
export const mostCandidateRows = 2_000;

/** Queries for people who may be one of these: by address, and by name with first letter; by phone for who has no address. */
export function peopleQueries(
	sObject: string,
	fields: readonly string[],
	records: readonly LinkageRecord[],
	also?: string,
): string[] {
	const emails = distinct(records.map(({ email }) => textOf(email)));
	const byEmail = emails.length > 0 ? [`Email IN (${emails.map((email) => soqlLiteral(email)).join(', ')})`] : [];
	const byPhone = records.flatMap(({ email, phone }) => (textOf(email) === '' ? phonePattern(textOf(phone)) : []));
	const byName = records.flatMap(({ firstName, lastName }) => {
		const [first, last] = [textOf(firstName), textOf(lastName)];
		if (last === '') return [];
		if (first === '') return [`LastName = ${soqlLiteral(last)}`];
		return [`(LastName = ${soqlLiteral(last)} AND FirstName LIKE ${soqlLikeLiteral(first[0], 'start')})`];
	});
	return [
		queryOf(sObject, fields, [...byEmail, ...distinct(byPhone)], also),
		queryOf(sObject, fields, distinct(byName), also),
	].filter((query) => query !== undefined);
}

/** Queries for accounts of these people or companies: by website, and by the first words of the name. */
export function accountQueries(fields: readonly string[], records: readonly LinkageRecord[]): string[] {
	const domains = distinct(records.map((record) => domainOfRecord(record) ?? ''));
	const byDomain = domains.map((domain) => `Website LIKE ${soqlLikeLiteral(domain, 'anywhere')}`);
	const byName = distinct(records.map(({ company }) => beginningOf(textOf(company)))).map(
		(name) => `Name LIKE ${soqlLikeLiteral(name, 'start')}`,
	);
	return [queryOf('Account', fields, byDomain), queryOf('Account', fields, byName)].filter(
		(query) => query !== undefined,
	);
}

/** Contacts with addresses of these domains, whose accounts may be those of the people asked for; `undefined` without any. */
export function contactsOfDomains(domains: readonly string[]): string | undefined {
	if (domains.length === 0) return undefined;
	const addresses = domains.map((domain) => `Email LIKE ${soqlLikeLiteral(`@${domain}`, 'end')}`).join(' OR ');
	return `SELECT AccountId, Email FROM Contact WHERE AccountId != null AND (${addresses}) LIMIT ${mostCandidateRows}`;
}

function queryOf(
	sObject: string,
	fields: readonly string[],
	conditions: readonly string[],
	also?: string,
): string | undefined {
	if (conditions.length === 0) return undefined;
	const any = conditions.join(' OR ');
	const where = also === undefined ? any : `${also} AND (${any})`;
	return `SELECT ${fields.join(', ')} FROM ${sObject} WHERE ${where} LIMIT ${mostCandidateRows}`;
}

/** The last seven digits, however they are parted. */
function phonePattern(phone: string): string[] {
	const digits = phone.replace(/\D/g, '');
	if (digits.length < 7) return [];
	return [`Phone LIKE '%${digits.slice(-7, -4)}%${digits.slice(-4)}'`];
}

/** As it was typed, as far as its first two words of the normal form go. */
function beginningOf(company: string): string {
	const plain = normalizeCompanyName(company);
	if (plain === undefined) return '';
	const words = company.trim().split(/\s+/);
	return words
		.slice(0, plain.split(' ').length > 1 ? 2 : 1)
		.join(' ')
		.replace(/[.,]+$/, '');
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function distinct(values: readonly string[]): string[] {
	return [...new Set(values.filter((value) => value !== ''))];
}
