import { type Country, type Town, writtenPhone } from './countries';
import type { Dice } from './dice';
import { flattened, rough } from './misreadings';

/** A company as it is in truth. */
export interface HardCompany {
	readonly id: string;
	readonly country: Country;
	readonly name: string;
	readonly form: string;
	readonly domain: string;
	readonly phone: string;
	readonly street: string;
	readonly town: Town;
}

/** A company as a list of accounts holds it. */
export interface ListedCompany {
	readonly name: string;
	readonly website: string;
	readonly phone: string;
	readonly address: string;
	readonly city: string;
	readonly state: string;
	readonly postcode: string;
	readonly country: string;
	readonly company_id: string;
}

const trades =
	'Foods Logistics Consulting Software Engineering Textiles Marine Optics Motors Paper Pharma Steel Timber Media Travel Insurance Robotics Plastics Chemicals Bakery Dental Solar Water Security Design Tools Furniture Toys Coffee Wine'.split(
		' ',
	);
const openers =
	'North Global Blue First United Alpine Royal Pacific Golden Central Smart Green Atlas Nova Delta Prime'.split(' ');
const parts = [
	'Holding',
	'Services',
	'International',
	'Deutschland',
	'UK',
	'North America',
	'Iberia',
	'Logistics',
	'Real Estate',
	'Ventures',
	'Asia Pacific',
	'Capital',
];

/** Companies with their branches, franchises and subsidiaries, each of them one of its own. */
export function hardCompanies(count: number, countries: readonly Country[], dice: Dice): HardCompany[] {
	const companies: HardCompany[] = [];
	for (let serial = 0; companies.length < count; serial += 1) {
		const head = inventCompany(`${serial}`, dice.of(countries, 1.3), dice);
		const others = dice.chance(0.08) ? branchesOf(head, dice) : dice.chance(0.12) ? subsidiariesOf(head, dice) : [];
		for (const each of [head, ...others]) companies.push(each);
	}
	return companies.slice(0, count);
}

function inventCompany(id: string, country: Country, dice: Dice): HardCompany {
	const [one, other] = [dice.of(country.lastNames), dice.of(country.lastNames)];
	const name = dice.of([
		`${one} ${dice.of(trades)}`,
		`${one} & ${other}`,
		`${dice.of(openers)} ${one} ${dice.of(trades)}`,
		`${one} ${other} ${dice.of(trades)}`,
		`${one}${dice.of(['tec', 'lab', 'soft', 'ware', 'ix'])}`,
	]);
	const ending = country.code === 'US' ? 'com' : country.code === 'GB' ? 'co.uk' : country.code.toLowerCase();
	const domain = `${flattened(name, dice)
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '')
		.slice(0, 22)}${id.length > 3 ? id.slice(-2) : ''}.${ending}`;
	return {
		id,
		country,
		name,
		form: dice.of(country.legalForms),
		domain,
		phone: dice.digits(country.calls === '1' ? 10 : 9),
		street: country.street(dice),
		town: dice.of(country.towns),
	};
}

/** The same name and web site elsewhere; half of them with one number for all. */
function branchesOf(head: HardCompany, dice: Dice): HardCompany[] {
	const isOneNumber = dice.chance(0.5);
	return Array.from({ length: 2 + dice.below(6) }, (_, branch) => {
		const town = dice.of(head.country.towns);
		const name = dice.of([`${head.name} ${town.city}`, `${head.name} #${branch + 2}`, `${head.name} - ${town.city}`]);
		const phone = isOneNumber ? head.phone : dice.digits(head.phone.length);
		return { ...head, id: `${head.id}-b${branch}`, name, phone, town, street: head.country.street(dice) };
	});
}

function subsidiariesOf(head: HardCompany, dice: Dice): HardCompany[] {
	return dice
		.shuffled(parts)
		.slice(0, 1 + dice.below(3))
		.map((part, at) => {
			const isNear = dice.chance(0.4);
			return {
				...head,
				id: `${head.id}-s${at}`,
				name: `${head.name} ${part}`,
				form: dice.of(head.country.legalForms),
				phone: dice.chance(0.4) ? head.phone : dice.digits(head.phone.length),
				street: isNear ? head.street : head.country.street(dice),
				town: isNear ? head.town : dice.of(head.country.towns),
			};
		});
}

/** About `count` records of them, a quarter of which stand there again, `blank` of all values missing. */
export function listedCompanies(
	count: number,
	blank: number,
	countries: readonly Country[],
	dice: Dice,
): ListedCompany[] {
	const listed: ListedCompany[] = [];
	for (const company of hardCompanies(count, countries, dice)) {
		listed.push(listedAs(company, blank / 2, dice));
		for (let copy = 0; dice.chance(0.25) && copy < 3; copy += 1) listed.push(listedAgain(company, blank, dice));
		if (listed.length >= count) break;
	}
	return dice.shuffled(listed.slice(0, count));
}

function listedAs(company: HardCompany, blank: number, dice: Dice): ListedCompany {
	const orBlank = (value: string): string => (dice.chance(blank) ? '' : value);
	const { town, country } = company;
	return {
		name: dice.chance(0.7) ? `${company.name} ${company.form}` : company.name,
		website: orBlank(`https://www.${company.domain}/`),
		phone: orBlank(writtenPhone(country, company.phone, dice)),
		address: orBlank(company.street),
		city: orBlank(town.city),
		state: orBlank(town.region),
		postcode: orBlank(town.postalCode),
		country: orBlank(country.name),
		company_id: company.id,
	};
}

function listedAgain(company: HardCompany, blank: number, dice: Dice): ListedCompany {
	const known = listedAs(company, blank, dice);
	const dirty = (value: string, share: number): string =>
		value !== '' && dice.chance(share) ? rough(value, dice) : value;
	const street = dice.chance(0.6) ? company.country.otherStreet(known.address, dice) : known.address;
	return {
		...known,
		name: dirty(otherNameOf(company, dice), 0.15),
		website:
			known.website &&
			dice.of([
				company.domain,
				known.website,
				`http://${company.domain.replace(/\.[a-z.]+$/, '.com')}`,
				`shop.${company.domain}/contact`,
			]),
		address: dirty(dice.chance(0.15) ? `P.O. Box ${dice.digits(4)}` : street, 0.12),
		city: dirty(flattened(known.city, dice), 0.1),
		country: known.country && dice.of([company.country.code, known.country]),
	};
}

/** As somebody else calls it: with its legal form or without, short, by its initials, under the name it trades as. */
function otherNameOf({ name, form }: HardCompany, dice: Dice): string {
	const words = name.split(/[^\p{L}\p{N}]+/u);
	const initials = words
		.map((word) => word[0])
		.join('')
		.toUpperCase();
	if (words.length >= 3 && dice.chance(0.12)) return dice.of([initials, `${initials} ${form}`]);
	return dice.of([
		name,
		`${name} ${form}`,
		`${flattened(name, dice).toUpperCase()}`,
		name.replace(' & ', ' and '),
		`The ${name}`,
		`${words.slice(1).join(' ')} ${words[0]}`,
		`${name}, ${form} (HQ)`,
		`${words[0]} Enterprises d/b/a ${name}`,
	]);
}
