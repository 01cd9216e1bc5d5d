import { groupBy } from 'lodash';
import { noMemory } from '../../../record/write-memory';
import type { MatchDecision } from '../../../store/contract/decisions';
import { linkagePreset } from '../linkage/presets';
import { doubtfulRows } from './doubtful-rows';
import { findByLinkage } from './find-by-linkage';
import { findSentence } from './find-sentence';
import { nearestOf } from './nearest';

const idOf = (index: number) => `00Q0000000000${String(index).padStart(2, '0')}EAA`;
const lead = (index: number, FirstName: string, LastName: string, Company: string, Email?: string, fields = {}) => ({
	Id: idOf(index),
	attributes: { type: 'Lead' },
	...{ FirstName, LastName, Company, Email, ...fields },
});
const leads = [
	lead(1, 'Jana', 'Novak', 'Northwind', 'jana.novak@northwind.example', { Phone: '+49 30 1234567' }),
	lead(2, 'Jana', 'Nowak', 'Northwind GmbH', 'jana.novak@northwind.example', { Phone: '030 1234567' }),
	lead(3, 'Tobe', 'Okafor', 'Northwind', 'tobe.okafor@northwind.example'),
	lead(4, 'Ingrid', 'Solberg', 'Fjord Shipping', 'ingrid@fjord.example'),
	lead(5, 'Rui', 'Costa', 'Contoso', 'rui@contoso.example'),
	lead(6, 'Bob', 'Zylberberg', 'Contoso', 'rzylberberg@contoso.example'),
	lead(7, 'Robert', 'Zylberberg', 'Contoso', undefined),
	lead(8, 'Ana', 'Marsh', 'Fabrikam', 'ana@fabrikam.example'),
	{ Id: idOf(9), attributes: { type: 'Lead' } },
];

async function find(items: ReadonlyArray<Record<string, unknown>> = leads, decisions: readonly MatchDecision[] = []) {
	const preset = linkagePreset('Lead');
	return await findByLinkage(items, { sObject: 'Lead', preset, decisions, memory: noMemory });
}

const decidedAt = new Date('2026-09-01T00:00:00Z');
const decision = (one: number, other: number, verdict: MatchDecision['verdict']): MatchDecision => ({
	ids: [idOf(one), idOf(other)],
	verdict,
	decidedAt,
});
/** Numbers of the leads of each group. */
const groupsOf = ({ keptBy }: { keptBy: readonly number[] }) =>
	Object.values(
		groupBy(
			keptBy.map((kept, place) => ({ kept, place })),
			({ kept }) => kept,
		),
	)
		.filter(({ length }) => length > 1)
		.map((members) => members.map(({ place }) => place + 1));

describe('findByLinkage', () => {
	it('joins slips of the keys, and colleagues stay apart', async () => {
		const found = await find();
		expect(groupsOf(found)).toContainEqual([1, 2]);
		expect(groupsOf(found).flat()).not.toContain(3);
		expect(found.items[0]._enrichment).toMatchObject({ matches: [{ sObject: 'Lead', id: idOf(2) }] });
		expect(found.incomparable).toBe(1);
	});

	it('tells parts that add up to the match weight', async () => {
		const { linkage, evidence, doubtful } = await find();
		for (const [place, each] of evidence) {
			const parts = linkage.weigher.explain(place, place === 0 ? 1 : 0);
			if (place > 1) continue;
			expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(each.matchWeight, 2);
		}
		for (const { one, other, matchWeight } of doubtful)
			expect(linkage.weigher.weigh(one, other)).toBeCloseTo(matchWeight, 2);
	});

	it('gives the same groups in whatever order the items come', async () => {
		const [one, other] = [await find(), await find([...leads].reverse())];
		const ids = ({ items, keptBy }: typeof one) => items.map(({ Id }, place) => [Id, items[keptBy[place]].Id]).sort();
		expect(ids(other)).toEqual(ids(one));
	});

	it('heeds what a person said, and asks no more about it', async () => {
		const apart = await find(leads, [decision(1, 2, 'different')]);
		expect(groupsOf(apart).flat()).not.toContain(1);
		expect(apart.doubtful.map(({ one, other }) => [one, other].sort())).not.toContainEqual([0, 1]);
		const tied = await find(leads, [decision(4, 8, 'same')]);
		expect(groupsOf(tied)).toContainEqual([4, 8]);
		expect(tied.items[3]._enrichment?.matches).toEqual([
			{ sObject: 'Lead', id: idOf(8), probability: 1, agreedOn: ['a person’s decision'] },
		]);
		expect(findSentence(tied)).toContain('1 decision heeded');
	});

	it('shows a pair in doubt side by side', async () => {
		const found = await find();
		const rows = doubtfulRows(found, leads, 'Lead');
		for (const row of rows) expect(row).toMatchObject({ sObject: 'Lead', Id: expect.stringMatching(/^00Q/) });
		expect(rows.every(({ probability }) => probability >= 0.1 && probability < 1)).toBe(true);
	});

	it('says of records alone who comes closest, and what speaks against it', async () => {
		const found = await find();
		const nearest = await nearestOf(found);
		expect(nearest.has(0)).toBe(false);
		expect(nearest.get(8)?.text).toBe('nothing to compare: none of the compared fields has a value');
		expect([...nearest.values()].every(({ text }) => text.length > 0)).toBe(true);
	});

	it('works on no, one and two records, and counts an item that came twice as one', async () => {
		expect((await find([])).items).toEqual([]);
		expect(groupsOf(await find([leads[0]]))).toEqual([]);
		expect(groupsOf(await find([leads[3], leads[3]]))).toEqual([[1, 2]]);
	});
});
