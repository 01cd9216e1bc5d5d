import { createHash } from 'node:crypto';
import type { Company, Person } from './company';
import { completeCompany, plain, seedCompany, type CompanyInput } from './seed-company';
import { completePerson, seedPerson, type PersonInput } from './seed-person';

/** What the world is made of: seeded people and companies, and lists of one's own beside them. */
export interface WorldOptions {
	/** Seeded companies. Default 500, and none where a list is loaded. */
	readonly companyCount?: number;
	/** Seeded people, at any of the companies. Default 2,000, and none where a list is loaded. */
	readonly personCount?: number;
	readonly companies?: readonly CompanyInput[];
	readonly people?: readonly PersonInput[];
}

/** All people and companies, with the truth about them, and indexes to find them by. */
export class World {
	readonly companies: readonly Company[];
	readonly people: readonly Person[];
	private readonly companyIndex = new Map<string, Company>();
	private readonly personIndex = new Map<string, Person>();
	private hashIndex: ReadonlyMap<string, Person> | undefined;

	constructor(
		readonly seed: number,
		options: WorldOptions = {},
	) {
		this.companies = makeCompanies(seed, options);
		for (const company of this.companies)
			for (const key of companyKeys(company)) this.companyIndex.set(key, this.companyIndex.get(key) ?? company);
		this.people = this.makePeople(options);
		for (const person of this.people)
			for (const key of this.personKeys(person)) this.personIndex.set(key, this.personIndex.get(key) ?? person);
	}

	/** By one kind of key, e.g. `domain`; however it is spelled. */
	company(kind: CompanyKey, value: string | undefined): Company | undefined {
		return value ? this.companyIndex.get(`${kind}:${normalized(kind, value)}`) : undefined;
	}

	/** By one kind of key, e.g. `email`, also one of an earlier employer. */
	person(kind: PersonKey, value: string | undefined): Person | undefined {
		if (kind === 'hash') return value ? this.hashes().get(value.toLowerCase()) : undefined;
		return value ? this.personIndex.get(`${kind}:${normalized(kind, value)}`) : undefined;
	}

	/** By name and an employer of today or before. */
	colleague(firstName: string, lastName: string, company: Company): Person | undefined {
		return this.personIndex.get(`at:${plain(firstName)} ${plain(lastName)}@${company.id}`);
	}

	/** Made when somebody asks by one: hashing everybody takes its time. */
	private hashes(): ReadonlyMap<string, Person> {
		this.hashIndex ??= new Map(
			this.people.flatMap((person) =>
				addressesOf(person)
					.flatMap(hashesOf)
					.map((hash) => [hash, person] as const),
			),
		);
		return this.hashIndex;
	}

	private makePeople(options: WorldOptions): Person[] {
		const count = options.personCount ?? (options.people || options.companies ? 0 : 2_000);
		const seeded = Array.from({ length: count }, (_, number) => seedPerson(this.seed, number, this.companies));
		const loaded = (options.people ?? []).map((given, number) => this.loadPerson(given, number));
		// Who is loaded keeps the address given; of two seeded namesakes at one employer, the second gets another one.
		return distinctAddresses([...loaded, ...seeded]);
	}

	private loadPerson(given: PersonInput, number: number): Person {
		const current = this.anyCompany(given.company ?? given.email?.split('@')[1]) ?? this.companies[0];
		if (!current) throw new Error(`${given.firstName} ${given.lastName} has no employer: load at least one company.`);
		const former = this.anyCompany(given.formerCompany);
		return completePerson(this.seed, given.id ?? `lp-${number + 1}`, given, former ? { current, former } : { current });
	}

	private anyCompany(named: string | undefined): Company | undefined {
		return this.company('id', named) ?? this.company('domain', named) ?? this.company('name', named);
	}

	private personKeys(person: Person): string[] {
		const keyed = (kind: PersonKey, value: string | undefined): string[] =>
			value ? [`${kind}:${normalized(kind, value)}`] : [];
		return [
			...keyed('id', person.id),
			...keyed('linkedin', person.linkedin),
			...keyed('phone', person.mobile),
			...keyed('phone', person.directPhone),
			...addressesOf(person).flatMap((email) => [
				...keyed('email', email),
				...hashesOf(email).flatMap((hash) => keyed('hash', hash)),
			]),
			...person.jobs.map((job) => `at:${plain(person.firstName)} ${plain(person.lastName)}@${job.companyId}`),
		];
	}
}

export type CompanyKey = 'id' | 'domain' | 'name' | 'linkedin' | 'ticker' | 'lei' | 'cik' | 'registration' | 'phone';
export type PersonKey = 'id' | 'email' | 'hash' | 'linkedin' | 'phone';

function makeCompanies(seed: number, options: WorldOptions): Company[] {
	const count = options.companyCount ?? (options.people || options.companies ? 0 : 500);
	const seeded = Array.from({ length: count }, (_, number) => seedCompany(seed, number));
	const loaded = (options.companies ?? []).map((given, number) =>
		completeCompany(seed, given.id ?? `lc-${number + 1}`, given),
	);
	// A list's own company wins over a seeded one of the same domain.
	return [...loaded, ...seeded];
}

function distinctAddresses(people: readonly Person[]): Person[] {
	const taken = new Set<string>();
	return people.map((person) => {
		const jobs = person.jobs.map((job) => {
			const [name, domain] = job.email.split('@');
			const email = taken.has(job.email) ? `${name}.${person.id.replace(/\W/g, '')}@${domain}` : job.email;
			taken.add(email);
			return { ...job, email };
		});
		return { ...person, jobs };
	});
}

function companyKeys(company: Company): string[] {
	const keys: ReadonlyArray<readonly [CompanyKey, string | undefined]> = [
		['id', company.id],
		['domain', company.domain],
		['name', company.name],
		['name', company.legalName],
		['linkedin', company.linkedin],
		['ticker', company.ticker],
		['lei', company.lei],
		['cik', company.cik],
		['registration', company.registrationNumber],
		['phone', company.phone],
	];
	return keys.flatMap(([kind, value]) => (value ? [`${kind}:${normalized(kind, value)}`] : []));
}

function normalized(kind: CompanyKey | PersonKey, value: string): string {
	const text = plain(value.trim());
	if (kind === 'domain')
		return text
			.replace(/^[a-z]+:\/\//, '')
			.replace(/^www\./, '')
			.split(/[/?#:]/)[0];
	if (kind === 'linkedin')
		return text
			.replace(/[/?#]+$/, '')
			.split('/')
			.at(-1)!;
	if (kind === 'phone') return text.replace(/\D/g, '');
	if (kind === 'cik') return text.replace(/\D/g, '').padStart(10, '0');
	return kind === 'name' ? text.replace(/[^a-z0-9]+/g, ' ').trim() : text;
}

function addressesOf({ jobs, personalEmail }: Person): string[] {
	return [...jobs.map(({ email }) => email), ...(personalEmail ? [personalEmail] : [])];
}

/** Vendors take an address as MD5 or SHA-256 of its lower-case form. */
function hashesOf(email: string): string[] {
	return ['md5', 'sha256'].map((algorithm) => createHash(algorithm).update(email.toLowerCase()).digest('hex'));
}
