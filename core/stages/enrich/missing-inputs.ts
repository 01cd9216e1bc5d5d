import { uniq } from 'lodash';
import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import type { MatchInputs } from '../../record/match-gate';
import { pathsOfInput } from '../../record/match-query';
import type { MatchInput, MatchValues } from '../../record/match-values';
import type { SalesforceRecord } from '../../record/record-item';
import type { EnrichmentProvider } from './provider';

type Asked = Pick<EnrichmentProvider, 'id' | 'label' | 'facts'>;

/** What people call an input, within a sentence. */
export const inputWords: Readonly<Record<MatchInput, string>> = {
	email: 'e-mail address',
	domain: 'website or company domain',
	company: 'company name',
	firstName: 'first name',
	lastName: 'last name',
	fullName: 'full name',
	title: 'job title',
	phone: 'phone number',
	linkedinUrl: 'LinkedIn profile',
	companyLinkedinUrl: 'LinkedIn page of the company',
	registrationNumber: 'registration number',
	lei: 'legal entity identifier',
	ticker: 'ticker symbol',
	street: 'street',
	city: 'city',
	region: 'state or region',
	postalCode: 'postal code',
	country: 'country',
	personId: "provider's person ID",
	companyId: "provider's company ID",
};

const orderOfInputs = Object.keys(inputWords);

/** Whether the values hold all inputs of one of the provider's alternatives. */
export function serves(values: MatchValues, needs: ReadonlyArray<readonly MatchInput[]>): boolean {
	return needs.some((alternative) => alternative.every((input) => values[input] !== undefined));
}

/** Why a record cannot be asked for: which fields are missing, and what the provider takes when that is more than one field. */
export function missingInputs(
	record: SalesforceRecord,
	values: MatchValues,
	inputs: MatchInputs,
	{ id, label = id, facts: { needs } }: Asked,
): string {
	const wanted = uniq(needs.flat()).filter((input) => values[input] === undefined);
	const ordered = orderOfInputs.filter((input) => (wanted as string[]).includes(input)) as MatchInput[];
	const paths = uniq(ordered.flatMap((input) => pathsOfInput(input, inputs)));
	const states = orderedByInputs(paths, inputs).map((path) => `${path} is ${stateOf(readField(record, path))}`);
	const said = `Nothing to match on: ${states.join(', ') || 'no field is named for what the provider takes'}.`;
	const isPlain = needs.every((alternative) => alternative.length === 1) && states.length > 0;
	return isPlain ? said : `${said} ${label} is asked by ${alternatives(needs)}.`;
}

/** E-mail before website, as a person looks at a record. */
function orderedByInputs(paths: readonly string[], { email, moreEmails = [] }: MatchInputs): string[] {
	const mails = [email, ...moreEmails];
	return [...paths.filter((path) => mails.includes(path)), ...paths.filter((path) => !mails.includes(path))];
}

function alternatives(needs: ReadonlyArray<readonly MatchInput[]>): string {
	return needs.map((inputs) => inputs.map((input) => inputWords[input]).join(' with ')).join(', or ');
}

function stateOf(value: unknown): string {
	if (value === undefined) return 'not in the item';
	return isBlank(value) ? 'blank' : 'not usable';
}
