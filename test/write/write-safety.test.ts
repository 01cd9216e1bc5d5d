import type { RecordItem } from '../../core/record/record-item';
import { rowError } from '../../core/salesforce/salesforce-error';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, websiteRule, WriteRun } from './write-org';

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		records: { Lead: leadSeed(400) },
		validationRules: [websiteRule],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	org.setClock(() => orgNow);
	run = await WriteRun.start(org);
});

/** The process dies once the next call has been applied, before anybody notes the reply. */
function dieAfterFirst(method: 'update'): void {
	const call = run.client[method].bind(run.client);
	run.client[method] = async (...parameters) => {
		run.client[method] = call;
		await call(...parameters);
		throw Object.assign(new Error('killed'), { code: 'lease_lost' });
	};
}

const id = (item: RecordItem) => String(item.Id);
const lead = (item: RecordItem) => org.org.get('Lead', id(item)) ?? {};
const outcomeOf = (items: readonly { item: RecordItem }[]) => items.map(({ item }) => item._enrichment?.outcome);

describe('the canary', () => {
	it('goes ahead of the others once in a run', async () => {
		const items = await run.fetch('Industry', 'Energy');
		await run.write(items.slice(0, 200));
		await run.write(items.slice(200));
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(400);
		expect((await run.store.readCalls('run-1')).canary).toEqual({ planned: 2, used: 2, retries: 0 });
		const { write } = await run.store.readCalls('run-1');
		expect(write.used - write.retries).toBe(write.planned);
	});

	it('is left out when nothing would follow it', async () => {
		const items = await run.fetch('Industry', 'Energy');
		await run.write(items.slice(0, 50));
		expect((await run.store.readCalls('run-1')).canary).toBeUndefined();
	});

	it("stops the write when a value reads back otherwise, and this batch's rest and the next batch are held back", async () => {
		const items = await run.fetch('Industry', 'Energy');
		const retrieve = run.client.retrieve.bind(run.client);
		run.client.retrieve = async (sObject, ids, fields, signal) => {
			const records = await retrieve(sObject, ids, fields, signal);
			return ids.length === 50 ? records.map((record) => record && { ...record, Industry: 'Other' }) : records;
		};
		const first = await run.write(items.slice(0, 200));
		const second = await run.write(items.slice(200));

		expect(first.stopReason).toContain('Industry of record');
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(50);
		expect(outcomeOf(first.outcomes).filter((outcome) => outcome === 'carried_over')).toHaveLength(150);
		expect(new Set(outcomeOf(second.outcomes))).toEqual(new Set(['carried_over']));
		expect(await run.outcomes()).toEqual({ written: 50, carried_over: 350 });
		expect((await run.settlements()).filter((settlement) => settlement?.retryable)).toHaveLength(350);
		expect(await run.store.findRun('run-1')).toMatchObject({
			status: 'Running',
			stop: { why: expect.stringContaining('The trial write of 50 records failed') },
		});
	});
});

describe('the circuit breaker', () => {
	const wrong = (items: readonly RecordItem[]) =>
		items.map((item) => anItem(item, { ...item._enrichment, proposals: { Website: aProposal('forbidden.example') } }));

	it('stops after too many refusals of Salesforce', async () => {
		const items = wrong(await run.fetch('Industry', 'Energy'));
		const { stopReason, outcomes } = await run.write(items, { circuitBreaker: { percent: 20, atLeast: 40 } });
		expect(stopReason).toBe('50 of 50 records were refused, more than the 20 % at which writing stops');
		expect(outcomeOf(outcomes).filter((outcome) => outcome === 'rejected')).toHaveLength(50);
		expect(outcomeOf(outcomes).filter((outcome) => outcome === 'carried_over')).toHaveLength(350);
		expect(org.org.count('Lead', { Enrichment_Outcome__c: 'rejected' })).toBe(0);
	});

	it('stops after too many refusals of the type check, before anything is sent', async () => {
		const items = await run.fetch('NumberOfEmployees', 'many');
		const { stopReason } = await run.write(items);
		expect(stopReason).toContain('400 of 400 records were refused');
		expect(run.client.calls.byKind.write).toBeUndefined();
	});

	it('lets single refusals pass', async () => {
		const items = await run.fetch('Industry', 'Energy');
		const { stopReason } = await run.write([...items.slice(20), ...wrong(items.slice(0, 20))], {
			circuitBreaker: { percent: 20, atLeast: 40 },
		});
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ written: 380, rejected: 20 });
	});

	it("adds up the refusals of a run's calls, and stays open for the later ones", async () => {
		const items = wrong(await run.fetch('Industry', 'Energy'));
		const batches = [0, 1, 2, 3].map((index) => items.slice(index * 40, index * 40 + 40));
		const reports = [];
		for (const batch of batches)
			reports.push(await run.write(batch, { canaryRecords: 0, circuitBreaker: { percent: 20, atLeast: 100 } }));
		expect(reports.map(({ stopReason }) => stopReason !== undefined)).toEqual([false, false, true, true]);
		expect(reports[2].stopReason).toBe('120 of 120 records were refused, more than the 20 % at which writing stops');
		expect(reports[3].stopReason).toBe(reports[2].stopReason);
		expect(new Set(outcomeOf(reports[3].outcomes))).toEqual(new Set(['carried_over']));
	});

	it('adds up the refusals of creations too, which no Fetch took on', async () => {
		const values = { LastName: 'New', Company: 'Acme', Website: 'forbidden.example' };
		const newLead = (index: number) =>
			anItem(
				{},
				{
					proposals: Object.fromEntries(
						Object.entries({ ...values, Email: `new${index}@acme.example` }).map(([field, value]) => [
							field,
							aProposal(value),
						]),
					),
				},
			);
		const items = Array.from({ length: 160 }, (_, index) => newLead(index));
		const reports = [];
		for (const from of [0, 40, 80, 120]) {
			reports.push(
				await run.write(items.slice(from, from + 40), {
					operation: 'create',
					canaryRecords: 0,
					circuitBreaker: { percent: 20, atLeast: 100 },
				}),
			);
		}
		expect(reports.map(({ stopReason }) => stopReason !== undefined)).toEqual([false, false, true, true]);
		expect(org.org.count('Lead')).toBe(400);
	});

	it('is not opened by the refused that a killed process has left, once its last call turns out to have arrived', async () => {
		const items = await run.fetch('Industry', 'Energy');
		const mixed = [...items.slice(0, 120), ...wrong(items.slice(120, 240))];
		const limit = { circuitBreaker: { percent: 60, atLeast: 100 }, canaryRecords: 0 };
		dieAfterFirst('update');
		await expect(run.write(mixed.slice(0, 120), limit)).rejects.toThrow('killed');
		expect(await run.outcomes()).toEqual({ open: 400 });

		const { stopReason } = await run.write(mixed, limit);
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toMatchObject({ rejected: 120, open: 160 });
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(120);
	});

	it('knows what a run had written before it was killed', async () => {
		const items = await run.fetch('Industry', 'Energy');
		await run.write(items.slice(0, 200));
		const { stopReason } = await run.write(wrong(items.slice(200, 350)), {
			circuitBreaker: { percent: 50, atLeast: 100 },
		});
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ written: 200, rejected: 150, open: 50 });
	});

	it('is not soothed by records that nobody meant to change', async () => {
		const items = await run.fetch('Industry', 'Energy');
		const gated = items.slice(100).map((item) => anItem(item, { outcome: 'skipped_unchanged', proposals: {} }));
		await run.write(gated.slice(0, 200));
		const { stopReason } = await run.write([...wrong(items.slice(0, 100)), ...gated.slice(200)], { canaryRecords: 0 });
		expect(stopReason).toContain('100 of 100 records were refused');
	});

	it('does not count one record twice that was refused when it was sent again', async () => {
		const items = await run.fetch('Industry', 'Energy');
		const update = run.client.update.bind(run.client);
		const lock = {
			code: 'UNABLE_TO_LOCK_ROW',
			message: 'unable to obtain exclusive access to this record',
			fields: [],
			retryable: true,
		};
		run.client.update = async (...parameters) => {
			run.client.update = update;
			return parameters[1].map(() => ({ status: 'refused' as const, errors: [lock] }));
		};
		const { stopReason } = await run.write(wrong(items.slice(0, 50)), {
			canaryRecords: 0,
			circuitBreaker: { percent: 20, atLeast: 100 },
		});
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ rejected: 50, open: 350 });
	});

	it('stops nothing when it is off', async () => {
		const { stopReason } = await run.write(wrong(await run.fetch('Industry', 'Energy')), { circuitBreaker: 'off' });
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ rejected: 400 });
	});
});

describe('rows that meet a lock or a governor limit', () => {
	const trigger = 'LeadTrigger: System.LimitException: Apex CPU time limit exceeded';
	it.each([
		['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record'],
		['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', trigger],
	])('are sent again in transactions half as large each time, and only they: %s', async (statusCode, message) => {
		const items = await run.fetch('Industry', 'Energy');
		const update = run.client.update.bind(run.client);
		const sizes: number[] = [];
		run.client.update = async (sObject, rows, options, signal) => {
			const size = options?.rowsPerTransaction ?? 0;
			sizes.push(size);
			if (size <= 50) return await update(sObject, rows, options, signal);
			const passed = await update(sObject, rows.slice(0, 10), options, signal);
			return [
				...passed,
				...rows.slice(10).map(() => ({ status: 'refused' as const, errors: [rowError({ statusCode, message })] })),
			];
		};
		await run.write(items, { canaryRecords: 0 });
		expect(sizes).toEqual([200, 100, 50, 50]);
		expect(await run.outcomes()).toEqual({ written: 400 });
		const { write } = await run.store.readCalls('run-1');
		expect(write.used - write.retries).toBe(write.planned);
	});
});

describe('a change by somebody else since the read', () => {
	it('is a conflict where the policy would have overwritten it, and the other fields are written', async () => {
		const [item] = await run.fetch('Industry', 'Energy', { policy: 'always' });
		const both = anItem(item, {
			...item._enrichment,
			proposals: { ...item._enrichment?.proposals, Title: aProposal('CTO') },
		});
		org.org.update('Lead', id(item), { Industry: 'Banking' });
		const { outcomes } = await run.write([both]);
		expect(outcomes[0]).toMatchObject({
			status: 'written',
			changes: [{ field: 'Title' }],
			errors: [{ code: 'CONFLICT', fields: ['Industry'] }],
		});
		expect(lead(item)).toMatchObject({ Industry: 'Banking', Title: 'CTO' });
	});

	it("is the record's outcome when nothing else is left to write", async () => {
		const [item] = await run.fetch('Industry', 'Energy', { policy: 'always' });
		org.org.update('Lead', id(item), { Industry: 'Banking' });
		const { outcomes } = await run.write([item]);
		expect(outcomes[0]).toMatchObject({ status: 'rejected', item: { _enrichment: { outcome: 'conflict' } } });
		expect(lead(item)).toMatchObject({ Industry: 'Banking', Enrichment_Outcome__c: 'conflict' });
	});

	it.each([
		['to another field', { Title: 'CEO' }],
		['to blank', { Industry: null }],
		['to the same value', { Industry: 'Energy' }],
	])('is none %s', async (_what, edit) => {
		const [item] = await run.fetch('Industry', 'Energy', { policy: 'always' });
		org.org.update('Lead', id(item), edit);
		const { outcomes } = await run.write([item]);
		expect(outcomes[0].errors).toEqual([]);
		expect(lead(item).Industry).toBe('Energy');
	});
});

describe('the policies that remember', () => {
	const later = new Date(orgNow.getTime() + 86_400_000);

	async function writeTwice(
		policy: 'tracked' | 'if_newer' | 'if_more_confident',
		second: Parameters<typeof aProposal>[1],
		between: (item: RecordItem) => void,
	) {
		const [item] = await run.fetch('Industry', 'Energy', { policy });
		await run.write([item]);
		between(item);
		org.setClock(() => later);
		const next = await run.next('run-2');
		const [again] = await next.fetch('Industry', 'Banking', { policy, ...second });
		await next.write([again]);
		return lead(item).Industry;
	}
	const edited = (item: RecordItem) => org.org.update('Lead', id(item), { Industry: 'Retail' });
	const untouched = () => undefined;

	it.each([
		['tracked', {}, 'untouched', 'Banking'],
		['tracked', {}, 'edited', 'Retail'],
		['if_newer', { observedAt: '2026-11-02' }, 'untouched', 'Banking'],
		['if_newer', { observedAt: '2026-10-31' }, 'untouched', 'Energy'],
		['if_newer', { observedAt: '2026-11-20' }, 'edited', 'Retail'],
		['if_newer', { observedAt: '2026-11-22' }, 'edited', 'Banking'],
		['if_more_confident', { confidence: 0.99 }, 'untouched', 'Banking'],
		['if_more_confident', { confidence: 0.98 }, 'untouched', 'Energy'],
		['if_more_confident', { confidence: 1 }, 'edited', 'Retail'],
	] as const)('%s with %j over our value (%s) leaves %s', async (policy, second, between, expected) => {
		expect(await writeTwice(policy, second, between === 'edited' ? edited : untouched)).toBe(expected);
	});

	it('the next run does not write the undone value again', async () => {
		const [item] = await run.fetch('Industry', 'Energy');
		await run.write([item]);
		org.org.update('Lead', id(item), { Industry: null });
		await run.store.addTombstones(run.run.orgId, [
			{ recordId: id(item), sObject: 'Lead', field: 'Industry', value: 'Energy' },
		]);

		const next = await run.next('run-2');
		const [again] = await next.fetch('Industry', 'Energy', { policy: 'always' });
		const { outcomes } = await next.write([again]);
		expect(outcomes[0]).toMatchObject({
			status: 'written',
			changes: [],
			item: { _enrichment: { outcome: 'stamped' } },
		});
		expect(lead(item).Industry).toBeNull();
	});

	it('a newer value of the provider is written where another one was undone', async () => {
		const [item] = await run.fetch('Industry', 'Banking');
		await run.store.addTombstones(run.run.orgId, [
			{ recordId: id(item), sObject: 'Lead', field: 'Industry', value: 'Energy' },
		]);
		await run.write([item]);
		expect(lead(item).Industry).toBe('Banking');
	});
});
