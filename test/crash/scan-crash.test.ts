import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import { matchWithIndex } from '../../core/stages/dedupe/match-index/match-index';
import type { Store } from '../../core/store/store';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import { someLeads } from '../nodes/dedupe-people';
import { demoCredentials, impatient, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { CrashPoint } from './crash-point';
import { scanLeads, scanLeaseMs } from './scan-leads';

const leads = someLeads(240);
const afterTheLease = new Date(orgNow.getTime() + scanLeaseMs + 60_000);

let org: SalesforceEmulator;
let folder: string;
let storePath: string;
let store: Store;

beforeAll(async () => {
	org = await startEnrichmentOrg({
		standardDuplicateRules: false,
		records: { Lead: leads.map(({ fields }) => fields) },
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'scan-crash-'));
	storePath = join(folder, 'store.sqlite');
	store = await openSqliteStore(storePath);
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true });
});

const key = () => ({ orgId: org.identity.id, name: 'Lead' });

/** Runs a scan in a process of its own until it kills itself. */
async function killedScan(executionId: string, point: CrashPoint, now = orgNow): Promise<void> {
	const order = { url: org.url, storePath, now: now.toISOString(), executionId, point };
	const child = fork(join(__dirname, 'scan-child.ts'), [], {
		execArgv: ['--import', 'tsx'],
		env: { ...process.env, SALESFORCE_ENRICHMENT_HOSTS: '127.0.0.1', SCAN_CHILD: JSON.stringify(order) },
		stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
	});
	let complaint = '';
	child.stderr?.on('data', (text: Buffer) => (complaint += String(text)));
	const signal = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (_code, by) => resolve(by));
	});
	if (signal !== 'SIGKILL') throw new Error(`The scan was to be killed: ${complaint || 'it came to its end'}`);
}

async function scan(executionId: string, now: Date) {
	const client = await connectSalesforce(demoCredentials(org.url), new SessionCache(() => now), undefined, impatient);
	return await scanLeads({ client, store, now, executionId });
}

/** Whether the index knows somebody who stands twice in the org. */
async function knowsSomebody(): Promise<boolean> {
	const { FirstName, LastName, Email } = leads[0].fields;
	const record = { firstName: FirstName, lastName: LastName, email: Email };
	const found = await matchWithIndex(store, key(), [{ record }], { leastWeight: 0, mostMatches: 10 });
	return found !== undefined && found[0].length > 0;
}

const points: ReadonlyArray<readonly [when: string, point: CrashPoint]> = [
	['while it is reading', { kind: 'before store', method: 'loadDecisions', count: 1 }],
	['while it is comparing', { kind: 'after store', method: 'resumeRun', count: 3 }],
	['while it is keeping the index', { kind: 'after store', method: 'fillMatchIndex', count: 2 }],
	['when all but the head is kept', { kind: 'before store', method: 'changeMatchIndex', count: 2 }],
];

describe('a scan whose process is killed', () => {
	it.each(points)('%s is begun anew, and no half index is used', async (_when, point) => {
		await killedScan('killed', point);
		expect(await knowsSomebody()).toBe(false);
		await expect(scan('too early', orgNow)).rejects.toMatchObject({ code: 'lease_held' });

		const { counts } = await scan('again', afterTheLease);
		expect(counts).toMatchObject({ records: 300 });
		expect(await knowsSomebody()).toBe(true);
		const head = (await store.loadMatchIndex(key()))!;
		const others = await store.dropMatchGenerations(key(), head.generation);
		expect(others).toBe(0);
	});

	it('leaves the index of before as it was, and its groups keep their numbers', async () => {
		await scan('first', orgNow);
		const groups = async () => {
			const { generation } = (await store.loadMatchIndex(key()))!;
			return (await store.readMatchGroups(key(), generation, -1)).map(({ recordId, cluster }) => [recordId, cluster]);
		};
		const before = await groups();
		await killedScan('killed', { kind: 'after store', method: 'fillMatchIndex', count: 2 }, afterTheLease);
		expect(await knowsSomebody()).toBe(true);
		expect(await groups()).toEqual(before);
		await scan('again', new Date(afterTheLease.getTime() + scanLeaseMs + 60_000));
		expect(await groups()).toEqual(before);
		expect((await store.loadMatchIndex(key()))!.generation).toBe(3);
	});
});
