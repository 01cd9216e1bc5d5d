import { between, chance, pick } from './chance';
import type { Company, EmailState, Job, Person, Place, Seniority } from './company';
import { phoneIn, placeIn, plain, slug, townOf } from './seed-company';
import { departments, firstNames, lastNames, titles } from './words';

/** A person as a list gives them: the employer of today by id or domain; what is left out is made up from the seed. */
export interface PersonInput extends Partial<Omit<Person, 'place'>> {
	readonly place?: Partial<Place>;
	readonly firstName: string;
	readonly lastName: string;
	/** Id, domain or name of the employer. */
	readonly company?: string;
	readonly title?: string;
	readonly email?: string;
	/** Id, domain or name of the employer before. */
	readonly formerCompany?: string;
	readonly formerEmail?: string;
}

/** Who works where: what a person is made from. */
export interface Employers {
	readonly current: Company;
	/** Set for people who have moved on to `current`. */
	readonly former?: Company;
}

const emailStates: ReadonlyArray<readonly [EmailState, number]> = [
	['verified', 0.7],
	['catch_all', 0.15],
	['unverified', 0.1],
	['invalid', 0.05],
];

/** The share of people who have changed employer. */
const moverShare = 0.12;

/** The person of this number; the same seed, number and companies are the same person. */
export function seedPerson(seed: number, number: number, companies: readonly Company[]): Person {
	const id = `p-${number + 1}`;
	const current = pick(companies, seed, id, 'employer');
	const former = chance(seed, id, 'moved') < moverShare ? pick(companies, seed, id, 'former') : current;
	const firstName = pick(firstNames, seed, id, 'first');
	const lastName = pick(lastNames, seed, id, 'last');
	return completePerson(seed, id, { firstName, lastName }, former === current ? { current } : { current, former });
}

/** Fills in what a list leaves out. */
export function completePerson(seed: number, id: string, given: PersonInput, employers: Employers): Person {
	const { company: _, formerCompany: __, title: ___, email: ____, formerEmail: _____, ...own } = given;
	const town = townOf(seed, id, given.place ?? employers.current.place);
	const handle = `${slug(`${given.firstName} ${given.lastName}`)}-${id.replace(/\W/g, '')}`;
	return {
		id,
		linkedin: handle,
		jobs: jobsOf(seed, id, given, employers),
		emailState: emailStateOf(chance(seed, id, 'email state')),
		...(chance(seed, id, 'personal') < 0.4 ? { personalEmail: `${handle}@mail.example` } : {}),
		...(chance(seed, id, 'direct') < 0.5 ? { directPhone: phoneIn(town, seed, id, 'direct') } : {}),
		...(chance(seed, id, 'mobile') < 0.6 ? { mobile: phoneIn(town, seed, id, 'mobile') } : {}),
		isSuppressed: chance(seed, id, 'suppressed') < 0.01,
		...own,
		place: { ...placeIn(seed, id, town), ...given.place },
	};
}

function jobsOf(seed: number, id: string, given: PersonInput, { current, former }: Employers): Job[] {
	const year = between(former ? 2023 : 2015, 2025, seed, id, 'from');
	const from = monthOf(year, seed, id, 'from');
	const job = makeJob(seed, id, given, current, from);
	if (!former) return [job];
	const before = makeJob(
		seed,
		id,
		{ ...given, title: undefined, email: given.formerEmail },
		former,
		monthOf(year - 4, seed, id, 'before'),
	);
	return [job, { ...before, until: from }];
}

function makeJob(
	seed: number,
	id: string,
	given: { readonly [Key in 'firstName' | 'lastName']: string } & {
		readonly title?: string | undefined;
		readonly email?: string | undefined;
	},
	{ id: companyId, domain }: Company,
	from: string,
): Job {
	const seniority = seniorityOf(chance(seed, id, companyId, 'seniority'));
	const title = given.title ?? pick(titles[seniority], seed, id, companyId, 'title');
	return {
		companyId,
		title,
		seniority: seniorityIn(title) ?? seniority,
		department: departmentIn(title) ?? pick(departments, seed, id, companyId, 'department'),
		from,
		email: given.email ?? `${local(given.firstName)}.${local(given.lastName)}@${domain}`,
	};
}

const departmentWords: ReadonlyArray<readonly [RegExp, string]> = [
	[/sales|revenue|account/i, 'sales'],
	[/marketing/i, 'marketing'],
	[/engineer|technology|product/i, 'engineering'],
	[/financ|analyst/i, 'finance'],
	[/\bIT\b/, 'it'],
	[/\bHR\b/, 'human resources'],
	[/operations|buyer|executive officer/i, 'operations'],
];

const seniorityWords: ReadonlyArray<readonly [RegExp, Seniority]> = [
	[/^chief|^c[efto]o\b/i, 'cxo'],
	[/^vp\b|^vice president/i, 'vp'],
	[/director|^head of/i, 'director'],
	[/manager/i, 'manager'],
	[/^senior/i, 'senior'],
];

function departmentIn(title: string): string | undefined {
	return departmentWords.find(([words]) => words.test(title))?.[1];
}

function seniorityIn(title: string): Seniority | undefined {
	return seniorityWords.find(([words]) => words.test(title))?.[1];
}

function local(name: string): string {
	return plain(name).replace(/[^a-z]/g, '');
}

function monthOf(year: number, seed: number, id: string, key: string): string {
	return `${year}-${String(between(1, 12, seed, id, key, 'month')).padStart(2, '0')}`;
}

function emailStateOf(share: number): EmailState {
	let sum = 0;
	return emailStates.find(([, part]) => share < (sum += part))?.[0] ?? 'verified';
}

function seniorityOf(share: number): Seniority {
	if (share < 0.08) return 'cxo';
	if (share < 0.18) return 'vp';
	if (share < 0.32) return 'director';
	if (share < 0.58) return 'manager';
	return share < 0.8 ? 'senior' : 'entry';
}
