import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRun } from '../../core/run/start-run';
import { CallTally } from '../../core/salesforce/call-tally';
import type { SalesforceClient } from '../../core/salesforce/client';
import { clientRunContext } from './client-run';
import { instanceStore } from './store';

const orgId = '00D000000000001EAA';
const folder = mkdtempSync(path.join(tmpdir(), 'client-run-'));

beforeAll(() => {
	process.env.SALESFORCE_ENRICHMENT_STORE = path.join(folder, 'store.sqlite');
});

afterAll(async () => {
	await (await instanceStore()).close();
	rmSync(folder, { recursive: true });
});

function aClient(org: string, calls: number): SalesforceClient {
	const tally = new CallTally();
	for (let call = 0; call < calls; call += 1) tally.count('login');
	return {
		org: { orgId: org, name: 'Acme', instanceUrl: 'https://acme.my.salesforce.com' },
		calls: tally,
		knownAllowance: () => undefined,
	} as unknown as SalesforceClient;
}

async function aRunId(pipeline: string): Promise<string> {
	const request = { orgId, pipeline, sObject: 'Lead', isDryRun: false, leaseMs: 60_000 };
	await startRun(await instanceStore(), request, new Date(), () => `run of ${pipeline}`);
	return `run of ${pipeline}`;
}

describe('clientRunContext', () => {
	it('finds the run of the first item, and counts there what connecting has cost', async () => {
		const runId = await aRunId('counted');
		const context = await clientRunContext([{ json: { _enrichment: { runId } } }], aClient(orgId, 2));
		expect(context?.run.runId).toBe(runId);
		await expect(context?.store.readCalls(runId)).resolves.toEqual({ connect: { planned: 2, used: 2, retries: 0 } });
	});

	it('counts nothing for a session that was still open', async () => {
		const runId = await aRunId('open session');
		const context = await clientRunContext([{ json: { _enrichment: { runId } } }], aClient(orgId, 0));
		await expect(context?.store.readCalls(runId)).resolves.toEqual({});
	});

	it('lets items without a run work alone', async () => {
		await expect(
			clientRunContext([{ json: { Id: '00Q000000000001AAA' } }], aClient(orgId, 2)),
		).resolves.toBeUndefined();
		await expect(clientRunContext([], aClient(orgId, 2))).resolves.toBeUndefined();
	});

	it('stops when the node is connected to another org than the run', async () => {
		const runId = await aRunId('other org');
		const items = [{ json: { _enrichment: { runId } } }];
		await expect(clientRunContext(items, aClient('00D000000000002EAA', 0))).rejects.toMatchObject({
			code: 'org_mismatch',
		});
	});

	it('stops when the store does not know the run', async () => {
		const items = [{ json: { _enrichment: { runId: 'lost' } } }];
		await expect(clientRunContext(items, aClient(orgId, 0))).rejects.toMatchObject({ code: 'run_not_found' });
	});
});
