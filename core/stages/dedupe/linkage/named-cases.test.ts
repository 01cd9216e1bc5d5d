import { clusterPairs } from './clusters';
import type { LinkageRecord, Subject } from './fields';
import { bands } from './bands';
import { link } from './linkage';
import { probabilityOf } from './model';

/** The same numbers at every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 4_294_967_296;
	};
}

interface Known {
	readonly record: LinkageRecord;
	readonly truth: string;
}

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
/** A word of its own for every number. */
const word = (number: number): string =>
	syllables[number % 20] + syllables[Math.floor(number / 20) % 20] + syllables[(number * 7) % 20] + 'n';
const firstNames = 'Ada Bela Cem Dora Emil Fay Gus Hana Ivo Jana Kofi Lena Mia Nils Olga Pia Quin Rosa Sven Tara'.split(
	' ',
);

async function clustersOf(known: readonly Known[], subject: Subject): Promise<Int32Array> {
	const records = known.map(({ record }) => record);
	return await clusterPairs(await link(records, { subject, random: seeded(1) }));
}

/** Pairs of records that were joined and should not be, that were joined rightly, and that were missed. */
function judge(known: readonly Known[], clusters: Int32Array): { wrong: number; right: number; missed: number } {
	const pairs = { wrong: 0, right: 0, missed: 0 };
	known.forEach(({ truth }, one) => {
		for (let other = one + 1; other < known.length; other += 1) {
			const [isOne, isFound] = [truth === known[other].truth, clusters[one] === clusters[other]];
			if (isOne && isFound) pairs.right += 1;
			else if (isFound) pairs.wrong += 1;
			else if (isOne) pairs.missed += 1;
		}
	});
	return pairs;
}

it('branches and subsidiaries are not their parent', async () => {
	const known = Array.from({ length: 60 }, (_, number): Known[] => {
		const name = `${word(number)} ${word(number + 90)}`;
		const phone = `555${String(2_000_000 + number * 7_919)}`;
		const site = (branch: number, suffix: string): LinkageRecord => ({
			company: `${name}${suffix}`,
			domain: `www.${word(number)}.com`,
			phone,
			street: `${10 + number * 3 + branch * 41} ${word(number + branch * 31)} Street`,
			city: `City ${(number + branch * 5) % 17}`,
			postalCode: String(10_000 + number * 40 + branch * 7),
		});
		const parent = site(0, ' Inc');
		const branches = number % 2 ? [site(1, ` ${word(number + 50)}`), site(2, ' Logistics GmbH')] : [];
		return [
			{ record: parent, truth: `${number}` },
			{ record: { ...parent, company: name.toUpperCase(), phone: undefined }, truth: `${number}` },
			...branches.map((record, branch) => ({ record, truth: `${number}-${branch}` })),
		];
	}).flat();
	const { wrong, missed } = judge(known, await clustersOf(known, 'company'));
	expect(wrong).toBe(0);
	expect(missed).toBeLessThanOrEqual(3);
});

it('families at one address are not one person', async () => {
	const known = Array.from({ length: 120 }, (_, house): Known[] => {
		const shared = {
			lastName: word(house),
			street: `${5 + house} ${word(house + 200)} Road`,
			city: `City ${house % 13}`,
			postalCode: String(20_000 + house),
			phone: `555${String(3_000_000 + house * 104_729)}`,
		};
		const members = Array.from({ length: 1 + (house % 4) }, (_, member): Known => {
			const record = { ...shared, firstName: firstNames[(house * 3 + member * 7) % 20] };
			return { record, truth: `${house}-${member}` };
		});
		const copy = { ...members[0].record, street: String(shared.street).replace('Road', 'rd.'), phone: undefined };
		return house % 3 === 0 ? [...members, { record: copy, truth: `${house}-0` }] : members;
	}).flat();
	const { wrong, right } = judge(known, await clustersOf(known, 'person'));
	expect(wrong).toBe(0);
	expect(right).toBeGreaterThanOrEqual(38);
});

it('those who share an inbox are not one person', async () => {
	const known = Array.from({ length: 40 }, (_, company): Known[] =>
		Array.from({ length: 5 }, (_, person): Known => {
			const record = {
				firstName: `${firstNames[(company + person * 3) % 20]}${word(company * 3 + person)}`,
				lastName: word(company * 5 + person),
				email: `${person < 3 ? 'info' : word(company * 5 + person)}@${word(company + 100)}.com`,
				company: `${word(company + 100)} Works`,
				phone: `555${String(4_000_000 + company * 7_919)}`,
			};
			return { record, truth: `${company}-${person}` };
		}),
	).flat();
	const clusters = await clustersOf(known, 'person');
	const joined = known.flatMap(({ record, truth }, one) =>
		known.filter(
			(other, at) =>
				at > one && other.record.email === record.email && other.truth !== truth && clusters[at] === clusters[one],
		),
	);
	expect(joined).toEqual([]);
});

it('a chain of resemblances joins no strangers', async () => {
	const people = Array.from({ length: 200 }, (_, number): Known => {
		const record = { firstName: firstNames[number % 20], lastName: word(number), email: `${word(number)}@mail.com` };
		return { record, truth: `${number}` };
	});
	// Each is like the next, and the first not like the last.
	const chain = ['annabel', 'annabell', 'arnabell', 'arnobell', 'arnobelt', 'ernobelt'].map((firstName, at): Known => {
		return {
			record: { firstName, lastName: `kov${'alsky'.slice(0, at)}`, phone: `55591${at}0000` },
			truth: `chain-${at}`,
		};
	});
	const clusters = await clustersOf([...people, ...chain], 'person');
	expect(clusters[people.length]).not.toBe(clusters[people.length + chain.length - 1]);
});

it('a record that stands there a hundred times is one', async () => {
	const people = Array.from({ length: 400 }, (_, number): Known => {
		const record = {
			firstName: firstNames[number % 20],
			lastName: word(number),
			email: `${word(number)}${number % 7}@mail.com`,
			phone: `555${String(5_000_000 + number * 1_009)}`,
		};
		return { record, truth: `${number}` };
	});
	const known = [...people, ...Array.from({ length: 90 }, () => people[7])];
	const clusters = await clustersOf(known, 'person');
	expect(new Set(clusters.slice(people.length))).toEqual(new Set([clusters[7]]));
});

it.each([1, 2, 3])('%s records are compared by what is shipped', async (size) => {
	const ann = { firstName: 'Ann', lastName: 'Abernathy', email: 'ann@abernathy.org', phone: '555 010 2030' };
	const records = [ann, { ...ann, firstName: 'Anne', phone: undefined }, { firstName: 'Bo', lastName: 'Lund' }];
	const { pairs } = await link(records.slice(0, size), { subject: 'person', random: seeded(1) });
	expect([...pairs.weights].map((weight) => weight > 0)).toEqual(size === 1 ? [] : [true]);
});

describe('a list of two', () => {
	const john = { firstName: 'John', lastName: 'Smith', email: 'john.smith@acme.com', phone: '415 555 0100' };
	const namesake = { firstName: 'John', lastName: 'Smith', email: 'jsmith@globex.com', phone: '212 555 0188' };
	const weightOf = async (one: LinkageRecord, other: LinkageRecord): Promise<number> =>
		(await link([one, other], { subject: 'person', random: seeded(1) })).pairs.weights[0];

	it('is no reason to take namesakes for one: the same in everything that differs', async () => {
		expect(await weightOf(john, namesake)).toBeLessThan(0);
	});

	it('leaves namesakes with nothing else to compare to a person', async () => {
		const { email: _email, phone: _phone, ...name } = john;
		const probability = probabilityOf(await weightOf(name, name));
		expect(probability).toBeGreaterThan(bands.floor);
		expect(probability).toBeLessThan(bands.automatic);
	});

	it('joins who has name and mailbox in common', async () => {
		expect(probabilityOf(await weightOf(john, { ...namesake, email: john.email }))).toBeGreaterThan(bands.automatic);
	});
});
