import type { Country } from './countries';
import { writtenPhone } from './countries';
import type { Dice } from './dice';
import { type HardCompany, hardCompanies } from './hard-companies';
import { flattened, rough } from './misreadings';

/** Somebody at a company, as a CRM of many countries holds them. */
export interface HardContact {
	readonly given_name: string;
	readonly family_name: string;
	readonly email: string;
	readonly telephone: string;
	readonly organisation: string;
	readonly website: string;
	readonly address: string;
	readonly town: string;
	readonly postcode: string;
	readonly country: string;
	readonly person: string;
}

interface Person {
	readonly id: string;
	readonly first: string;
	readonly last: string;
	readonly email: string;
	readonly phone: string;
	readonly company: HardCompany;
}

const providers = ['gmail.com', 'gmx.de', 'orange.fr', 'libero.it', 'yahoo.com', 'hotmail.co.uk', 'outlook.com'];

/** About `count` records, `blank` of all values missing; a third of the people stand there again, some from another company. */
export function hardContacts(count: number, blank: number, countries: readonly Country[], dice: Dice): HardContact[] {
	const companies = hardCompanies(Math.ceil(count / 9), countries, dice);
	const contacts: HardContact[] = [];
	for (let serial = 0; contacts.length < count; serial += 1) {
		const person = personAt(dice.of(companies, 1.8), serial, dice);
		const relative = dice.chance(0.04) && {
			...personAt(person.company, serial, dice),
			id: `${serial}-kin`,
			last: person.last,
		};
		for (const each of relative ? [person, relative] : [person]) {
			contacts.push(recordOf(each, blank / 2, dice));
			for (let copy = 0; dice.chance(0.33) && copy < 4; copy += 1)
				contacts.push(copyOf(dice.chance(0.1) ? movedTo(each, dice.of(companies), dice) : each, blank, dice));
		}
	}
	return dice.shuffled(contacts.slice(0, count));
}

function personAt(company: HardCompany, serial: number, dice: Dice): Person {
	const { country } = company;
	const first = dice.of(country.firstNames, 1.6);
	const compound = ['ES', 'BR'].includes(country.code) || dice.chance(0.05);
	const last = compound
		? `${dice.of(country.lastNames, 1.6)} ${dice.of(country.lastNames)}`
		: dice.of(country.lastNames, 1.6);
	const phone = dice.chance(0.5) ? company.phone : dice.digits(company.phone.length);
	return { id: `${serial}`, first, last, email: mailboxOf(first, last, company.domain, serial, dice), phone, company };
}

function mailboxOf(first: string, last: string, domain: string, serial: number, dice: Dice): string {
	if (dice.chance(0.06)) return `${dice.of(['info', 'kontakt', 'office', 'sales'])}@${domain}`;
	const [f, l] = [first, last.split(' ')[0]].map((name) =>
		flattened(name, dice)
			.toLowerCase()
			.replace(/[^a-z]/g, ''),
	);
	return dice.of([
		`${f}.${l}@${domain}`,
		`${f[0] ?? 'x'}${l}@${domain}`,
		`${l}${serial % 100}@${domain}`,
		`${f}@${domain}`,
	]);
}

function movedTo(person: Person, company: HardCompany, dice: Dice): Person {
	return {
		...person,
		company,
		email: mailboxOf(person.first, person.last, company.domain, 7, dice),
		phone: dice.chance(0.4) ? person.phone : company.phone,
	};
}

function recordOf(person: Person, blank: number, dice: Dice): HardContact {
	const orBlank = (value: string): string => (dice.chance(blank) ? '' : value);
	const { company } = person;
	return {
		given_name: orBlank(person.first),
		family_name: person.last,
		email: orBlank(person.email),
		telephone: orBlank(writtenPhone(company.country, person.phone, dice)),
		organisation: orBlank(`${company.name} ${company.form}`),
		website: orBlank(company.domain),
		address: orBlank(company.street),
		town: orBlank(company.town.city),
		postcode: orBlank(company.town.postalCode),
		country: orBlank(company.country.name),
		person: person.id,
	};
}

function copyOf(person: Person, blank: number, dice: Dice): HardContact {
	const known = recordOf(person, blank, dice);
	const dirty = (value: string, share: number): string =>
		value !== '' && dice.chance(share) ? rough(value, dice) : value;
	const first = known.given_name && (dice.chance(0.12) ? `${known.given_name[0]}.` : flattened(known.given_name, dice));
	const names = known.family_name.split(' ');
	const last = dice.of([
		known.family_name,
		names[0],
		names.join('-'),
		flattened(known.family_name, dice).toUpperCase(),
	]);
	const isSwapped = first !== '' && dice.chance(0.03);
	return {
		...known,
		given_name: dirty(isSwapped ? last : first, 0.15),
		family_name: dirty(isSwapped ? first : last, 0.15),
		email: dirty(dice.chance(0.2) && known.email ? privateMailbox(person, dice) : known.email, 0.08),
		organisation: dirty(dice.of([person.company.name, known.organisation, known.organisation.toUpperCase()]), 0.1),
		address: dirty(dice.chance(0.5) ? person.company.country.otherStreet(known.address, dice) : known.address, 0.1),
		town: flattened(known.town, dice),
		country: known.country && dice.of([person.company.country.code, known.country]),
	};
}

function privateMailbox({ first, last, id }: Person, dice: Dice): string {
	const letters = flattened(`${first}${last}`, dice)
		.toLowerCase()
		.replace(/[^a-z]/g, '');
	return `${letters}${id.slice(-2)}@${dice.of(providers)}`;
}
