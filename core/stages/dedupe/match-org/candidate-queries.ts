import { soqlLikeLiteral, soqlLiteral } from '../../../salesforce/soql';
import type { LinkageRecord } from '../linkage/fields';
import { anyOf, askable, fewAsked, longestValue, phoneCondition, queriesFor } from './query-parts';

/** Queries for people who may be one of these: by address, and by name with first letter; by phone for who has no address. One query where few are asked for. */
export function peopleQueries(
	sObject: string,
	fields: readonly string[],
	records: readonly LinkageRecord[],
	also?: string,
): string[] {
	const emails = records.map(({ email }) => askable(email, longestValue.email)).filter((email) => email !== '');
	const byEmail = anyOf(
		'Email',
		emails.map((email) => soqlLiteral(email)),
	);
	const byPhone = records.flatMap((record) =>
		askable(record.email, longestValue.email) === '' ? phoneCondition(record) : [],
	);
	const byName = records.flatMap(({ firstName, lastName }) => {
		const [first, last] = [askable(firstName, longestValue.name), askable(lastName, longestValue.name)];
		if (last === '') return [];
		if (first === '') return [`LastName = ${soqlLiteral(last)}`];
		const [initial] = first;
		return [`(LastName = ${soqlLiteral(last)} AND FirstName LIKE ${soqlLikeLiteral(initial, 'start')})`];
	});
	// The rows of common names must not crowd out those of addresses.
	const lists = records.length <= fewAsked ? [[...byEmail, ...byPhone, ...byName]] : [[...byEmail, ...byPhone], byName];
	return lists.flatMap((conditions) => queriesFor(sObject, fields, conditions, also));
}
