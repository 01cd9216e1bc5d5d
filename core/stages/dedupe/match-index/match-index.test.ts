import { openSqliteStore } from '../../../store/sqlite/sqlite-store';
import type { MatchIndexKey } from '../../../store/contract/match-indexes';
import type { Store } from '../../../store/store';
import { clusterPairs } from '../linkage/clusters';
import type { LinkageRecord } from '../linkage/fields';
import { link } from '../linkage/linkage';
import { keepIndex } from './keep-index';
import { addToIndex, matchWithIndex, removeFromIndex } from './match-index';
import { idOf, membersBy, seeded, somePeople } from './scanned-people.builders';

const noon = new Date('2026-11-21T12:00:00.000Z');
const facts = { sObject: 'Contact', subject: 'person', scannedAt: noon, selection: '' } as const;
const options = { leastWeight: 0, mostMatches: 10 };

let orgs = 0;

describe('a match index', () => {
	let store: Store;
	let key: MatchIndexKey;

	beforeAll(async () => {
		store = await openSqliteStore(':memory:');
	});

	afterAll(async () => {
		await store.close();
	});

	beforeEach(() => {
		orgs += 1;
		key = { orgId: `00D${String(orgs).padStart(12, '0')}AAA`, name: 'Contact' };
	});

	async function scan(records: readonly LinkageRecord[], ids = records.map((_, at) => idOf(at))): Promise<Int32Array> {
		const linkage = await link(records, { subject: 'person', random: seeded(1) });
		return await keepIndex(store, key, { linkage, recordIds: ids, groups: await clusterPairs(linkage) }, facts, noon);
	}

	async function groups(): Promise<Map<string, number>> {
		const { generation } = (await store.loadMatchIndex(key))!;
		const records = await store.readMatchGroups(key, generation, -1);
		return new Map(records.map(({ recordId, cluster }) => [recordId, cluster!]));
	}

	const inputs = (records: readonly LinkageRecord[], first: number) =>
		records.map((record, at) => ({ record, recordId: idOf(first + at) }));

	it('groups records that are added later as a scan of all of them would', async () => {
		const [size, scanned] = [700, 580];
		const people = somePeople(size, 11);
		await scan(people.slice(0, scanned));
		for (let start = scanned; start < size; start += 50)
			await addToIndex(store, key, inputs(people.slice(start, start + 50), start), noon);
		const kept = await groups();
		const full = await clusterPairs(await link(people, { subject: 'person', random: seeded(1) }));
		const inIndex = membersBy(people.map((_, at) => kept.get(idOf(at)) ?? -1 - at));
		const inScan = membersBy([...full]);
		const others = people.filter((_, at) => at >= scanned && inIndex[at].join() !== inScan[at].join());
		// What is learnt of fewer records may decide one that is in the balance otherwise.
		expect(others.length).toBeLessThanOrEqual(1);
		expect(kept.size).toBeGreaterThan(150);
	});

	it('finds who a new record is, with parts that add up to the weight, and keeps nothing of it', async () => {
		const people = somePeople(300, 5);
		await scan(people);
		const whole = people.findIndex(({ email, phone, firstName }) => email && phone && String(firstName).length > 2);
		const { firstName, lastName, email } = people[whole];
		const asked = [
			{ record: { firstName, lastName: String(lastName).toUpperCase(), email } },
			{ record: { lastName: 'Nobody' } },
		];
		const before = await store.loadMatchIndex(key);
		const [[best], none] = (await matchWithIndex(store, key, asked, options))!;
		expect(best.recordId).toBe(idOf(whole));
		expect(best.probability).toBeGreaterThan(0.5);
		expect(best.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(best.weight, 6);
		expect(none).toEqual([]);
		expect(await store.loadMatchIndex(key)).toEqual(before);
		const itself = (await matchWithIndex(store, key, inputs([people[whole]], whole), options))![0];
		expect(itself.map(({ recordId }) => recordId)).not.toContain(idOf(whole));
	});

	it('says that there is none', async () => {
		expect(await matchWithIndex(store, key, [{ record: { lastName: 'Doe' } }], options)).toBeUndefined();
		await expect(addToIndex(store, key, inputs([{ lastName: 'Doe' }], 0), noon)).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: 'There is no index of Contact in this org.',
		});
	});

	it('never gives the number of a group again, whatever is taken out, changed or scanned anew', async () => {
		const people = somePeople(260, 9);
		await scan(people);
		const before = await groups();
		const highest = Math.max(...before.values());
		const last = [...before].filter(([, group]) => group === highest).map(([id]) => id);
		await removeFromIndex(store, key, last.slice(1), noon);
		expect((await groups()).get(last[0])).toBeUndefined();

		const twin = people[Number(last[0].slice(3, 15))];
		const [added] = await addToIndex(store, key, inputs([twin], 5_000), noon);
		expect(added.matches.map(({ recordId }) => recordId)).toContain(last[0]);
		expect(added.cluster).toBeGreaterThan(highest);
		const stayed = await groups();
		for (const [id, group] of before) if (group !== highest) expect([id, stayed.get(id)]).toEqual([id, group]);

		await scan([...people, twin], [...people.map((_, at) => idOf(at)), idOf(5_000)]);
		const anew = await groups();
		for (const [id, group] of before) if (group !== highest) expect([id, anew.get(id)]).toEqual([id, group]);
		expect(anew.get(idOf(5_000))).toBe(added.cluster);
	});

	it('counts a record that is put again once, and forgets what it was', async () => {
		const people = somePeople(260, 3);
		await scan(people);
		const zylberberg = { ...people[4], firstName: 'Zora', lastName: 'Zylberberg', email: 'zora@zylber.example' };
		const document = async () => JSON.parse((await store.loadMatchIndex(key))!.document) as Record<string, unknown>;
		const { records, counts } = await document();
		await addToIndex(store, key, inputs([zylberberg], 4), noon);
		const found = async (record: LinkageRecord) =>
			(await matchWithIndex(store, key, [{ record }], options))![0].map(({ recordId }) => recordId);
		expect(await found(people[4])).not.toContain(idOf(4));
		expect(await found(zylberberg)).toEqual([idOf(4)]);
		await addToIndex(store, key, inputs([people[4]], 4), noon);
		expect(await found(people[4])).toContain(idOf(4));
		expect(await document()).toMatchObject({ records, counts: counts as object });
	});

	it('heeds what people said: never in one group with somebody else, always with the same', async () => {
		const people = somePeople(260, 6);
		await scan(people);
		const whole = people.findIndex(({ email, phone, firstName }) => email && phone && String(firstName).length > 2);
		const say = async (other: number, verdict: 'same' | 'different') =>
			await store.saveDecisions(key.orgId, [{ ids: [idOf(whole), idOf(other)], verdict, decidedAt: noon }]);
		await say(900, 'different');
		await say(901, 'same');
		const twin = { record: people[whole], recordId: idOf(900) };
		const stranger = { record: { firstName: 'Zora', lastName: 'Zylberberg' }, recordId: idOf(901) };
		const [apart, together] = await addToIndex(store, key, [twin, stranger], noon);
		const cluster = (await groups()).get(idOf(whole));
		expect(apart.matches.map(({ recordId }) => recordId)).toContain(idOf(whole));
		expect(cluster).toBeDefined();
		expect(apart.cluster).not.toBe(cluster);
		expect(together.cluster).toBe(cluster);
	});

	it('does not match with a person who was forgotten', async () => {
		const people = somePeople(260, 4);
		await scan(people);
		await store.eraseTraces(key.orgId, [idOf(3)]);
		const [found] = (await matchWithIndex(store, key, [{ record: people[3] }], options))!;
		expect(found.map(({ recordId }) => recordId)).not.toContain(idOf(3));
	});
});
