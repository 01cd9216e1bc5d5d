import { openSqliteStore } from '../../../store/sqlite/sqlite-store';
import type { MatchIndexKey } from '../../../store/contract/match-indexes';
import type { Store } from '../../../store/store';
import { clusterPairs } from '../linkage/clusters';
import type { LinkageRecord } from '../linkage/fields';
import { link } from '../linkage/linkage';
import { Turns } from '../linkage/turns';
import { foldLog } from './fold-log';
import { parseDocument } from './index-document';
import { IndexSession } from './index-session';
import { indexValues } from './index-values';
import { keepIndex } from './keep-index';
import { addToIndex, matchWithIndex, removeFromIndex } from './match-index';
import { idOf, seeded, somePeople } from './scanned-people.builders';

const noon = new Date('2026-11-21T12:00:00.000Z');
const facts = { sObject: 'Contact', subject: 'person', scannedAt: noon, selection: '' } as const;
const key: MatchIndexKey = { orgId: '00D000000000001AAA', name: 'Contact' };
const people = somePeople(420, 12);
const scanned = 360;
const inputs = people.slice(scanned).map((record, at) => ({ record, recordId: idOf(scanned + at) }));

let store: Store;
beforeEach(async () => {
	store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

async function scan(records: readonly LinkageRecord[], within: Store = store): Promise<void> {
	const linkage = await link(records, { subject: 'person', random: seeded(1) });
	const recordIds = records.map((_, at) => idOf(at));
	await keepIndex(within, key, { linkage, recordIds, groups: await clusterPairs(linkage) }, facts, noon);
}

async function document() {
	return parseDocument((await store.loadMatchIndex(key))!.document, 'Contact');
}

/** By text: how often the index says that it occurs, of all that is counted of these records. */
async function countsOf(records: readonly LinkageRecord[]): Promise<Record<string, number>> {
	const session = (await IndexSession.open(store, key))!;
	const rows = await indexValues(records, session.document.fields);
	const texts = await session.texts.all(rows, new Turns());
	await session.loadCounts(texts);
	return Object.fromEntries([...texts].map((text) => [text, session.count(text)!]));
}

async function found(records: readonly LinkageRecord[]) {
	const matches = await matchWithIndex(
		store,
		key,
		records.map((record) => ({ record })),
		{ leastWeight: -5, mostMatches: 20 },
	);
	return matches!.map((each) => each.map(({ recordId, weight }) => [recordId, weight.toFixed(6)]));
}

describe('what an index counts', () => {
	it('is the same whether records were scanned or added', async () => {
		await scan(people.slice(0, scanned));
		await addToIndex(store, key, inputs, noon);
		const [added, addedCounts] = [await countsOf(people), (await document()).counts];
		await scan(people);
		// A value of one person has no count of people, however it came.
		const shared = ([text, count]: [string, number]) => !text.startsWith('p ') || count > 1;
		const all = Object.entries(await countsOf(people)).filter(shared);
		expect(Object.entries(added).filter(shared)).toEqual(all);
		expect(all.filter(([text]) => text.startsWith('p ')).length).toBeGreaterThan(20);
		expect(addedCounts).toEqual((await document()).counts);
	});

	it('is as before once what was added is taken out', async () => {
		await scan(people.slice(0, scanned));
		const before = await countsOf(people);
		await addToIndex(store, key, inputs, noon);
		expect(await countsOf(people)).not.toEqual(before);
		await removeFromIndex(
			store,
			key,
			inputs.map(({ recordId }) => recordId),
			noon,
		);
		const after = await countsOf(people);
		// Who shares a value with nobody any more is counted as one.
		for (const text of Object.keys(after)) if (text.startsWith('p ') && after[text] === 1) after[text] = 0;
		expect(after).toEqual(before);
	});
});

describe('foldLog', () => {
	it('changes nothing of what is found, and leaves no log', async () => {
		await scan(people.slice(0, scanned));
		await addToIndex(store, key, inputs, noon);
		const [before, counted] = [await found(people.slice(scanned)), await countsOf(people)];
		expect((await document()).log.changes).toBeGreaterThan(1_000);
		await foldLog(store, key, 0);
		expect((await document()).log).toMatchObject({ changes: 0 });
		expect(await found(people.slice(scanned))).toEqual(before);
		expect(await countsOf(people)).toEqual(counted);
	});

	it('does nothing twice, however often it is cut short', async () => {
		await scan(people.slice(0, scanned));
		await addToIndex(store, key, inputs, noon);
		const counted = await countsOf(people);
		for (const point of ['first', 'last', 'head'] as const) {
			let rewrites = 0;
			const cut: Store = {
				...store,
				async rewriteMatchPages(...values) {
					if (point === 'first' && rewrites > 0) throw new Error('cut short');
					rewrites += 1;
					await store.rewriteMatchPages(...values);
				},
				async changeMatchIndex(...values) {
					if (point === 'last') throw new Error('cut short');
					return await store.changeMatchIndex(...values);
				},
				async dropMatchPages() {
					throw new Error('cut short');
				},
			};
			await foldLog(cut, key, 0).catch(() => undefined);
			expect([point, await countsOf(people)]).toEqual([point, counted]);
		}
		await addToIndex(store, key, [{ record: people[0], recordId: idOf(900) }], noon);
		await foldLog(store, key, 0);
		await removeFromIndex(store, key, [idOf(900)], noon);
		expect(await countsOf(people)).toEqual(counted);
	});

	it('disturbs nobody who changes the index meanwhile, and loses nothing of that', async () => {
		await scan(people.slice(0, scanned));
		await addToIndex(store, key, inputs.slice(0, 30), noon);
		let isAdded = false;
		const busy: Store = {
			...store,
			async rewriteMatchPages(...values) {
				await store.rewriteMatchPages(...values);
				if (isAdded) return;
				isAdded = true;
				await addToIndex(store, key, inputs.slice(30), noon);
			},
		};
		await foldLog(busy, key, 0);
		expect((await document()).log.changes).toBeGreaterThan(0);
		const counted = await countsOf(people);
		await foldLog(store, key, 0);
		expect(await countsOf(people)).toEqual(counted);
		await scan(people);
		const shared = ([text, count]: [string, number]) => !text.startsWith('p ') || count > 1;
		expect(Object.entries(counted).filter(shared)).toEqual(Object.entries(await countsOf(people)).filter(shared));
	});
});

describe('keepIndex', () => {
	it('takes the place of an index that is changed meanwhile, and gives no number of a group twice', async () => {
		await scan(people.slice(0, scanned));
		const { nextCluster } = await document();
		const twin = { record: people[0], recordId: idOf(5_000) };
		const lone = {
			record: { firstName: 'Zora', lastName: 'Zylberberg', email: 'z@zylber.example' },
			recordId: idOf(5_001),
		};
		let given: Array<number | undefined> = [];
		const busy: Store = {
			...store,
			async fillMatchIndex(...values) {
				await store.fillMatchIndex(...values);
				if (given.length > 0) return;
				await addToIndex(store, key, [lone], noon);
				const again = { ...lone, recordId: idOf(5_002) };
				given = (await addToIndex(store, key, [twin, again], noon)).map(({ cluster }) => cluster);
			},
		};
		await scan(people, busy);
		const after = await document();
		const { generation } = (await store.loadMatchIndex(key))!;
		const groups = await store.readMatchGroups(key, generation, -1);
		expect(after.records).toBe(people.length);
		expect(given[1]).toBeGreaterThanOrEqual(nextCluster);
		expect(groups.map(({ cluster }) => cluster)).not.toContain(given[1]);
		expect(after.nextCluster).toBeGreaterThan(given[1]!);
	});

	it('ends one of two scans at a time, and the other index is whole', async () => {
		let isBegun = false;
		const slow: Store = {
			...store,
			async fillMatchIndex(...values) {
				await store.fillMatchIndex(...values);
				if (isBegun) return;
				isBegun = true;
				await scan(people);
			},
		};
		await expect(scan(people.slice(0, scanned), slow)).rejects.toMatchObject({ code: 'lease_lost' });
		const { generation } = (await store.loadMatchIndex(key))!;
		expect((await document()).records).toBe(people.length);
		const numbers = Array.from({ length: people.length + 5 }, (_, at) => at);
		expect(await store.readIndexedRecords(key, generation, numbers)).toHaveLength(people.length);
	});

	it('goes on with the numbers of an index that was forgotten', async () => {
		await scan(people);
		const { nextCluster } = await document();
		await store.prune(new Date(noon.getTime() + 1));
		expect(
			await matchWithIndex(store, key, [{ record: people[0] }], { leastWeight: 0, mostMatches: 1 }),
		).toBeUndefined();
		await expect(addToIndex(store, key, inputs, noon)).rejects.toMatchObject({ code: 'invalid_parameter' });
		await scan(people);
		const { generation } = (await store.loadMatchIndex(key))!;
		const least = Math.min(...(await store.readMatchGroups(key, generation, -1)).map(({ cluster }) => cluster!));
		expect(least).toBe(nextCluster);
	});
});

describe('an index that does not fit', () => {
	const change = async (changes: object) => {
		const head = (await store.loadMatchIndex(key))!;
		const text = JSON.stringify({ ...(JSON.parse(head.document) as object), ...changes });
		const changed = { ...head, revision: head.revision + 1, document: text };
		await store.changeMatchIndex(key, changed, { pages: [], records: [] });
	};
	const asked = async () =>
		await matchWithIndex(store, key, [{ record: people[0] }], { leastWeight: 0, mostMatches: 1 });

	it('is refused with words: of another object, another version, other weights', async () => {
		await scan(people);
		const { models } = await document();
		await change({ sObject: 'Lead' });
		await expect(asked()).rejects.toThrow('What is kept as the index of Contact is one of Lead.');
		await change({ sObject: 'Contact', scheme: 1 });
		await expect(asked()).rejects.toThrow('The kept index of Contact is of another version of the pack.');
		await change({ scheme: 2, models: models.map((model) => ({ ...model, comparisons: model.comparisons.slice(1) })) });
		await expect(asked()).rejects.toThrow('has other weights than this version of the pack compares by');
		await scan(people);
		expect(await asked()).toHaveLength(1);
	});
});
