import type { Country } from './countries';
import type { Dice } from './dice';
import { rough } from './misreadings';

/** A restaurant as a guide lists it. */
export interface ListedRestaurant {
	readonly name: string;
	readonly addr: string;
	readonly city: string;
	readonly phone: string;
	readonly type: string;
	readonly class: string;
}

interface Restaurant extends ListedRestaurant {
	readonly place: string;
}

const kitchens =
	'American Italian French Chinese Japanese Thai Indian Mexican Seafood Steakhouse Barbecue Deli Bakery Vegetarian'.split(
		' ',
	);
const kinds = [
	'Cafe',
	'Grill',
	'Bistro',
	'Trattoria',
	'Kitchen',
	'House',
	'Diner',
	'Bar & Grill',
	'Restaurant',
	'Tavern',
];
const places = ['Hotel', 'Mall', 'Plaza', 'Airport'];

/** As two guides list them: about `count` in all, of chains too; `class` says which restaurant it is. */
export function listedRestaurants(
	count: number,
	{ lastNames, towns, street }: Country,
	dice: Dice,
): ListedRestaurant[] {
	const cities = towns.slice(0, 12).map(({ city }) => city);
	const listed: ListedRestaurant[] = [];
	let chain: Restaurant | undefined;
	for (let serial = 0; listed.length < count; serial += 1) {
		const city = dice.of(cities, 1.5);
		const own = dice.of([
			`${dice.of(lastNames)}'s`,
			`${dice.of(lastNames)}'s ${dice.of(kinds)}`,
			`The ${dice.of(lastNames)} ${dice.of(kinds)}`,
			`${dice.of(lastNames)} ${dice.of(kitchens)} ${dice.of(kinds)}`,
		]);
		const name = chain && dice.chance(0.7) ? chain.name : own;
		const phone = `${200 + cities.indexOf(city)}${dice.digits(7)}`;
		const one: Restaurant = {
			name,
			addr: street(dice),
			city,
			phone,
			type: dice.of(kitchens),
			class: String(serial),
			place: dice.of(places),
		};
		chain = dice.chance(0.08) || (chain && name === chain.name && dice.chance(0.6)) ? one : undefined;
		listed.push(asListed(one, false, dice));
		if (dice.chance(0.3)) listed.push(asListed(one, true, dice));
	}
	return dice.shuffled(listed.slice(0, count));
}

function asListed({ place, ...one }: Restaurant, isOther: boolean, dice: Dice): ListedRestaurant {
	const { phone } = one;
	const [a, b, c] = [phone.slice(0, 3), phone.slice(3, 6), phone.slice(6)];
	if (!isOther) return { ...one, phone: `${a}/${b}-${c}` };
	const dirty = (value: string, share: number): string => (dice.chance(share) ? rough(value, dice) : value);
	const short = one.name.replace(/^The /, '').replace(/ (?:Restaurant|Cafe|Bar & Grill)$/, '');
	const name = dice.of([
		one.name,
		short,
		`${one.name} (${one.city})`,
		`${short} Restaurant`,
		`${one.name} at the ${one.city} ${place}`,
		one.name.replace('&', 'and'),
	]);
	const addr = one.addr
		.replace(/, Suite 12/, '')
		.replace('Street', 'St.')
		.replace('Avenue', 'Ave.')
		.replace('Boulevard', 'Blvd.');
	return {
		...one,
		name: dirty(name, 0.08),
		addr: dirty(dice.chance(0.2) ? `${addr} between ${dice.below(90)}th and ${dice.below(90)}th Sts.` : addr, 0.08),
		city: dice.chance(0.15) ? `${one.city} City` : one.city,
		phone: dice.chance(0.12) ? '' : dice.chance(0.06) ? `${a}-${dice.digits(3)}-${dice.digits(4)}` : `${a}-${b}-${c}`,
		type: dice.chance(0.6) ? one.type : dice.of(kitchens),
	};
}
