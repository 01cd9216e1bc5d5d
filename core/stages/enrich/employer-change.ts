import { createHash } from 'node:crypto';
import { brandOf } from '../../record/brand';
import { readField } from '../../record/field-path';
import { companyDomainOf, normalizeEmail } from '../../record/normal-forms';
import { plainWords } from '../../record/plain-words';
import type { SalesforceRecord } from '../../record/record-item';
import type { MatchedAnswer } from './provider';
import { compareCompanies, type KnownCompany, normalNames } from './same-company';

/** Field paths of what is known of a person and their company, as Enrich matches by them. */
export interface EmployerInputs {
	readonly company?: string;
	readonly website?: string;
	readonly email?: string;
	readonly country?: string;
	/** `FirstName` and `LastName` unless set. */
	readonly firstName?: string;
	readonly lastName?: string;
	readonly linkedinUrl?: string;
	/** Where the provider's own id of the person was stored at an earlier match. */
	readonly personId?: string;
}

export interface Employer {
	readonly name?: string;
	readonly domain?: string;
}

/** A person works elsewhere now, as a provider says; nothing of its answer belongs onto the record as it is. */
export interface EmployerChange {
	readonly earlier: Employer;
	readonly current: Employer & { readonly title?: string; readonly email?: string };
	/** Since when the person has the job, as precise as the provider says; absent where it does not. */
	readonly since?: string;
	/** What shows that the answer is about the same person, e.g. `name`. */
	readonly agrees: readonly string[];
	/** What shows that the companies are two. */
	readonly differs: ReadonlyArray<'name' | 'domain'>;
	/** Of the answer; less where only the names tell the companies apart. */
	readonly confidence: number;
	readonly observedAt: string;
	/** The same for the same change, whoever tells of it and however it is spelt: what was told once is known by it. */
	readonly fingerprint: string;
}

/** Less sure answers may be about a namesake. */
const leastConfidence = 0.7;

/**
 * Whether a person's answer says that they work elsewhere now; `undefined` when they do not, or when too little is known
 * on either side. `record` is as it was fetched: what this run proposes is not what it knew.
 */
export function employerChange(
	record: SalesforceRecord,
	answer: MatchedAnswer,
	inputs: EmployerInputs,
): EmployerChange | undefined {
	if (answer.confidence < leastConfidence) return undefined;
	const earlier = earlierCompany(record, inputs);
	const current = currentCompany(answer.values);
	const verdict = compareCompanies(earlier, current);
	if (verdict.kind !== 'different') return undefined;
	const agrees = samePerson(record, answer, inputs);
	if (!agrees) return undefined;
	const { values, confidence, observedAt } = answer;
	const since = textOf(values.job_started_on);
	return {
		earlier: { name: earlier.names.at(0), domain: earlier.domains.at(0) },
		current: {
			...{ name: textOf(values.company_name), domain: current.domains.at(0) },
			...{ title: textOf(values.title), email: textOf(values.email) },
		},
		...(since !== undefined && { since }),
		...{ agrees, differs: verdict.by, observedAt },
		confidence: verdict.by.includes('domain') ? confidence : Math.round(confidence * 90) / 100,
		fingerprint: fingerprintOf(earlier, current),
	};
}

/** One sentence for the item and for whoever is told. */
export function employerChangeSentence({ earlier, current, since }: EmployerChange): string {
	const began = since === undefined ? '' : ` since ${since}`;
	return `Works for ${spelt(current)}${began}, no longer for ${spelt(earlier)}.`;
}

function earlierCompany(record: SalesforceRecord, inputs: EmployerInputs): KnownCompany {
	const name = textOf(read(record, inputs.company));
	const website = companyDomainOf(read(record, inputs.website));
	const mail = companyDomainOf(normalizeEmail(read(record, inputs.email)));
	return { names: known([name]), domains: known([website, mail]), country: textOf(read(record, inputs.country)) };
}

/** With its parents: who moved within a group is where they were. */
function currentCompany(values: Readonly<Record<string, unknown>>): KnownCompany {
	const names = ['company_name', 'company_legal_name', 'company_parent_name', 'company_ultimate_parent_name'];
	const isDead = values.email_status === 'invalid';
	return {
		names: known(names.map((name) => textOf(values[name]))),
		domains: known([
			companyDomainOf(values.company_domain, values.company_website),
			companyDomainOf(isDead ? undefined : normalizeEmail(values.email)),
		]),
		country: textOf(values.company_country),
	};
}

/** What of the record's person is the answer's as well; `undefined` where nothing is, or both names are others. */
function samePerson(record: SalesforceRecord, answer: MatchedAnswer, inputs: EmployerInputs): string[] | undefined {
	const { values } = answer;
	const first = sameWords(read(record, inputs.firstName ?? 'FirstName'), values.first_name);
	const last = sameWords(read(record, inputs.lastName ?? 'LastName'), values.last_name);
	if (first === false && last === false) return undefined;
	const linkedin = sameProfile(read(record, inputs.linkedinUrl), values.linkedin_url);
	const personId = textOf(read(record, inputs.personId));
	const agreed = [
		...(personId !== undefined && personId === (answer.personId ?? textOf(values.person_id)) ? ['person ID'] : []),
		...(linkedin ? ['LinkedIn profile'] : []),
		...(first && last ? ['name'] : []),
		...(first && last === undefined ? ['first name'] : []),
		...(last && !first ? ['last name'] : []),
		...(/e-?mail/i.test(answer.matchedOn) ? ['e-mail'] : []),
	];
	// One name alone is nobody's.
	const isOnlyPart = agreed.length === 1 && /^(first|last) name$/.test(agreed[0]);
	return agreed.length === 0 || isOnlyPart ? undefined : agreed;
}

/** `undefined` where one of them is unknown; one may be longer than the other (`Ada M.`). */
function sameWords(one: unknown, other: unknown): boolean | undefined {
	const [a, b] = [one, other].map((value) => plainWords(textOf(value) ?? ''));
	if (a === '' || b === '') return undefined;
	return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

function sameProfile(one: unknown, other: unknown): boolean {
	const [a, b] = [one, other].map((value) => /\/in\/([^/?#]+)/i.exec(textOf(value) ?? '')?.[1].toLowerCase());
	return a !== undefined && a === b;
}

/** By name where there is one: not every provider says the domain. */
function fingerprintOf(earlier: KnownCompany, current: KnownCompany): string {
	const key = (company: KnownCompany) =>
		normalNames({ ...company, names: company.names.slice(0, 1) })
			.at(-1)
			?.replaceAll(' ', '') ??
		brandOf(company.domains.at(0)) ??
		'';
	return createHash('sha256')
		.update(JSON.stringify([key(earlier), key(current)]))
		.digest('hex')
		.slice(0, 32);
}

function spelt({ name, domain }: Employer): string {
	if (name === undefined) return domain ?? 'an unknown company';
	return domain === undefined ? name : `${name} (${domain})`;
}

function read(record: SalesforceRecord, path: string | undefined): unknown {
	return path === undefined || path === '' ? undefined : readField(record, path);
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function known(values: ReadonlyArray<string | undefined>): string[] {
	return [...new Set(values.filter((value) => value !== undefined))];
}
