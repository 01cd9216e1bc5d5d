import { clusterPairs } from './clusters';
import type { LinkageRecord, Subject } from './fields';
import { link } from './linkage';

/** The same numbers at every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 4_294_967_296;
	};
}

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const draw = seeded(3);
/** Drawn once, no two of them alike in more than two syllables of four: names that have nothing to do with their numbers. */
const words = distinctWords(3_200);
const word = (number: number): string => words[number];
const firstNames =
	'Adele Bruno Clovis Dorothy Emil Fay Gustav Hanna Ivo Kofi Leopold Mia Nicholas Olga Quentin Rosa Sven Tamara Umberto Yvonne Zdenka Walter Ursula Tobias Sigrid Rufus Priya Oscar Noor Mehmet Ludmila Jorge Ingrid Hiroshi Greta Fatima Edgar Deborah Casimir Beatrix'.split(
		' ',
	);
const phone = (number: number): string => `555${String(2_000_000 + number * 7_919)}`;

function distinctWords(count: number): string[] {
	const taken = new Set<string>();
	const found: string[] = [];
	while (found.length < count) {
		const parts = Array.from({ length: 4 }, () => syllables[Math.floor(draw() * 20)]);
		const without = parts.map((_, at) => parts.map((part, place) => (place === at ? '-' : part)).join(''));
		if (without.some((each) => taken.has(each))) continue;
		for (const each of without) taken.add(each);
		found.push(parts.join(''));
	}
	return found;
}

async function clustersOf(records: readonly LinkageRecord[], subject: Subject): Promise<Int32Array> {
	return clusterPairs(await link(records, { subject, random: seeded(1) }));
}

/** A company's name with and without its legal form, and one of its subsidiaries at the same address. */
function groupOfCompanies(number: number): LinkageRecord[] {
	const site = {
		domain: `www.${word(number)}.com`,
		phone: phone(number),
		street: `${10 + number * 3} ${word(number + 31)} Street`,
		city: `City ${number % 17}`,
		postalCode: String(10_000 + number * 40),
	};
	const name = `${word(number)} ${word(number + 90)}`;
	const part = ['Holding', 'Real Estate', 'Deutschland', 'Services', 'International'][number % 5];
	return [
		{ ...site, company: `${name} Ltd` },
		{ ...site, company: name.toUpperCase(), street: undefined },
		{ ...site, company: `${name} ${part} Ltd` },
	];
}

it('a subsidiary at the address of its parent is not its parent, and the legal form makes no company', async () => {
	const count = 60;
	const clusters = await clustersOf(
		Array.from({ length: count }, (_, number) => groupOfCompanies(number)).flat(),
		'company',
	);
	const groups = Array.from({ length: count }, (_, number) => clusters.slice(number * 3, number * 3 + 3));
	expect(groups.filter(([one, , part]) => one === part)).toEqual([]);
	expect(groups.filter(([one, other]) => one !== other).length).toBeLessThanOrEqual(1);
});

/** Parents and two children, who share what `shared` says; every third family holds somebody twice. */
function families(shared: (house: number) => LinkageRecord): {
	readonly records: LinkageRecord[];
	readonly truth: string[];
} {
	const truth: string[] = [];
	const pick = seeded(5);
	const records = Array.from({ length: 150 }, (_, house) => {
		const members = Array.from({ length: 1 + (house % 4) }, (_each, member) => ({
			lastName: word(house),
			firstName: firstNames[Math.floor(pick() * 10) + member * 10],
			birthdate: `19${40 + member * 12 + Math.floor(pick() * 10)}-0${1 + Math.floor(pick() * 9)}-1${Math.floor(pick() * 9)}`,
			...shared(house),
		}));
		members.forEach((_member, member) => truth.push(`${house}-${member}`));
		if (house % 3 > 0) return members;
		truth.push(`${house}-0`);
		return [...members, { ...members[0], birthdate: undefined }];
	}).flat();
	return { records, truth };
}

it.each<[string, (house: number) => LinkageRecord]>([
	['phone', (house) => ({ phone: phone(house), city: `City ${house % 13}` })],
	['city', (house) => ({ city: word(300 + (house % 40)), postalCode: String(20_000 + 137 * (house % 40)) })],
])('a family that shares a %s is not one person', async (_what, shared) => {
	const { records, truth } = families(shared);
	const clusters = await clustersOf(records, 'person');
	let [wrong, right] = [0, 0];
	truth.forEach((label, one) => {
		for (let other = one + 1; other < truth.length; other += 1) {
			if (clusters[one] !== clusters[other]) continue;
			if (label === truth[other]) right += 1;
			else wrong += 1;
		}
	});
	// Two of one first name who were born on one day may be one who has married.
	expect(wrong).toBeLessThanOrEqual(2);
	expect(right).toBeGreaterThanOrEqual(45);
});

it('father and son of one name and address are two', async () => {
	const records = Array.from({ length: 80 }, (_, number): LinkageRecord[] => {
		const one = {
			firstName: firstNames[number % 20],
			lastName: word(number),
			phone: phone(number),
			street: `${number + 1} ${word(number + 200)} Road`,
		};
		if (number % 4 > 0) return [one, one];
		return [
			{ ...one, lastName: `${one.lastName} Sr.` },
			{ ...one, lastName: `${one.lastName}, Jr` },
		];
	}).flat();
	const clusters = await clustersOf(records, 'person');
	const joined = Array.from({ length: 80 }, (_, pair) => clusters[pair * 2] === clusters[pair * 2 + 1]);
	expect(joined.map((isJoined, pair) => isJoined === pair % 4 > 0)).not.toContain(false);
});

it('one record 2,000 times among 5,000 is one, and nobody else', async () => {
	const people = Array.from({ length: 3_000 }, (_, number) => ({
		firstName: firstNames[(number * 7) % 20],
		lastName: word(number),
		email: `${word(number)}${number}@${word(number % 50)}.com`,
	}));
	const clusters = await clustersOf([...people, ...Array.from({ length: 2_000 }, () => people[11])], 'person');
	expect(new Set(clusters.slice(3_000))).toEqual(new Set([11]));
	expect(clusters.filter((cluster) => cluster === 11)).toHaveLength(2_001);
	expect(new Set(clusters).size).toBeGreaterThanOrEqual(2_985);
});

it.each<[string, Subject, (number: number) => LinkageRecord]>([
	['e-mail', 'person', (number) => ({ email: `${word(number)}${number}@mail.com` })],
	['company', 'company', (number) => ({ company: `${word(number)} ${word(number * 3 + 1)} Ltd` })],
	['phone', 'person', (number) => ({ phone: phone(number) })],
])('where %s is all there is, the same is one', async (_what, subject, recordOf) => {
	const records = Array.from({ length: 1_000 }, (_, number) => recordOf(number % 800));
	const clusters = await clustersOf(records, subject);
	expect([...clusters.slice(800)]).toEqual([...clusters.slice(0, 200)]);
	expect(new Set(clusters).size).toBeGreaterThanOrEqual(790);
});

it.each([0, 1, 2, 3])('%s records without a value have no duplicates', async (size) => {
	const clusters = await clustersOf(
		Array.from({ length: size }, () => ({ lastName: '', email: ' ' })),
		'person',
	);
	expect(new Set(clusters).size).toBe(size);
});

it('a text of a million characters is compared by its beginning', async () => {
	const long = Array.from({ length: 150_000 }, (_, number) => `w${number}`).join(' ');
	const clusters = await clustersOf([{ company: long }, { company: long }, { company: 'Acme' }], 'company');
	expect(clusters[2]).toBe(2);
});
