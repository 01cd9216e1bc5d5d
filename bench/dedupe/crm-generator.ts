import type { Random } from '../../core/stages/dedupe/linkage/drawn-pairs';
import { type Names, namesFrom } from './crm-names';
import { otherForm, withSlip } from './crm-roughness';
import { seededRandom } from '../../demo/dedupe/seeded-random';

/** How rough the data is. */
export type CrmProfile = 'easy' | 'hard';

/** A contact as a CRM holds it, and who it is in truth. */
export interface CrmContact {
	readonly FirstName: string;
	readonly LastName: string;
	readonly Email: string;
	readonly Phone: string;
	readonly Company: string;
	readonly Website: string;
	readonly Street: string;
	readonly City: string;
	readonly State: string;
	readonly PostalCode: string;
	/** The person; records with the same one are duplicates. */
	readonly person: string;
	/** The account the record belongs to in truth. */
	readonly account: string;
}

interface Rates {
	/** Of people who stand in the CRM more than once. */
	readonly duplicated: number;
	/** Of a copy's values: with a slip of the keys, left blank, in another form. */
	readonly typo: number;
	readonly blank: number;
	readonly otherForm: number;
	/** Of a copy's addresses: another mailbox. */
	readonly otherEmail: number;
	/** Of copies that work elsewhere by now. */
	readonly changedJob: number;
	/** Of people whose phone is their company's. */
	readonly sharedPhone: number;
	/** Of people who are only known by a shared inbox. */
	readonly sharedInbox: number;
	/** Of people with a relative at the same company. */
	readonly relative: number;
}

const ratesOf: Readonly<Record<CrmProfile, Rates>> = {
	easy: {
		duplicated: 0.2,
		typo: 0.06,
		blank: 0.1,
		otherForm: 0.2,
		otherEmail: 0.2,
		changedJob: 0.03,
		sharedPhone: 0.5,
		sharedInbox: 0.02,
		relative: 0.02,
	},
	hard: {
		duplicated: 0.25,
		typo: 0.15,
		blank: 0.25,
		otherForm: 0.35,
		otherEmail: 0.4,
		changedJob: 0.12,
		sharedPhone: 0.6,
		sharedInbox: 0.08,
		relative: 0.06,
	},
};

const legalForms = ['Inc', 'LLC', 'Ltd', 'GmbH', 'Corp', 'S.A.', ''];
/** A company as it is in truth. */
export interface Company {
	readonly id: string;
	readonly name: string;
	readonly domain: string;
	readonly phone: string;
	readonly street: string;
	readonly city: string;
	readonly state: string;
	readonly zip: string;
	readonly pattern: number;
}

interface Person {
	readonly id: string;
	readonly first: string;
	readonly last: string;
	readonly email: string;
	readonly phone: string;
	readonly company: Company;
}

/**
 * About `count` contacts: colleagues, families and shared inboxes beside real duplicates. Frozen: figures that were published
 * with it hold only as long as it stays as it is.
 */
export function generateContacts(count: number, profile: CrmProfile, seed: number): CrmContact[] {
	return generateCrm(count, profile, seed).contacts;
}

/** The same contacts, and the companies that they are of. */
export function generateCrm(
	count: number,
	profile: CrmProfile,
	seed: number,
): { readonly contacts: CrmContact[]; readonly companies: readonly Company[] } {
	const random = seededRandom(seed);
	const rates = ratesOf[profile];
	const names = namesFrom(seed);
	const companies = inventCompanies(Math.ceil(count / 8), random, names);
	const contacts: CrmContact[] = [];
	const taken = new Set<string>();
	let relativeOf: Person | undefined;
	for (let serial = 0; contacts.length < count; serial += 1) {
		const company = companies[Math.floor(companies.length * random() ** 1.6)];
		const person: Person = inventPerson(
			serial,
			relativeOf ? relativeOf.company : company,
			rates,
			random,
			names,
			taken,
			relativeOf,
		);
		relativeOf = !relativeOf && random() < rates.relative ? person : undefined;
		contacts.push(recordOf(person, person.company));
		if (random() >= rates.duplicated) continue;
		const copies = 1 + Math.floor(random() ** 3 * 4);
		for (let copy = 0; copy < copies && contacts.length < count; copy += 1) {
			const elsewhere = random() < rates.changedJob ? companies[Math.floor(random() * companies.length)] : undefined;
			contacts.push(copyOf(person, elsewhere, rates, random));
		}
	}
	return { contacts: shuffled(contacts, random), companies };
}

function inventCompanies(count: number, random: Random, names: Names): Company[] {
	const companies: Company[] = [];
	const domains = new Set<string>();
	for (let serial = 0; serial < count; serial += 1) {
		const parent =
			companies.length > 0 && random() < 0.05 ? companies[Math.floor(random() * companies.length)] : undefined;
		const [city, state, zip] = names.city(random);
		const base = parent
			? `${parent.name.replace(/ (Inc|LLC|Ltd|GmbH|Corp|S\.A\.)$/, '')} ${city}`
			: names.company(random);
		const form = legalForms[Math.floor(random() * legalForms.length)];
		let domain = parent && random() < 0.5 ? parent.domain : `${plain(base).replace(/ /g, '').slice(0, 24)}.com`;
		if (!parent) {
			for (let suffix = 2; domains.has(domain); suffix += 1) domain = domain.replace(/\d*\.com$/, `${suffix}.com`);
		}
		domains.add(domain);
		companies.push({
			id: `company-${serial}`,
			name: form ? `${base} ${form}` : base,
			domain,
			phone: phoneNumber(random),
			street: names.street(random),
			city,
			state,
			zip,
			pattern: Math.floor(random() * 4),
		});
	}
	return companies;
}

function inventPerson(
	serial: number,
	company: Company,
	rates: Rates,
	random: Random,
	names: Names,
	taken: Set<string>,
	relative: Person | undefined,
): Person {
	const first = names.first(random);
	const last = relative ? relative.last : names.last(random);
	const isShared = random() < rates.sharedInbox;
	let email = isShared
		? `${['info', 'sales', 'office'][Math.floor(random() * 3)]}@${company.domain}`
		: addressOf(first, last, company);
	for (let suffix = 2; !isShared && taken.has(email); suffix += 1)
		email = addressOf(first, `${last}${suffix}`, company);
	taken.add(email);
	const phone =
		random() < rates.sharedPhone ? company.phone : relative && random() < 0.5 ? relative.phone : phoneNumber(random);
	return { id: `person-${serial}`, first, last, email, phone, company };
}

function addressOf(first: string, last: string, { domain, pattern }: Company): string {
	const [f, l] = [plain(first).replace(/ /g, ''), plain(last).replace(/ /g, '')];
	return `${[`${f}.${l}`, `${f[0]}${l}`, f + l, `${f}_${l}`][pattern]}@${domain}`;
}

function recordOf(person: Person, company: Company): CrmContact {
	return {
		FirstName: person.first,
		LastName: person.last,
		Email: person.email,
		Phone: formatted(person.phone, 0),
		Company: company.name,
		Website: `www.${company.domain}`,
		Street: company.street,
		City: company.city,
		State: company.state,
		PostalCode: company.zip,
		person: person.id,
		account: company.id,
	};
}

function copyOf(person: Person, elsewhere: Company | undefined, rates: Rates, random: Random): CrmContact {
	const company = elsewhere ?? person.company;
	const other = random() < rates.otherEmail;
	const email = elsewhere
		? random() < 0.5
			? person.email
			: addressOf(person.first, person.last, company)
		: other
			? `${plain(person.first).replace(/ /g, '')}${['.', '', '_'][Math.floor(random() * 3)]}${plain(person.last).replace(/ /g, '')}${Math.floor(random() * 90) + 10}@${['gmail.com', 'outlook.com', 'yahoo.com'][Math.floor(random() * 3)]}`
			: person.email;
	const record = {
		...recordOf({ ...person, email }, company),
		Phone: formatted(elsewhere ? phoneNumber(random) : person.phone, Math.floor(random() * 4)),
	};
	const rough = (value: string, field: keyof CrmContact): string => {
		if (random() < rates.blank && field !== 'LastName') return '';
		if (random() < rates.otherForm) return otherForm(value, field, random);
		return random() < rates.typo ? withSlip(value, random) : value;
	};
	const fields = [
		'FirstName',
		'LastName',
		'Email',
		'Phone',
		'Company',
		'Website',
		'Street',
		'City',
		'PostalCode',
	] as const;
	const changes = Object.fromEntries(fields.map((field) => [field, rough(record[field], field)]));
	const isSwapped = random() < rates.typo / 4;
	return {
		...record,
		...changes,
		...(isSwapped && { FirstName: changes.LastName, LastName: changes.FirstName || record.FirstName }),
	};
}

function phoneNumber(random: Random): string {
	return `${200 + Math.floor(random() * 790)}${200 + Math.floor(random() * 790)}${String(Math.floor(random() * 10_000)).padStart(4, '0')}`;
}

function formatted(digits: string, form: number): string {
	const [a, b, c] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
	return [`(${a}) ${b}-${c}`, `+1 ${a} ${b} ${c}`, `${a}.${b}.${c}`, digits][form];
}

function plain(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[^\p{L}\p{N} ]/gu, '')
		.toLowerCase()
		.trim();
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
	const copy = [...items];
	for (let last = copy.length - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[copy[last], copy[other]] = [copy[other], copy[last]];
	}
	return copy;
}
