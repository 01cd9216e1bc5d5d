import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { WriteRequest } from '../../core/changes/write-request';
import type { RecordItem } from '../../core/record/record-item';
import { toRecordId } from '../../core/record/identity';
import type { SalesforceClient } from '../../core/salesforce/client';
import { mergeGroups } from '../../core/stages/dedupe/merge/merge-groups';
import { planMerges } from '../../core/stages/dedupe/merge/plan-merges';
import { undoRun } from '../../core/stages/undo/undo';
import { writeRecords } from '../../core/stages/write/write';
import { writeSentence } from '../../core/stages/write/write-sentence';
import { openPostgresStore } from '../../core/store/postgres/postgres-store';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { aProposal, anItem, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { findPostgres } from '../store/postgres-binaries';
import { type PostgresServer, startPostgres } from '../store/postgres-server';
import { connectAtOnce, plainUpdate } from './write-org';

const names = ['Stays', 'Goes', 'Goes Too', 'Third'];
const upsert = { operation: 'upsert', externalIdField: 'Key__c' } as const;
const create = { operation: 'create', externalIdField: 'Key__c' } as const;

let org: SalesforceEmulator;
let server: PostgresServer;
let client: SalesforceClient;
let store: Store;
let ids: string[];
let runs = 0;

beforeAll(async () => {
	server = await startPostgres(findPostgres());
	org = await startEnrichmentOrg({
		customFields: [
			{ object: 'Lead', name: 'Key__c', type: 'string', length: 40, externalId: true, unique: true },
			{ object: 'Lead', name: 'Number__c', type: 'double', precision: 10, scale: 0, externalId: true, unique: true },
		],
		standardDuplicateRules: false,
		records: {
			Lead: names.map((LastName, index) => ({ LastName, Company: 'Acme', Key__c: `Key-${index}`, Number__c: index })),
		},
	});
	ids = org.org.rows('Lead').map(({ Id }) => String(Id));
});
afterAll(async () => {
	await org.close();
	await server.stop();
});

const means = () => ({ client, store, clock: () => orgNow, newRunId: () => `merge-${(runs += 1)}` });

/** Merges the losers into the master, both by their place. */
async function merge(master: number, ...losers: number[]): Promise<string> {
	const request = {
		sObject: 'Lead',
		groups: [{ groupId: 'g', ids: [master, ...losers].map((index) => toRecordId(ids[index])) }],
		rules: { master: [{ by: 'field_value', field: 'LastName', values: [names[master]] }], fields: {} },
	} as const;
	const { plans } = await planMerges(client, request, store);
	const approved = plans.map(({ digest }) => digest);
	const report = await mergeGroups(means(), {
		...request,
		approved,
		mergesReviewed: true,
		mostGroups: 5,
		leaseMs: 60_000,
	});
	expect(report.status).toBe('Success');
	return report.runId;
}

async function startRun(): Promise<{
	readonly run: Run;
	readonly store: Store;
	readonly keepLease: () => Promise<void>;
}> {
	const run: Run = {
		...{ orgId: org.identity.id, pipeline: `hourly ${(runs += 1)}`, sObject: 'Lead', runId: `write-${runs}` },
		...{ status: 'Running', isDryRun: false, leaseMs: 180_000, startedAt: orgNow },
	};
	await store.createRun(run);
	return { run, store, keepLease: async () => undefined };
}

function aLead(Key__c: string, values: Record<string, unknown> = {}): RecordItem {
	const all = { LastName: 'New', Company: 'Acme', Key__c, ...values };
	const proposals = Object.fromEntries(Object.entries(all).map(([field, value]) => [field, aProposal(value)]));
	return anItem({}, { outcome: undefined, proposals });
}

const write = async (items: readonly RecordItem[], changes: Partial<WriteRequest>, context = startRun()) =>
	await writeRecords(client, { ...plainUpdate, ...changes }, items, await context);
const lead = (index: number) => org.org.get('Lead', ids[index])!;
const count = () => org.org.count('Lead');

describe.each([
	['SQLite', async () => await openSqliteStore(':memory:')],
	['PostgreSQL', async () => await openPostgresStore(server.url(`schema=keys_${(runs += 1)}`))],
])('the key of a merged record, remembered by %s', (_kind, open) => {
	beforeEach(async () => {
		org.reset();
		org.faults.clear();
		store = await open();
		client = await connectAtOnce(org);
	});
	afterEach(() => store.close());

	it('leads an upsert to the record that stayed, which keeps its own key, and creates nothing', async () => {
		await merge(0, 1);
		const report = await write([aLead('KEY-1', { Industry: 'Energy' }), aLead('Key-9')], upsert);

		expect(report.outcomes.map(({ item, status }) => [item.Id === ids[0], status])).toEqual([
			[true, 'written'],
			[false, 'written'],
		]);
		expect(report.outcomes[0].item._enrichment?.message).toBe(`The record with this key was merged into ${ids[0]}`);
		expect(lead(0)).toMatchObject({ LastName: 'Stays', Key__c: 'Key-0', Industry: 'Energy' });
		expect(count()).toBe(4);
		expect(writeSentence(report, false, await client.describe('Lead'))).toContain(
			'1 key of merged records led to the records that stayed, so nothing was created for them',
		);
	});

	it('makes nothing of a creation, and says where the record went', async () => {
		await merge(0, 1);
		const { outcomes } = await write([aLead('Key-1', { Industry: 'Energy' })], create);
		expect(outcomes).toMatchObject([
			{ status: 'written', changes: [], item: { Id: ids[0], _enrichment: { outcome: 'unchanged' } } },
		]);
		expect(outcomes[0].item._enrichment?.message).toContain(`merged into ${ids[0]}, so none was created`);
		expect([count(), lead(0).Industry]).toEqual([3, null]);
	});

	it('leads on where the record that stayed was merged into another one later', async () => {
		await merge(0, 1);
		await merge(3, 0);
		await write([aLead('Key-1', { Industry: 'Energy' }), aLead('Key-0', { Website: 'acme.example' })], upsert);
		expect(lead(3)).toMatchObject({ Industry: 'Energy', Website: 'acme.example', Key__c: 'Key-3' });
		expect(count()).toBe(2);
	});

	it('knows a number by its value', async () => {
		await merge(0, 1);
		const item = anItem({}, { proposals: { LastName: aProposal('New'), Number__c: aProposal('1.0') } });
		const { outcomes } = await write([item], { operation: 'upsert', externalIdField: 'Number__c' });
		expect(outcomes[0].item.Id).toBe(ids[0]);
		expect([count(), lead(0).Number__c]).toEqual([3, 0]);
	});

	it('lets several keys lead to one record in one write', async () => {
		await merge(0, 1, 2);
		const { outcomes } = await write(
			[
				aLead('Key-1', { Industry: 'Energy' }),
				aLead('Key-2', { Industry: 'Retail', Title: 'CEO' }),
				aLead('Key-0', { City: 'Ulm' }),
			],
			upsert,
		);
		expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written', 'written']);
		expect(lead(0)).toMatchObject({ Industry: 'Energy', Title: 'CEO', City: 'Ulm' });
	});

	it('plans what it uses, and says the same in a dry run', async () => {
		await merge(0, 1);
		const context = await startRun();
		const items = [aLead('Key-1', { Industry: 'Energy' }), aLead('Key-3', { Industry: 'Retail' })];
		const dry = await write(items, { ...upsert, isDryRun: true }, Promise.resolve(context));
		expect(dry.outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['would_write', 'would_write']);
		expect(count()).toBe(3);
		const real = await write(items, upsert, Promise.resolve(context));
		expect(real.digest).toBe(dry.digest);
		const calls = (await store.readCalls(context.run.runId)).write;
		expect(calls.used - calls.retries).toBe(calls.planned);
	});

	it('sends an update whose reply was lost once', async () => {
		await merge(0, 1);
		const update = client.update.bind(client);
		client.update = async (...parameters) => {
			client.update = update;
			org.faults.dropAfterCommit(1);
			return await update(...parameters);
		};
		const { outcomes } = await write([aLead('Key-1', { Industry: 'Energy' })], upsert);
		expect(outcomes).toMatchObject([{ status: 'written', item: { Id: ids[0] } }]);
		expect([count(), lead(0).Industry]).toEqual([3, 'Energy']);
	});

	it('creates the record when the one that stayed was deleted, and when the merge was undone', async () => {
		const runId = await merge(0, 1);
		await undoRun(means(), { runId, isDryRun: false, executionId: 'undo', leaseMs: 60_000 });
		await write([aLead('Key-1', { Industry: 'Energy' })], upsert);
		expect([lead(1).Industry, lead(0).Industry]).toEqual(['Energy', null]);

		await merge(0, 1);
		org.org.delete('Lead', ids[0]);
		const { outcomes } = await write([aLead('Key-1')], upsert);
		expect(outcomes).toMatchObject([{ status: 'written', isCreation: true }]);
	});

	describe('at the end of a run', () => {
		it.each(['bulk', 'collections'] as const)('leads by %s', async (strategy) => {
			await merge(0, 1);
			const context = await startRun();
			await write(
				[aLead('Key-1', { Industry: 'Energy' })],
				{ ...upsert, delivery: 'at_finish' },
				Promise.resolve(context),
			);
			expect(lead(0).Industry).toBeNull();
			await deliverStaged(client, context, { now: orgNow, canaryRecords: 0, strategy });
			expect([count(), lead(0).Industry, lead(0).Key__c]).toEqual([3, 'Energy', 'Key-0']);
		});

		it('creates nothing for a key that was merged away after its row was kept', async () => {
			org.org.update('Lead', ids[1], { Key__c: null });
			const context = await startRun();
			await write(
				[aLead('Key-1', { Industry: 'Energy' })],
				{ ...upsert, delivery: 'at_finish' },
				Promise.resolve(context),
			);
			org.org.update('Lead', ids[1], { Key__c: 'Key-1' });
			await merge(0, 1);
			await deliverStaged(client, context, { now: orgNow, canaryRecords: 0, strategy: 'bulk' });
			expect(count()).toBe(3);
			const [work] = await store.loadWork(context.run, ['Key__c=key-1']);
			expect(work.settlement).toMatchObject({ outcome: 'rejected', message: expect.stringContaining(ids[0]) });
		});
	});
});
