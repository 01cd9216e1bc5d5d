/**
 * `npm run bench:index -- [--records 100000] [--add 10000] [--profile easy] [--seed 7] [--match-only]`: contacts of our generator are scanned and
 * kept in a store; new ones are matched one at a time, then added, and their groups compared with those of a scan of all.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clusterPairs } from '../../core/stages/dedupe/linkage/clusters';
import type { LinkageRecord } from '../../core/stages/dedupe/linkage/fields';
import { link } from '../../core/stages/dedupe/linkage/linkage';
import { keepIndex } from '../../core/stages/dedupe/match-index/keep-index';
import { addToIndex, matchWithIndex } from '../../core/stages/dedupe/match-index/match-index';
import type { Store } from '../../core/store/store';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import { seededRandom } from '../../demo/dedupe/seeded-random';
import { describeMachine } from '../machine';
import { crmDataSet } from './data-sets';

const key = { orgId: '00D000000000001AAA', name: 'Contact' };
const now = new Date('2026-11-21T12:00:00.000Z');
const matchedOneByOne = 1_000;
const addedAtOnce = 100;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			records: { type: 'string', default: '100000' },
			add: { type: 'string', default: '10000' },
			profile: { type: 'string', default: 'easy' },
			seed: { type: 'string', default: '7' },
			'match-only': { type: 'boolean', default: false },
		},
	});
	console.log(`${describeMachine()}; seed ${values.seed}`);
	const [base, added] = [Number(values.records), Number(values.add)];
	const { records } = crmDataSet(values.profile === 'hard' ? 'hard' : 'easy', base + added, Number(values.seed));
	const folder = mkdtempSync(join(tmpdir(), 'bench-index-'));
	try {
		await measure(records, base, join(folder, 'store.sqlite'), values['match-only']);
	} finally {
		rmSync(folder, { recursive: true });
	}
	console.log(
		`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, the generator and both scans included`,
	);
}

async function measure(
	records: readonly LinkageRecord[],
	base: number,
	path: string,
	isMatchOnly: boolean,
): Promise<void> {
	const store = await openSqliteStore(path);
	const ids = records.map((_, at) => `003${String(at).padStart(12, '0')}AAA`);
	await timed(`scan of ${base} records`, async () => {
		const linkage = await link(records.slice(0, base), { subject: 'person', random: seededRandom(1) });
		const groups = await clusterPairs(linkage);
		const facts = { sObject: 'Contact', subject: 'person', scannedAt: now, selection: '' } as const;
		await timed('  of it keeping the index', async () => {
			await keepIndex(store, key, { linkage, recordIds: ids.slice(0, base), groups }, facts, now);
		});
	});
	console.log(`store ${Math.round((statSync(path).size + statSync(`${path}-wal`).size) / 1e6)} MB`);
	const before = process.memoryUsage().rss;
	const [times, used]: [number[], number[]] = [[], []];
	for (const record of records.slice(base, base + matchedOneByOne)) {
		const [started, cpu] = [performance.now(), process.cpuUsage()];
		await matchWithIndex(store, key, [{ record }], { leastWeight: -7, mostMatches: 10 });
		times.push(performance.now() - started);
		const { user, system } = process.cpuUsage(cpu);
		used.push((user + system) / 1000);
	}
	console.log(`match of 1 record, ${times.length} times: ${percentiles(times)}; of it processor ${percentiles(used)}`);
	console.log(`memory of it ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB`);
	await timed(`match of ${matchedOneByOne} records at once`, async () => {
		const inputs = records.slice(base, base + matchedOneByOne).map((record) => ({ record }));
		await matchWithIndex(store, key, inputs, { leastWeight: -7, mostMatches: 10 });
	});
	if (isMatchOnly) return await store.close();
	await timed(`${records.length - base} records added, ${addedAtOnce} at a time`, async () => {
		for (let start = base; start < records.length; start += addedAtOnce) {
			const part = records.slice(start, start + addedAtOnce);
			await addToIndex(
				store,
				key,
				part.map((record, at) => ({ record, recordId: ids[start + at] })),
				now,
			);
		}
	});
	await compareWithScan(store, records, base, ids);
}

/** How many of the records added are in the group that a scan of all would put them in. */
async function compareWithScan(
	store: Store,
	records: readonly LinkageRecord[],
	base: number,
	ids: readonly string[],
): Promise<void> {
	const groupOf = new Map<string, number>();
	const generation = (await store.loadMatchIndex(key))!.generation;
	for (let after = -1; ; ) {
		const page = await store.readMatchGroups(key, generation, after);
		if (page.length === 0) break;
		for (const { recordId, cluster } of page) groupOf.set(recordId, cluster!);
		after = page[page.length - 1].number;
	}
	await store.close();
	const full = await clusterPairs(await link(records, { subject: 'person', random: seededRandom(1) }));
	const kept = membersBy(ids.map((id, at) => groupOf.get(id) ?? -1 - at));
	const anew = membersBy([...full]);
	let same = 0;
	for (let at = base; at < records.length; at += 1) if (kept[at].join() === anew[at].join()) same += 1;
	console.log(
		`${((same / (records.length - base)) * 100).toFixed(2)} % of the records added are in the very group that a scan of all, with weights of its own, puts them in`,
	);
}

/** By record, the records of its group. */
function membersBy(groups: readonly number[]): number[][] {
	const members = new Map<number, number[]>();
	groups.forEach((group, at) => members.set(group, [...(members.get(group) ?? []), at]));
	return groups.map((group) => members.get(group)!);
}

function percentiles(times: number[]): string {
	times.sort((a, b) => a - b);
	const at = (share: number) => times[Math.floor((times.length - 1) * share)].toFixed(1);
	return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`;
}

async function timed(what: string, work: () => Promise<void>): Promise<void> {
	const started = performance.now();
	await work();
	console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

void main();
