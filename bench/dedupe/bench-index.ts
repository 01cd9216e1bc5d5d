/**
 * `npm run bench:index -- [--records 100000] [--add 10000] [--profile easy] [--seed 7] [--match-only] [--scan]`: contacts of our generator are
 * scanned and kept in a store; new ones are matched one at a time, then added, and their groups compared with those of a scan of
 * all. With `--scan` instead: as leads of an emulated org they are read over HTTP and scanned as the node does.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
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
import { compareWithScans } from './compare-with-scans';
import { crmDataSet } from './data-sets';
import { measureScan } from './scan-org/measure-scan';

const key = { orgId: '00D000000000001AAA', name: 'Contact' };
const now = new Date('2026-11-21T12:00:00.000Z');
const matchedOneByOne = 1_000;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			records: { type: 'string', default: '100000' },
			add: { type: 'string', default: '10000' },
			profile: { type: 'string', default: 'easy' },
			seed: { type: 'string', default: '7' },
			'match-only': { type: 'boolean', default: false },
			scan: { type: 'boolean', default: false },
		},
	});
	console.log(`${describeMachine()}; seed ${values.seed}`);
	const [base, added] = [Number(values.records), Number(values.add)];
	const folder = mkdtempSync(join(tmpdir(), 'bench-index-'));
	const storePath = join(folder, 'store.sqlite');
	try {
		if (values.scan) await measureScan(base, values.profile, values.seed, storePath);
		else {
			const { records } = crmDataSet(values.profile === 'hard' ? 'hard' : 'easy', base + added, Number(values.seed));
			await measure(records, base, storePath, values['match-only']);
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
	const peak = Math.round(process.resourceUsage().maxRSS / 1024);
	console.log(
		`peak memory ${peak} MB${values.scan ? ', without the org' : ', the generator and all scans included'}; load ${loadavg()[0].toFixed(1)} at the end`,
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
	const scanned = await timed(`scan of ${base} records`, async () => {
		const linkage = await link(records.slice(0, base), { subject: 'person', random: seededRandom(1) });
		return { linkage, groups: await clusterPairs(linkage), recordIds: ids.slice(0, base) };
	});
	const facts = { sObject: 'Contact', subject: 'person', scannedAt: now, selection: '' } as const;
	await timed('keeping its index', async () => await keepIndex(store, key, scanned, facts, now));
	console.log(`store ${Math.round((statSync(path).size + statSync(`${path}-wal`).size) / 1e6)} MB`);
	const fresh = records.slice(base, base + matchedOneByOne);
	await matchOneByOne(store, fresh);
	await timed(`match of ${fresh.length} records at once`, async () => {
		const inputs = fresh.map((record) => ({ record }));
		await matchWithIndex(store, key, inputs, { leastWeight: -7, mostMatches: 10 });
	});
	if (isMatchOnly) return await store.close();
	await timed(`${records.length - base} records added in one call`, async () => {
		const inputs = records.slice(base).map((record, at) => ({ record, recordId: ids[base + at] }));
		await addToIndex(store, key, inputs, now);
	});
	await matchOneByOne(store, fresh, ', changes in the log');
	await compareWithScans({ store, key, records, base, ids, models: scanned.linkage.models });
	await store.close();
}

async function matchOneByOne(store: Store, records: readonly LinkageRecord[], state = ''): Promise<void> {
	const before = process.memoryUsage().rss;
	const [times, used]: [number[], number[]] = [[], []];
	for (const record of records) {
		const [started, cpu] = [performance.now(), process.cpuUsage()];
		await matchWithIndex(store, key, [{ record }], { leastWeight: -7, mostMatches: 10 });
		times.push(performance.now() - started);
		used.push(secondsOf(cpu) * 1000);
	}
	console.log(
		`match of 1 record, ${times.length} times${state}: ${percentiles(times)}; of it processor ${percentiles(used)}; memory of it ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB`,
	);
}

function percentiles(times: number[]): string {
	times.sort((a, b) => a - b);
	const at = (share: number) => times[Math.floor((times.length - 1) * share)].toFixed(1);
	return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`;
}

/** Seconds of the processor since then. */
function secondsOf(before: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
}

/** Prints seconds by the clock and of the processor, and how long nobody else could do anything. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
	const [started, cpu, delay] = [performance.now(), process.cpuUsage(), monitorEventLoopDelay({ resolution: 1 })];
	delay.enable();
	const result = await work();
	delay.disable();
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	console.log(
		`${what}: ${seconds} s, processor ${secondsOf(cpu).toFixed(1)} s; event loop held for ${Math.round(delay.max / 1e6)} ms at most, p99 ${Math.round(delay.percentile(99) / 1e6)} ms`,
	);
	return result;
}

void main();
