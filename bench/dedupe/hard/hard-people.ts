import type { Country } from './countries';
import { writtenPhone } from './countries';
import type { Dice } from './dice';
import { flattened, misread, rough } from './misreadings';

/** People as a register of voters or patients holds them: households, twins, fathers and sons, married names. */
export interface RegisteredPerson {
	readonly first_name: string;
	readonly last_name: string;
	readonly dob: string;
	readonly street_addr: string;
	readonly city: string;
	readonly state: string;
	readonly zip: string;
	readonly phone: string;
	readonly person: string;
}

interface Person {
	readonly id: string;
	readonly first: string;
	readonly last: string;
	readonly born: Date;
	readonly phone: string;
}

interface Home {
	readonly country: Country;
	readonly street: string;
	readonly city: string;
	readonly region: string;
	readonly zip: string;
	readonly phone: string;
}

const shortForms: Readonly<Record<string, string>> = {
	robert: 'Bob',
	william: 'Bill',
	elizabeth: 'Betty',
	margaret: 'Peggy',
	richard: 'Dick',
	james: 'Jim',
	joseph: 'Joe',
	michael: 'Mike',
	thomas: 'Tom',
	susan: 'Sue',
	katherine: 'Kathy',
	charles: 'Chuck',
	johannes: 'Hans',
	francisco: 'Paco',
	giuseppe: 'Beppe',
};

/** About `count` of them, `blank` of all values missing; a third of the people stand there more than once. */
export function registeredPeople(
	count: number,
	blank: number,
	countries: readonly Country[],
	dice: Dice,
): RegisteredPerson[] {
	const people: RegisteredPerson[] = [];
	for (let house = 0; people.length < count; house += 1) {
		const home = homeIn(dice.of(countries, 1.6), dice);
		for (const person of familyOf(house, home, dice)) {
			people.push(recordOf(person, home, blank / 2, dice));
			for (let copy = 0; dice.chance(copy === 0 ? 0.35 : 0.3); copy += 1)
				people.push(copyOf(person, dice.chance(0.12) ? homeIn(home.country, dice) : home, blank, dice));
		}
	}
	return dice.shuffled(people.slice(0, count));
}

function homeIn(country: Country, dice: Dice): Home {
	const { city, region, postalCode } = dice.of(country.towns, 1.4);
	return {
		country,
		street: country.street(dice),
		city,
		region,
		zip: postalCode,
		phone: dice.digits(9 + (country.calls === '1' ? 1 : 0)),
	};
}

function familyOf(house: number, { country, phone: atHome }: Home, dice: Dice): Person[] {
	const last = dice.of(country.lastNames, 1.8);
	const size = dice.of([1, 1, 2, 2, 3, 4]);
	const firstOf = (): string => dice.of(country.firstNames, 1.8);
	const members = Array.from({ length: size }, (_, member): Person => {
		const born = new Date(
			Date.UTC(member < 2 ? 1930 + dice.below(50) : 1975 + dice.below(30), dice.below(12), 1 + dice.below(28)),
		);
		const phone = dice.chance(0.6) ? atHome : dice.digits(atHome.length);
		return { id: `${house}-${member}`, first: firstOf(), last, born, phone };
	});
	const [father, , son, twin] = members;
	if (son && dice.chance(0.15)) {
		members[0] = { ...father, last: `${last} Sr` };
		members[2] = { ...son, first: father.first, last: `${last} Jr` };
	} else if (twin && dice.chance(0.3)) members[3] = { ...twin, born: son.born };
	return members;
}

function recordOf(person: Person, home: Home, blank: number, dice: Dice): RegisteredPerson {
	const orBlank = (value: string, share = blank): string => (dice.chance(share) ? '' : value);
	return {
		first_name: person.first,
		last_name: person.last,
		dob: orBlank(person.born.toISOString().slice(0, 10)),
		street_addr: orBlank(home.street),
		city: orBlank(home.city),
		state: orBlank(home.region),
		zip: orBlank(home.zip),
		phone: orBlank(writtenPhone(home.country, person.phone, dice)),
		person: person.id,
	};
}

function copyOf(person: Person, home: Home, blank: number, dice: Dice): RegisteredPerson {
	const known = recordOf(person, home, blank, dice);
	const dirty = (value: string, share: number): string =>
		value !== '' && dice.chance(share) ? rough(value, dice) : value;
	const [first, last] = [firstOf(known.first_name, dice), lastOf(known.last_name, home, dice)];
	const isSwapped = dice.chance(0.03);
	return {
		...known,
		first_name: dirty(isSwapped ? last : first, 0.18),
		last_name: dirty(isSwapped ? first : last, 0.18),
		dob: bornAs(known.dob, dice),
		street_addr: dirty(dice.chance(0.5) ? home.country.otherStreet(known.street_addr, dice) : known.street_addr, 0.2),
		city: dirty(dice.chance(0.3) ? flattened(known.city, dice) : known.city, 0.1),
		zip: dice.chance(0.05) && known.zip ? misread(known.zip, dice) : known.zip,
	};
}

function firstOf(first: string, dice: Dice): string {
	const short = shortForms[first.toLowerCase()];
	if (short && dice.chance(0.5)) return short;
	if (dice.chance(0.08)) return `${first[0]}.`;
	if (dice.chance(0.08)) return `${first} ${dice.of(['A.', 'Marie', 'J', 'Lee'])}`;
	return dice.chance(0.3) ? flattened(first, dice) : first;
}

function lastOf(last: string, { country }: Home, dice: Dice): string {
	if (dice.chance(0.04)) return dice.of(country.lastNames);
	if (dice.chance(0.06)) return `${last}-${dice.of(country.lastNames)}`;
	if (dice.chance(0.3)) return last.replace(/ [JS]r$/, '');
	return dice.chance(0.4) ? flattened(last, dice).toUpperCase() : last;
}

/** Day and month the other way round, a digit off, or as it is. */
function bornAs(dob: string, dice: Dice): string {
	if (dob === '') return '';
	const [year, month, day] = dob.split('-');
	if (dice.chance(0.08)) return `${year}-${day}-${month}`;
	if (dice.chance(0.04)) return `${year}-01-01`;
	if (dice.chance(0.06)) return `${year}-${month}-${String(1 + dice.below(28)).padStart(2, '0')}`;
	return dob;
}
