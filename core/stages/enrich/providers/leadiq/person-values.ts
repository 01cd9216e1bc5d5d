import { emailStatusOf } from '../../../../record/email-status';
import { normalizeCompanyName, normalizeDomain } from '../../../../record/normal-forms';
import type { PersonAttribute } from '../../attributes';
import type { ProviderQuery } from '../../provider';
import { emailAttributes, wantsOneOf } from '../email-attributes';
import { dayOf, listOf, objectOf, textOf } from '../reply-json';
import { companyData, companySelection, companyValues } from './company-values';

type Found = Readonly<Record<string, unknown>>;

/** What costs as much as a profile, and comes with it. */
export const profileAttributes = [
	...([
		'first_name',
		'last_name',
		'full_name',
		'linkedin_url',
		'person_id',
		'title',
		'seniority',
		'department',
	] as const),
	...(['job_started_on', 'city', 'region', 'country', 'x_url'] as const),
	'company_company_id',
] satisfies PersonAttribute[];

export const addressAttributes = [...emailAttributes, 'personal_email'] as const;
export const phoneAttributes = ['phone', 'mobile_phone'] as const;
/** Whatever is selected of the company is paid as company data; its ID is the position's own. */
export const employerAttributes = (['name', 'domain', 'linkedin_url', ...companyData] as const).map(
	(name) => `company_${name}` as const,
);

/** What is selected decides what is paid: nothing is selected that nobody reads. */
export function personSelection(wanted: readonly string[]): string {
	const employer = wanted.filter((name) => name.startsWith('company_')).map((name) => name.slice('company_'.length));
	const hasPhones = wantsOneOf(wanted, phoneAttributes);
	const position = [
		'companyId title seniority function matchedQuery dateRange { start }',
		...(wantsOneOf(wanted, employerAttributes) ? [`companyInfo { ${companySelection(employer)} }`] : []),
		...(wantsOneOf(wanted, emailAttributes) ? ['emails { value status updatedAt }'] : []),
		...(hasPhones ? ['phones { value type status }'] : []),
	].join(' ');
	const person = [
		'id updatedAt confidence name { first last fullName } linkedin { linkedinUrl }',
		'location { city areaLevel1 country }',
		...(wanted.includes('x_url') ? ['profiles { network url }'] : []),
		`currentPositions { ${position} }`,
		...(wanted.includes('personal_email') ? ['personalEmails { value status }'] : []),
		...(hasPhones ? ['personalPhones { value type status }'] : []),
	].join(' ');
	return `totalResults results { ${person} }`;
}

/** A person's values by attribute, of the job at the company that was asked about where they still have it. */
export function personValues(person: Found, query: ProviderQuery): Record<string, unknown> {
	const position = currentPosition(listOf(person.currentPositions).map(objectOf), query);
	const name = objectOf(person.name);
	const location = objectOf(person.location);
	const email = bestAddress(position.emails);
	const phones = [...listOf(person.personalPhones), ...listOf(position.phones)].map(objectOf).filter(isUsable);
	return {
		person_id: textOf(person.id),
		first_name: textOf(name.first),
		last_name: textOf(name.last),
		full_name: textOf(name.fullName),
		linkedin_url: textOf(objectOf(person.linkedin).linkedinUrl),
		city: textOf(location.city),
		region: textOf(location.areaLevel1),
		country: textOf(location.country),
		x_url: twitterOf(person.profiles),
		title: textOf(position.title),
		seniority: textOf(position.seniority),
		department: textOf(position.function),
		job_started_on: dayOf(objectOf(position.dateRange).start),
		email: textOf(email?.value),
		email_status: email && emailStatusOf('leadiq', email.status),
		email_checked_at: email && dayOf(email.updatedAt),
		personal_email: textOf(bestAddress(person.personalEmails)?.value),
		phone: phoneOf(phones, /^WorkPhone$|^WorkBranch$/),
		mobile_phone: phoneOf(phones, /Mobile$|^PersonalPhone$/),
		...employerValues(objectOf(position.companyInfo)),
		company_company_id: textOf(position.companyId) ?? textOf(objectOf(position.companyInfo).id),
	};
}

function employerValues(company: Found): Record<string, unknown> {
	return Object.fromEntries(Object.entries(companyValues(company)).map(([name, value]) => [`company_${name}`, value]));
}

/** The job at the company that was asked about; else the one that LeadIQ matched by, else the first. */
function currentPosition(positions: readonly Found[], query: ProviderQuery): Found {
	const asked = positions.find((position) => isAt(objectOf(position.companyInfo), query));
	return asked ?? positions.find(({ matchedQuery }) => matchedQuery === true) ?? positions.at(0) ?? {};
}

function isAt({ name, domain }: Found, query: ProviderQuery): boolean {
	if (query.domain !== undefined && normalizeDomain(domain) === query.domain) return true;
	const asked = normalizeCompanyName(query.company);
	return asked !== undefined && normalizeCompanyName(name) === asked;
}

const addressRank = ['Verified', 'VerifiedLikely', 'Unverified'];

/** The surest address; none of those that bounce, or that their owner has withdrawn. */
function bestAddress(addresses: unknown): Found | undefined {
	const usable = listOf(addresses).map(objectOf).filter(isUsable);
	return usable.toSorted((one, other) => rankOf(one) - rankOf(other)).at(0);
}

function rankOf({ status }: Found): number {
	const rank = addressRank.indexOf(textOf(status) ?? '');
	return rank === -1 ? addressRank.length : rank;
}

function isUsable({ value, status }: Found): boolean {
	return textOf(value) !== undefined && status !== 'Invalid' && status !== 'Suppressed';
}

function phoneOf(phones: readonly Found[], type: RegExp): string | undefined {
	return textOf(phones.find((phone) => type.test(textOf(phone.type) ?? ''))?.value);
}

function twitterOf(profiles: unknown): string | undefined {
	const profile = listOf(profiles)
		.map(objectOf)
		.find(({ network }) => network === 'Twitter');
	return textOf(profile?.url);
}
