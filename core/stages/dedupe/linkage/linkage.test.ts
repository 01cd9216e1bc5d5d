import { clusterPairs } from './clusters';
import type { LinkageRecord } from './fields';
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

const firstNames = 'Ada Bela Cem Dora Emil Fay Gus Hana Ivo Jana Kofi Lena Mia Nils Olga Pia Quin Rosa Sven Tara'.split(
	' ',
);
const lastNames =
	'Abebe Bauer Costa Danso Evans Fisch Gupta Haas Ito Jonas Khan Lange Meyer Novak Okafor Patel Ricci Sato Tran Vogel'.split(
		' ',
	);

interface Known {
	readonly record: LinkageRecord;
	readonly person: string;
}

/** People of companies of twelve, who share domain, place and mostly the phone; every fifth of them stands there twice. */
function aCompany(company: number, random: () => number): Known[] {
	const shared = {
		company: `Company ${'abcdefghijklmnopqrst'[company % 20]}${company} Inc`,
		domain: `www.company${company}.com`,
		street: `${company + 1} Main Street`,
		city: `City ${company % 9}`,
		postalCode: String(10_000 + company),
	};
	return Array.from({ length: 12 }, (_, index): Known[] => {
		const first = firstNames[Math.floor(random() * firstNames.length)];
		const last = lastNames[(index * 7 + company) % lastNames.length];
		const email = `${first}.${last}${index}@company${company}.com`.toLowerCase();
		const phone =
			index % 3 === 0
				? `55512${String(company).padStart(3, '0')}${String(index).padStart(2, '0')}`
				: `555990${String(company).padStart(4, '0')}`;
		const person = `${company}-${index}`;
		const record = { firstName: first, lastName: last, email, phone, ...shared };
		if (index % 5 !== 0) return [{ record, person }];
		const copy = {
			...record,
			lastName: last.toUpperCase(),
			email: index % 2 ? email : undefined,
			firstName: `${first[0]}.`,
		};
		return [
			{ record, person },
			{ record: copy, person },
		];
	}).flat();
}

function aCrm(companies = 60): Known[] {
	const random = seeded(5);
	return Array.from({ length: companies }, (_, company) => aCompany(company, random)).flat();
}

async function clustersOf(known: readonly Known[]): Promise<Int32Array> {
	return await clusterPairs(
		await link(
			known.map(({ record }) => record),
			{ subject: 'person', random: seeded(1) },
		),
	);
}

describe('colleagues are not duplicates', () => {
	it('although they share company, domain, place and phone', async () => {
		const known = aCrm();
		const clusters = await clustersOf(known);
		const pairs = { right: 0, wrong: 0, missed: 0 };
		for (let one = 0; one < known.length; one += 1) {
			for (let other = one + 1; other < known.length; other += 1) {
				const [isSame, isFound] = [known[one].person === known[other].person, clusters[one] === clusters[other]];
				if (isSame && isFound) pairs.right += 1;
				else if (isFound) pairs.wrong += 1;
				else if (isSame) pairs.missed += 1;
			}
		}
		expect(pairs.right + pairs.missed).toBe(180);
		expect(pairs.wrong).toBeLessThanOrEqual(6);
		expect(pairs.right).toBeGreaterThanOrEqual(170);
	});
});

describe('link', () => {
	it('comes to the same clusters whatever the order of the records', async () => {
		const known = aCrm(20);
		const random = seeded(9);
		const order = known.map((_, index) => index).sort(() => random() - 0.5);
		const [clusters, shuffled] = [await clustersOf(known), await clustersOf(order.map((index) => known[index]))];
		const groups = (found: Int32Array, at: (index: number) => number): string[] => {
			const members = new Map<number, number[]>();
			found.forEach((cluster, index) => members.set(cluster, [...(members.get(cluster) ?? []), at(index)]));
			return [...members.values()].map((group) => group.sort((a, b) => a - b).join()).sort();
		};
		expect(groups(shuffled, (index) => order[index])).toEqual(groups(clusters, (index) => index));
	});

	it('gives parts of a weight that add up to it', async () => {
		const { pairs, weigher } = await link(
			aCrm(10).map(({ record }) => record),
			{ subject: 'person', random: seeded(1) },
		);
		for (let pair = 0; pair < pairs.count; pair += 7) {
			const [one, other] = [pairs.left[pair], pairs.right[pair]];
			const sum = weigher.explain(one, other).reduce((total, { weight }) => total + weight, 0);
			expect(sum).toBeCloseTo(weigher.weigh(one, other), 9);
			expect(pairs.weights[pair]).toBeCloseTo(sum, 3);
		}
	});

	it('knows a person whose names stand the other way round', async () => {
		const strangers = aCrm(10);
		const swapped = {
			...strangers[0].record,
			firstName: strangers[0].record.lastName,
			lastName: strangers[0].record.firstName,
		};
		const known = [...strangers, { record: swapped, person: strangers[0].person }];
		const clusters = await clustersOf(known);
		expect(clusters[known.length - 1]).toBe(clusters[0]);
	});

	it('tells of blocks that were too large to compare every pair', async () => {
		const records = Array.from({ length: 300 }, (_, index) => ({
			firstName: 'Ann',
			lastName: 'Lee',
			city: `C${index}`,
		}));
		const { pairs } = await link(records, { subject: 'person', random: seeded(1) });
		const block = pairs.blocks.find(({ rule }) => rule === 'first and last name');
		expect(block).toMatchObject({ largest: 300, cappedBlocks: 1, cappedRecords: 300 });
		expect(pairs.count).toBeLessThan(300 * 20);
	});

	it('has nothing to say of no records, of one, and of records without a value', async () => {
		for (const records of [[], [{ lastName: 'Lee' }], [{}, {}]]) {
			const linkage = await link(records, { subject: 'person', random: seeded(1) });
			expect(linkage.pairs.count).toBe(0);
			expect([...(await clusterPairs(linkage))]).toEqual(records.map((_, index) => index));
		}
	});
});

it('turns log2 odds into a probability', () => {
	expect([-3, 0, 3].map(probabilityOf)).toEqual([1 / 9, 0.5, 8 / 9]);
});
