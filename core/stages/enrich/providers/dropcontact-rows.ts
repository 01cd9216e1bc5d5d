import { type EmailStatus, emailStatusOf } from '../../../record/email-status';
import type { FoundRow } from './jobs/job-api';
import { listOf, numberOf, objectOf, textOf } from './reply-json';

export interface DropcontactRow extends FoundRow {
	/** An address was given to be checked. */
	readonly isVerifying: boolean;
	/** One came back that was verified; a catch-all cannot be. */
	readonly isVerified: boolean;
}

interface Address {
	readonly email: string;
	readonly qualification: string;
	readonly status: EmailStatus;
}

/** What came back, by the tag that was sent with each record. */
export function rowsIn(body: Readonly<Record<string, unknown>>): Map<string, DropcontactRow> {
	const rows = listOf(body.data).map(objectOf);
	return new Map(rows.map((row) => [textOf(objectOf(row.custom_fields).query) ?? '', rowOf(row)]));
}

function rowOf(row: Readonly<Record<string, unknown>>): DropcontactRow {
	const addresses = listOf(row.email).map(objectOf).flatMap(addressOf);
	const work = bestOf(addresses.filter(isWork));
	const personal = bestOf(addresses.filter(isPersonal));
	const isBarred = addresses.length > 0 && addresses.every(({ qualification }) => /contact/i.test(qualification));
	const found = foundIn(row);
	const isFound =
		work !== undefined || personal !== undefined || Object.values(found).some((value) => value !== undefined);
	return {
		isVerifying: textOf(objectOf(row.custom_fields).verifies) === 'email',
		isVerified: addresses.some(({ status }) => status === 'verified'),
		rawConfidence: work?.qualification,
		unmatched: isBarred
			? { outcome: 'legal_block', message: 'Dropcontact says that the person must not be contacted.' }
			: undefined,
		values: isFound
			? { ...echoed(row), ...found, email: work?.email, email_status: work?.status, personal_email: personal?.email }
			: {},
	};
}

/** What is returned of every record, found or not: the question, tidied up. */
function echoed(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const website = textOf(row.website);
	return {
		first_name: textOf(row.first_name),
		last_name: textOf(row.last_name),
		full_name: textOf(row.full_name),
		company_name: textOf(row.company),
		company_website: urlOf(website),
		company_domain: website?.replace(/^(https?:\/\/)?(www\.)?/i, '').replace(/\/.*$/, ''),
		linkedin_url: urlOf(row.linkedin),
	};
}

/** What only a record that was found has. */
function foundIn(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const employees = textOf(row.nb_employees);
	const count = numberOf(employees);
	return {
		title: textOf(row.job),
		seniority: textOf(row.job_level),
		department: textOf(row.job_function),
		mobile_phone: textOf(row.mobile_phone),
		company_phone: textOf(row.phone),
		company_linkedin_url: urlOf(row.company_linkedin),
		company_employees: count,
		company_employee_range: count === undefined ? employees : undefined,
		company_registration_number: textOf(row.siren)?.replace(/\s/g, ''),
		company_industry: textOf(row.industry) ?? textOf(row.naf5_des),
	};
}

function addressOf({ email, qualification }: Readonly<Record<string, unknown>>): Address[] {
	const address = textOf(email);
	const word = textOf(qualification) ?? '';
	return address
		? [{ email: address, qualification: word, status: emailStatusOf('dropcontact', word) ?? 'unverified' }]
		: [];
}

/** A mailbox of many (`contact@…`) is nobody's own. */
function isWork({ qualification, status }: Address): boolean {
	return (
		status !== 'invalid' &&
		!isPersonal({ qualification, status, email: '' }) &&
		!/^g[eé]n[eé]ri(c|que)@/i.test(qualification)
	);
}

function isPersonal({ qualification, status }: Address): boolean {
	return status !== 'invalid' && /@perso$/i.test(qualification);
}

function bestOf(addresses: readonly Address[]): Address | undefined {
	return addresses.find(({ status }) => status === 'verified') ?? addresses[0];
}

function urlOf(value: unknown): string | undefined {
	const url = textOf(value);
	return url === undefined || /^https?:\/\//i.test(url) ? url : `https://${url}`;
}
