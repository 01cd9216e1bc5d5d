import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import { orgNow } from '../salesforce/enrichment-org';
import { aRequest, connectImpatiently, modified } from './fetch-org';
import { type LargeOrg, startLargeOrg } from './large-org';

jest.setTimeout(600_000);

const all = 400_000;
const some = 50_000;
const pagesPerSample = 20;
/** What the garbage collector has left to do at any moment; 350,000 records more would be hundreds of megabytes. */
const noiseBytes = 8 * 1024 * 1024;

let org: LargeOrg;
let folder: string;
let store: Store;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'large-'));
	store = await openSqliteStore(join(folder, 'store.sqlite'));
	org = await startLargeOrg(all);
});
afterAll(async () => {
	org.close();
	await store.close();
	rmSync(folder, { recursive: true });
});

/** A run in a store of a file, as n8n has it: what it knows of its records is on the disk. */
async function startRun(client: SalesforceClient, runId: string): Promise<RunContext> {
	const run: Run = {
		...{
			orgId: client.org.orgId,
			pipeline: runId,
			sObject: 'Prospect__c',
			runId,
			status: 'Running',
			executionId: 'exec-1',
		},
		...{ isDryRun: false, leaseMs: 180_000, startedAt: orgNow },
	};
	await store.createRun(run);
	return { run, store, keepLease: async () => undefined };
}

function heldBytes(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
}

/** Reads so many records without keeping them; gives the calls made and the most memory held meanwhile. */
async function read(
	maxRecords: number,
): Promise<{ records: number; calls: number; peakBytes: number; isInOrder: boolean }> {
	const client = await connectImpatiently(org);
	const context = await startRun(client, `read-${maxRecords}`);
	const { used } = client.calls;
	const request = aRequest({ sObject: 'Prospect__c', maxRecords, selection: modified({ useLatestDateCovered: true }) });
	let [records, pages, peakBytes, last, isInOrder] = [0, 0, 0, '', true];
	for await (const page of fetchRecords(client, request, context)) {
		for (const item of page) {
			const key = `${String(item.SystemModstamp)} ${String(item.Id)}`;
			isInOrder &&= key > last;
			last = key;
		}
		records += page.length;
		pages += 1;
		if (pages % pagesPerSample === 0) peakBytes = Math.max(peakBytes, heldBytes());
	}
	const { fetch } = await store.readCalls(context.run.runId);
	expect(fetch.used - fetch.retries).toBe(fetch.planned);
	return { records, calls: client.calls.used - used, peakBytes, isInOrder };
}

describe('400,000 changed records', () => {
	it('are selected and read in at most 40 calls, each once, oldest change first, in the memory that 50,000 take', async () => {
		const few = await read(some);
		const many = await read(all);
		expect(few).toMatchObject({ records: some, isInOrder: true });
		expect(many).toMatchObject({ records: all, isInOrder: true });
		expect(few.calls).toBeLessThanOrEqual(8);
		expect(many.calls).toBeLessThanOrEqual(40);
		expect(many.peakBytes).toBeLessThan(few.peakBytes + noiseBytes);
	});
});
