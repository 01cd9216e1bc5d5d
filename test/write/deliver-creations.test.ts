import type { RecordItem } from '../../core/record/record-item';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../core/changes/staged/delivery';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { dieAt, expectBalancedBooks, leadSeed, websiteRule, WriteRun } from './write-org';

const upsert = { operation: 'upsert', externalIdField: 'Key__c', delivery: 'at_finish' } as const;
const create = { ...upsert, operation: 'create' } as const;
const delivery: DeliveryRequest = { now: orgNow, canaryRecords: 0, strategy: 'bulk' };

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [{ object: 'Lead', name: 'Key__c', type: 'string', length: 40, externalId: true, unique: true }],
		records: { Lead: leadSeed(3).map((lead, index) => ({ ...lead, Key__c: `there-${index}`, Title: 'CTO' })) },
		validationRules: [websiteRule],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

function aLead(
	Key__c: string,
	values: Record<string, unknown> = {},
	changes: Parameters<typeof aProposal>[1] = {},
): RecordItem {
	const all = { LastName: 'New', Company: 'Acme', Key__c, ...values };
	const proposals = Object.fromEntries(Object.entries(all).map(([field, value]) => [field, aProposal(value, changes)]));
	return anItem({}, { outcome: undefined, proposals });
}

const newLeads = (count: number, values: Record<string, unknown> = {}) =>
	Array.from({ length: count }, (_, index) => aLead(`New-${index}`, values));
const deliver = (changes: Partial<DeliveryRequest> = {}) =>
	deliverStaged(run.client, run.context, { ...delivery, ...changes });
const byKey = (Key__c: string) => org.org.find('Lead', { Key__c });
const createdJobs = () =>
	org.calls.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/jobs/ingest')).length;

describe('an upsert that is delivered at finish', () => {
	it('stages updates of what has the key and creations of what has not, and sends each in one job', async () => {
		const items = [...newLeads(20, { Industry: 'Energy' }), aLead('THERE-1', { Industry: 'Energy', Title: 'CEO' })];
		const { outcomes } = await run.write(items, upsert);
		expect(new Set(outcomes.map(({ item }) => item._enrichment?.outcome))).toEqual(new Set(['staged']));
		expect(org.org.count('Lead')).toBe(3);

		const report = await deliver();
		expect(report).toMatchObject({ rows: 21, refused: 0, failed: 0, heldBack: 0, jobs: [{ rows: 1 }, { rows: 20 }] });
		expect(org.org.count('Lead', { LastName: 'New', Industry: 'Energy', Enrichment_Log_Id__c: 'run-1' })).toBe(20);
		expect(byKey('there-1')).toMatchObject([{ LastName: 'L1', Title: 'CTO', Industry: 'Energy' }]);
		expect(await run.store.countStagedRows('run-1')).toBe(0);
		await expectBalancedBooks(run);
	});

	it('journals and settles the new records under the Ids that they got', async () => {
		await run.write([aLead('New-1', { Title: 'CEO' }), aLead('New-2')], upsert);
		expect(await run.journal()).toEqual([]);
		await deliver();
		const [{ Id }] = byKey('New-1');
		const rows = (await run.journal()).filter(({ recordId }) => recordId === Id);
		expect(rows[0]).toMatchObject({ kind: 'created', before: null, after: Id, policy: 'create', status: 'written' });
		expect(rows.find(({ field }) => field === 'Title')).toMatchObject({
			before: null,
			after: 'CEO',
			provider: 'reference',
			confidence: 0.98,
			policy: 'create',
		});
		expect(await run.settlements()).toMatchObject([
			{ recordId: Id, outcome: 'written', retryable: false },
			{ recordId: byKey('New-2')[0].Id, outcome: 'written' },
		]);
	});

	it('would write the same in a dry run, which stages nothing', async () => {
		const { outcomes } = await run.write([aLead('New-1'), aLead('there-1', { Industry: 'Energy' })], {
			...upsert,
			isDryRun: true,
		});
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['would_write', 'would_write']);
		expect(await run.store.countStagedRows('run-1')).toBe(0);
	});

	it('goes by Collections where that costs fewer calls', async () => {
		await run.write([...newLeads(20), aLead('there-1', { Industry: 'Energy' })], upsert);
		expect(await deliver({ strategy: 'auto' })).toMatchObject({ jobs: [] });
		expect(org.org.count('Lead', { LastName: 'New' })).toBe(20);
		expect(await run.outcomes()).toEqual({ written: 21 });
		expect((await run.journal()).filter(({ field }) => field === 'Id')).toHaveLength(20);
		await expectBalancedBooks(run);
	});

	it('tells the refused by their key, and stamps only what exists', async () => {
		await run.write(
			[
				...newLeads(3),
				aLead('Bad', { Website: 'forbidden.example' }),
				aLead('there-0', { Website: 'forbidden.example' }),
			],
			upsert,
		);
		expect(await deliver()).toMatchObject({ rows: 5, refused: 2 });
		const refused = (await run.settlements()).filter((settlement) => settlement?.outcome === 'rejected');
		const message = 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Not that website';
		expect(refused).toMatchObject([
			{ recordId: byKey('there-0')[0].Id, message },
			{ recordId: 'Key__c=bad', message, retryable: false },
		]);
		expect(byKey('there-0')).toMatchObject([
			{ Website: null, Enrichment_Outcome__c: 'rejected', Enrichment_Log_Id__c: 'run-1' },
		]);
		expect(byKey('Bad')).toEqual([]);
		expect((await run.journal()).filter(({ field, status }) => field === 'Id' && status === 'written')).toHaveLength(3);
	});

	it('keeps the last of several rows of one key, however it is written', async () => {
		await run.write([aLead('New-1', { Title: 'CEO' })], upsert);
		await run.write([aLead('NEW-1', { Title: 'CFO' })], upsert);
		expect(await run.store.countStagedRows('run-1')).toBe(1);
		await deliver();
		expect(org.org.find('Lead', { LastName: 'New' })).toMatchObject([{ Key__c: 'NEW-1', Title: 'CFO' }]);
	});

	it('has its canary, which is not sent again', async () => {
		await run.write(newLeads(120), upsert);
		const report = await deliver({ canaryRecords: 50 });
		expect(report.jobs).toMatchObject([{ rows: 70 }]);
		expect(await run.outcomes()).toEqual({ written: 120 });
		expect(new Set((await run.journal()).map(({ recordId }) => recordId)).size).toBe(120);
		expect((await run.store.readCalls('run-1')).canary).toEqual({ planned: 2, used: 2, retries: 0 });
	});

	it('is stopped by the breaker, and what it held back is delivered by the next attempt', async () => {
		await run.write(newLeads(300, { Website: 'forbidden.example' }), upsert);
		const report = await deliver({ maxUploadBytes: 20_000, circuitBreaker: { percent: 20, atLeast: 10 } });
		expect(report.jobs).toHaveLength(1);
		expect(report.stopReason).toContain('were refused, more than the 20 %');
		expect(report.heldBack).toBe(300 - report.refused);
		expect(await run.store.countStagedRows('run-1')).toBe(report.heldBack);
		expect(await run.outcomes()).toEqual({ rejected: report.refused });
	});

	it('is split where an upload would become too large', async () => {
		await run.write(newLeads(200), upsert);
		const { jobs } = await deliver({ maxUploadBytes: 10_000 });
		expect(jobs.length).toBeGreaterThan(1);
		expect(org.org.count('Lead', { LastName: 'New' })).toBe(200);
		expect(new Set((await run.journal()).map(({ recordId }) => recordId)).size).toBe(200);
		await expectBalancedBooks(run);
	});
});

describe('a record that somebody creates under the key while the row waits', () => {
	/** As a person would, while the row waits in the store. */
	const createMeanwhile = () => org.org.insert('Lead', { LastName: 'Theirs', Company: 'Other', Key__c: 'new-1' });

	it('gets its blanks filled by an upsert, which can be undone', async () => {
		await run.write([aLead('New-1', { Title: 'CEO' })], upsert);
		const id = createMeanwhile();
		await deliver();
		expect(org.org.get('Lead', id)).toMatchObject({ LastName: 'Theirs', Company: 'Other', Title: 'CEO' });
		expect(org.org.count('Lead')).toBe(4);
		expect(await run.journal()).toMatchObject(
			['Key__c', 'Title'].map((field) => ({ recordId: id, field, policy: 'fill_blank' })),
		);
		expect(await run.outcomes()).toEqual({ written: 1 });
	});

	it('is a conflict where the policy would have overwritten it', async () => {
		await run.write([aLead('New-1', {}, { policy: 'always' })], upsert);
		const id = createMeanwhile();
		await deliver();
		expect(org.org.get('Lead', id)).toMatchObject({ LastName: 'Theirs', Company: 'Other' });
		expect((await run.settlements())[0]).toMatchObject({
			message: expect.stringContaining('LastName: somebody changed it to Theirs'),
		});
	});

	it('is left alone by a create', async () => {
		await run.write([aLead('New-1', { Title: 'CEO' }), aLead('New-2')], create);
		const id = createMeanwhile();
		expect(await deliver()).toMatchObject({ refused: 1 });
		expect(org.org.get('Lead', id)).toMatchObject({ Title: null, Enrichment_Log_Id__c: null });
		expect(await run.outcomes()).toEqual({ written: 1, rejected: 1 });
		expect((await run.settlements()).find((each) => each?.outcome === 'rejected')?.message).toContain(
			'Somebody has created a record with this key',
		);
	});
});

describe('a create that is delivered at finish', () => {
	it('leaves alone what has the key when it is staged', async () => {
		const { outcomes } = await run.write([aLead('there-0', { Title: 'CEO' }), aLead('New-1')], create);
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['unchanged', 'staged']);
		await deliver();
		expect(byKey('there-0')).toMatchObject([{ Title: 'CTO' }]);
		expect(org.org.count('Lead')).toBe(4);
	});

	it('makes its keys in the field of the pack', async () => {
		const { outcomes } = await run.write([aLead('a'), aLead('b')], { operation: 'create', delivery: 'at_finish' });
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['staged', 'staged']);
		await deliver();
		expect(
			org.org.rows('Lead').filter(({ Enrichment_Key__c: key }) => /^[0-9a-f]{32}$/.test(String(key))),
		).toHaveLength(2);
	});

	it('creates the others although a row met a lock in the job', async () => {
		await run.write(newLeads(60), create);
		org.faults.set({ lockErrorPercent: 10 });
		const report = await deliver();
		expect(report.failed).toBe(60 - org.org.count('Lead', { LastName: 'New' }));
		expect(report.failed).toBeLessThan(3);
		expect((await run.journal()).filter(({ field }) => field === 'Id')).toHaveLength(60 - report.failed);
	});

	it('sends again what a failed job never came to', async () => {
		await run.write(newLeads(60), create);
		org.faults.set({ failJobsAfterBatches: 0 });
		expect(await deliver()).toMatchObject({ failed: 0 });
		expect(await run.outcomes()).toEqual({ written: 60 });
		expect((await run.journal()).filter(({ field }) => field === 'Id')).toHaveLength(60);
	});

	it('names what could not be created, because nobody takes it up again', async () => {
		await run.write(newLeads(60), create);
		org.faults.set({ failJobsAfterBatches: 0 });
		expect(await deliver({ bulkFromRows: 10 })).toMatchObject({ failed: 60 });
		expect(await run.settlements()).toContainEqual(
			expect.objectContaining({ recordId: 'Key__c=new-0', outcome: 'failed', retryable: false }),
		);
	});
});

describe('a delivery of creations that was killed', () => {
	it.each([
		['before the upload', 'upload', false, 2],
		['after the upload', 'upload', true, 2],
		['before the close', 'close', false, 1],
		['after the close', 'close', true, 1],
		['while waiting', 'find', true, 1],
	] as const)(
		'%s is taken up again, and every record is created once',
		async (_when, method, isAfter, expectedJobs) => {
			await run.write([...newLeads(40), aLead('Bad', { Website: 'forbidden.example' })], upsert);
			await dieAt(run, method, isAfter, deliver);
			await deliver();
			expect(org.org.count('Lead', { LastName: 'New' })).toBe(40);
			expect(await run.outcomes()).toEqual({ written: 40, rejected: 1 });
			expect((await run.journal()).filter(({ field }) => field === 'Id')).toHaveLength(40);
			expect(await run.store.countStagedRows('run-1')).toBe(0);
			expect(
				(await run.store.readRemoteJobs('run-1')).every(
					({ operation, step }) => operation === 'upsert' && step === 'collected',
				),
			).toBe(true);
			expect(createdJobs()).toBe(expectedJobs);
		},
	);

	it('while it let go of the rows knows the Ids when it is taken up again', async () => {
		await run.write(newLeads(40), upsert);
		const { dropStagedRows } = run.store;
		run.store.dropStagedRows = async () => {
			throw new Error('killed');
		};
		await expect(deliver()).rejects.toThrow('killed');
		run.store.dropStagedRows = dropStagedRows;
		await deliver();
		expect(await run.outcomes()).toEqual({ written: 40 });
		expect((await run.journal()).filter(({ field }) => field === 'Id')).toHaveLength(40);
		expect(createdJobs()).toBe(1);
	});
});
