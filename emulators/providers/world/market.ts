import { chance, pick } from './chance';
import { coverageAt, type Coverage } from './coverage';
import type { Company, EmailState, Job, Person } from './company';
import type { World } from './world';

/** What a vendor's answer about a person is made from; it may be out of date or wrong. */
export interface KnownPerson {
	readonly person: Person;
	/** Where they work, as the vendor believes. */
	readonly job: Job;
	readonly employer: Company;
	/** An employer before that one, where the vendor knows one. */
	readonly former?: { readonly job: Job; readonly employer: Company };
	/** Of the employer. */
	readonly email?: { readonly address: string; readonly state: EmailState };
	readonly personalEmail?: string;
	readonly directPhone?: string;
	readonly mobile?: string;
	/** Date on which the vendor last saw it, `2026-03-14`. */
	readonly seenOn: string;
	/** What was said about the question, e.g. `email`; the surest first. */
	readonly matchedOn: string;
	/** 0–1: how sure the vendor is that this is who was meant. */
	readonly sureness: number;
}

/** What a vendor's answer about a company is made from. */
export interface KnownCompany {
	readonly company: Company;
	readonly seenOn: string;
	readonly matchedOn: string;
	readonly sureness: number;
}

/** How a person is asked for; all that is known. */
export interface PersonQuestion {
	readonly id?: string | undefined;
	readonly email?: string | undefined;
	readonly emailHash?: string | undefined;
	readonly linkedin?: string | undefined;
	readonly phone?: string | undefined;
	readonly firstName?: string | undefined;
	readonly lastName?: string | undefined;
	readonly fullName?: string | undefined;
	readonly company?: string | undefined;
	readonly domain?: string | undefined;
}

/** How a company is asked for. */
export interface CompanyQuestion {
	readonly id?: string | undefined;
	readonly domain?: string | undefined;
	readonly name?: string | undefined;
	readonly linkedin?: string | undefined;
	readonly ticker?: string | undefined;
	readonly phone?: string | undefined;
}

/** What one vendor knows of the world at a time. */
export class Market {
	private asked = 0;
	private readonly personById = new Map<string, Person>();
	private readonly companyById = new Map<string, Company>();

	constructor(
		readonly world: World,
		private readonly vendor: string,
		private readonly coverage: Coverage,
		private readonly idOf: (kind: 'person' | 'company', id: string) => string,
	) {}

	/** The vendor's own id of somebody or something. */
	ownId(entity: Person | Company): string {
		return this.idOf('jobs' in entity ? 'person' : 'company', entity.id);
	}

	/** Forgets how much was asked, and with it how far the coverage has drifted. */
	reset(): void {
		this.asked = 0;
	}

	/** Who was meant, as this vendor knows them; `undefined`: nobody that it knows. */
	findPerson(question: PersonQuestion): KnownPerson | undefined {
		this.asked += 1;
		const found = this.meantPerson(question);
		return found && this.knows('person', found.person.id)
			? this.viewOf(found.person, found.matchedOn, found.sureness)
			: undefined;
	}

	/** What was meant, as this vendor knows it. */
	findCompany(question: CompanyQuestion): KnownCompany | undefined {
		this.asked += 1;
		const found = this.meantCompany(question);
		if (!found || !this.knows('company', found.company.id)) return undefined;
		return { ...found, seenOn: this.seenOn(found.company.id) };
	}

	/** Whether the vendor has ever heard of it. */
	knows(kind: 'person' | 'company', id: string): boolean {
		return chance(this.world.seed, this.vendor, 'knows', id) < coverageAt(this.coverage, kind, this.asked);
	}

	private meantPerson(question: PersonQuestion): { person: Person; matchedOn: string; sureness: number } | undefined {
		const { world } = this;
		const by = (person: Person | undefined, matchedOn: string, sureness: number) =>
			person && { person, matchedOn, sureness };
		return (
			by(this.personOfId(question.id), 'id', 1) ??
			by(world.person('linkedin', question.linkedin), 'linkedin', 0.98) ??
			by(world.person('email', question.email), 'email', 0.97) ??
			by(world.person('hash', question.emailHash), 'email hash', 0.97) ??
			by(this.colleagueOf(question), 'name and company', 0.8) ??
			by(world.person('phone', question.phone), 'phone', 0.7)
		);
	}

	private meantCompany(question: CompanyQuestion): Omit<KnownCompany, 'seenOn'> | undefined {
		const { world } = this;
		const by = (company: Company | undefined, matchedOn: string, sureness: number) =>
			company && { company, matchedOn, sureness };
		return (
			by(this.companyOfId(question.id), 'id', 1) ??
			by(world.company('domain', question.domain), 'domain', 0.97) ??
			by(world.company('linkedin', question.linkedin), 'linkedin', 0.97) ??
			by(world.company('ticker', question.ticker), 'ticker', 0.95) ??
			by(world.company('name', question.name), 'name', 0.75) ??
			by(world.company('phone', question.phone), 'phone', 0.6)
		);
	}

	private colleagueOf({ firstName, lastName, fullName, company, domain }: PersonQuestion): Person | undefined {
		const [first, ...rest] = (fullName ?? '').trim().split(/\s+/);
		const names = [firstName ?? first, lastName ?? rest.join(' ')];
		const employer = this.world.company('domain', domain) ?? this.world.company('name', company);
		return names[0] && names[1] && employer ? this.world.colleague(names[0], names[1], employer) : undefined;
	}

	private viewOf(person: Person, matchedOn: string, sureness: number): KnownPerson {
		const { world, vendor } = this;
		const roll = (key: string): number => chance(world.seed, vendor, person.id, key);
		const isStale = person.jobs.length > 1 && roll('stale') < (this.coverage.stale ?? 0.15);
		const isWrong = roll('wrong') < (this.coverage.wrong ?? 0.05);
		const [now, before] = person.jobs;
		const job = isWrong ? this.wrongJob(now, person) : isStale ? before : now;
		const employer = world.company('id', job.companyId)!;
		const fill = (key: string, share: number): boolean => roll(key) < (this.coverage.fill?.[key] ?? share);
		return {
			person,
			job,
			employer,
			...(before && job === now ? { former: { job: before, employer: world.company('id', before.companyId)! } } : {}),
			...(fill('email', 0.85) ? { email: { address: job.email, state: isStale ? 'invalid' : person.emailState } } : {}),
			...(person.personalEmail && fill('personalEmail', 0.5) ? { personalEmail: person.personalEmail } : {}),
			...(person.directPhone && fill('directPhone', 0.6) ? { directPhone: person.directPhone } : {}),
			...(person.mobile && fill('mobile', 0.5) ? { mobile: person.mobile } : {}),
			seenOn: this.seenOn(person.id),
			matchedOn,
			sureness,
		};
	}

	private wrongJob(job: Job, person: Person): Job {
		const other = pick(this.world.companies, this.world.seed, this.vendor, person.id, 'wrong company');
		return { ...job, companyId: other.id, email: `${job.email.split('@')[0]}@${other.domain}` };
	}

	private seenOn(id: string): string {
		const month = 1 + Math.floor(chance(this.world.seed, this.vendor, id, 'seen') * 10);
		const day = 1 + Math.floor(chance(this.world.seed, this.vendor, id, 'day') * 28);
		return `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	}

	private personOfId(id: string | undefined): Person | undefined {
		if (!id) return undefined;
		if (this.personById.size === 0)
			for (const person of this.world.people) this.personById.set(this.ownId(person), person);
		return this.personById.get(id);
	}

	private companyOfId(id: string | undefined): Company | undefined {
		if (!id) return undefined;
		if (this.companyById.size === 0)
			for (const company of this.world.companies) this.companyById.set(this.ownId(company), company);
		return this.companyById.get(id);
	}
}
