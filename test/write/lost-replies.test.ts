import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from './write-org';

jest.setTimeout(60_000);

const minutesLater = (minutes: number) => new Date(orgNow.getTime() + minutes * 60_000);
const writes = 'composite(/sobjects)?$';

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead: leadSeed(3) } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	org.setClock(() => orgNow);
	run = await WriteRun.start(org);
});

const sent = () =>
	org.calls.log.filter(({ method, path }) => method === 'PATCH' && path.endsWith('/composite/sobjects')).length;
const industries = () => org.org.count('Lead', { Industry: 'Energy' });

/** The connection breaks while the first write is under way, and nobody sees whether it arrives. */
const loseWrite = (isApplied: boolean) =>
	org.faults.set({ [isApplied ? 'dropAfterCommit' : 'dropBeforeCommit']: { times: 1, path: 'composite/sobjects$' } });

describe('a write whose reply is lost', () => {
	it('is not sent again while Salesforce may still be at work on it', async () => {
		loseWrite(false);
		const { outcomes } = await run.write(await run.fetch('Industry', 'Energy'));
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['failed', 'failed', 'failed']);
		expect(outcomes[0].errors).toMatchObject([
			{ code: 'REPLY_LOST', message: expect.stringContaining('for ten minutes it is not sent again'), retryable: true },
		]);
		expect(industries()).toBe(0);
		expect(await run.outcomes()).toEqual({ failed: 3 });
		expect(new Set((await run.journal()).map(({ status }) => status))).toEqual(new Set(['unknown']));
	});

	it('counts as soon as it is seen', async () => {
		loseWrite(true);
		await run.write(await run.fetch('Industry', 'Energy'));
		expect(await run.outcomes()).toEqual({ written: 3 });
		expect(sent()).toBe(1);
	});

	it('is sent again once the ten minutes are over and it is not there', async () => {
		loseWrite(false);
		const retrieve = run.client.retrieve.bind(run.client);
		let reads = 0;
		run.client.retrieve = (...parameters) => {
			reads += 1;
			if (reads === 2) org.setClock(() => minutesLater(12));
			return retrieve(...parameters);
		};
		await run.write(await run.fetch('Industry', 'Energy'), { canaryRecords: 0 });
		expect(await run.outcomes()).toEqual({ written: 3 });
		expect(industries()).toBe(3);
	});

	it('is not sent again by another attempt of the run within the ten minutes, and is after them', async () => {
		loseWrite(false);
		const items = await run.fetch('Industry', 'Energy');
		await run.write(items);
		org.setClock(() => minutesLater(9));
		await run.write(items);
		expect([sent(), industries()]).toEqual([0, 0]);
		org.setClock(() => minutesLater(12));
		await run.write(items);
		expect([sent(), industries()]).toEqual([1, 3]);
	});

	it('leaves a later edit alone: it arrives late, a person edits, and nothing is sent again', async () => {
		loseWrite(false);
		const items = (await run.fetch('Industry', 'Energy', { policy: 'always' })).slice(0, 1);
		await run.write(items);
		org.org.update('Lead', String(items[0].Id), { Industry: 'Energy' }, { asUser: run.client.org.userId });
		org.org.update('Lead', String(items[0].Id), { Industry: 'Banking' });
		await run.write(items);
		expect(org.org.get('Lead', String(items[0].Id))?.Industry).toBe('Banking');
	});

	it('waits for a later run when it is lost at finish, and is not taken for refused', async () => {
		await run.write(await run.fetch('Industry', 'Energy'), { delivery: 'at_finish' });
		loseWrite(false);
		const report = await deliverStaged(run.client, run.context, {
			now: orgNow,
			canaryRecords: 0,
			strategy: 'collections',
		});
		expect(report).toMatchObject({ refused: 0, failed: 3 });
		expect((await run.settlements())[0]).toMatchObject({
			outcome: 'failed',
			retryable: true,
			message: expect.stringContaining('REPLY_LOST'),
		});
		expect(new Set((await run.journal()).map(({ status }) => status))).toEqual(new Set(['unknown']));
	});

	it('is sent again at once where it creates under a unique key, which makes no second record', async () => {
		const item = {
			_enrichment: {
				proposals: { LastName: aProposal('New'), Company: aProposal('Acme'), Enrichment_Key__c: aProposal('k-1') },
			},
		};
		org.faults.set({ dropBeforeCommit: { times: 1, path: 'composite/sobjects/Lead/Enrichment_Key__c$' } });
		await run.write([item], { operation: 'upsert', externalIdField: 'Enrichment_Key__c' });
		expect(org.org.count('Lead', { Enrichment_Key__c: 'k-1' })).toBe(1);
	});
});

describe('an answer without a result', () => {
	it('tells that Salesforce is done with the call, so that a row that is not there is sent again at once', async () => {
		org.faults.unavailable(1, new RegExp(writes));
		await run.write((await run.fetch('Industry', 'Energy')).slice(0, 1));
		expect(industries()).toBe(1);
	});
});
