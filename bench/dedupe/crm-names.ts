import { allFakers } from '@faker-js/faker';
import type { Random } from '../../core/stages/dedupe/linkage/drawn-pairs';

const locales = [
	'en',
	'en_US',
	'en_GB',
	'de',
	'fr',
	'es',
	'it',
	'nl',
	'pl',
	'sv',
	'da',
	'pt_BR',
	'cs_CZ',
	'tr',
] as const;
/** What people, companies and places are called. */
export interface Names {
	first(random: Random): string;
	last(random: Random): string;
	city(random: Random): readonly [city: string, state: string, zip: string];
	street(random: Random): string;
	company(random: Random): string;
}

/** Lists drawn once from faker, picked from unevenly as names are in life. */
export function namesFrom(seed: number): Names {
	const first = new Set<string>();
	const last = new Set<string>();
	for (const locale of locales) {
		const faker = allFakers[locale];
		faker.seed(seed);
		for (let count = 0; count < 1_500; count += 1) {
			first.add(faker.person.firstName());
			last.add(faker.person.lastName());
		}
	}
	const faker = allFakers.en;
	faker.seed(seed + 1);
	const cities = Array.from(
		{ length: 1_200 },
		() => [faker.location.city(), faker.location.state(), faker.location.zipCode('#####')] as const,
	);
	const streets = Array.from({ length: 4_000 }, () => faker.location.street());
	const nouns = Array.from({ length: 3_000 }, () => faker.company.buzzNoun()).map((noun) => noun.replace(/\W/g, ' '));
	const [firstList, lastList] = [[...first], [...last]];
	const pick = <T>(list: readonly T[], random: Random, bend = 1): T => list[Math.floor(list.length * random() ** bend)];
	return {
		first: (random) => pick(firstList, random, 2),
		last: (random) => pick(lastList, random, 2),
		city: (random) => pick(cities, random, 1.5),
		street: (random) => `${1 + Math.floor(random() * 990)} ${pick(streets, random)}`,
		company: (random) => {
			const kind = random();
			if (kind < 0.4) return `${pick(lastList, random)} ${capital(pick(nouns, random))}`;
			if (kind < 0.6) return `${pick(lastList, random)} & ${pick(lastList, random)}`;
			return `${pick(lastList, random)}${['soft', 'tech', ' Group', ' Systems', ' Partners', ' Logistics', ' Foods', ' Energy'][Math.floor(random() * 8)]}`;
		},
	};
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
