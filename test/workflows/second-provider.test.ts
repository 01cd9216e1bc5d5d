import { join } from 'node:path';
import type { RunSummary } from '../../core/run/run-summary';
import type { ToldLookUp } from '../../core/store/contract/ledger';
import type { Store } from '../../core/store/store';
import { readTemplate } from '../../demo/hourly-template';
import { summaryFrom } from '../../demo/summary-of';
import { withProviders } from '../../demo/waterfall';
import { defaultKey, startProviders, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import type { ProductionRun, WorkflowTemplate } from '../engine/workflow-engine';
import { BatchOrg } from '../run/batch-org';
import { aLead, HourlyOrg } from './hourly-org';

const packFolder = join(__dirname, '..', '..');
const provider = 'people-data-labs-company';
const credentials = { enrichmentPeopleDataLabsApi: { apiKey: defaultKey } };

let vendors: ProvidersEmulator;

beforeAll(async () => {
	vendors = await startProviders({
		world: {
			companies: [
				{ name: 'Northwind', domain: 'northwind.example', employees: 77 },
				{ name: 'Fabrikam', domain: 'fabrikam.example', employees: 42 },
			],
		},
		coverage: { 'people-data-labs': { company: 1 } },
	});
	process.env.SALESFORCE_ENRICHMENT_PROVIDERS = `${provider}=${vendors.urls['people-data-labs']}`;
});

beforeEach(() => vendors.reset());

afterAll(async () => {
	delete process.env.SALESFORCE_ENRICHMENT_PROVIDERS;
	await vendors.close();
});

/** The template with one node more, between Enrich and Score, and otherwise as it is shipped. */
const withSecond = (template: WorkflowTemplate) =>
	withProviders(template, [{ name: 'Second Provider', parameters: { provider } }]);

function onlySummary(run: ProductionRun): RunSummary {
	const summaries = [...run.output('Summary'), ...(run.errorRun?.output('Summary') ?? [])].map(summaryFrom);
	expect(summaries).toHaveLength(1);
	return summaries[0];
}

async function lookUpsOf(store: Store, orgId: string): Promise<ToldLookUp[]> {
	const pages: Array<readonly ToldLookUp[]> = [];
	for await (const page of store.readLookUps(orgId)) pages.push(page);
	return pages.flat();
}

describe('the hourly template with a second provider', () => {
	let org: HourlyOrg;
	beforeAll(async () => {
		org = await HourlyOrg.open(packFolder);
	});
	afterAll(() => org.close());

	const run = () =>
		org.engine.run(
			withSecond(readTemplate('hourly', { referenceFile: org.referenceFile })),
			{ ...org.credentials(), ...credentials },
			'Every Hour',
		);

	it('asks it for what the reference data left open, in one run with one summary', async () => {
		await org.begin([
			aLead({ City: 'Graz', Phone: '+43 316 1234', AnnualRevenue: 1_000_000 }),
			aLead({ LastName: 'Ito', Email: 'aya.ito@northwind.example' }),
			aLead({ LastName: 'Danso', Company: 'Fabrikam', Email: 'kofi.danso@fabrikam.example' }),
			aLead({ LastName: 'Unknown', Company: 'Nobody Knows', Email: 'x@nobody.example' }),
		]);

		const summary = onlySummary(await run());

		expect(summary).toMatchObject({ status: 'Success', counts: { read: 4, noMatch: 1, rejected: 0, failed: 0 } });
		const [complete, open, onlySecond, unknown] = org.emulator.org.rows('Lead');
		expect(complete).toMatchObject({ City: 'Graz', Industry: 'Retail', NumberOfEmployees: 1200 });
		// The first one's values stand, and the second one's are beside them.
		expect(open).toMatchObject({ Industry: 'Retail', NumberOfEmployees: 1200, City: expect.any(String) });
		expect(onlySecond).toMatchObject({ NumberOfEmployees: 42, Enrichment_Outcome__c: 'written' });
		expect(unknown).toMatchObject({ NumberOfEmployees: null, Enrichment_Outcome__c: 'no_match' });
		const lookUps = await lookUpsOf(org.store, summary.orgId);
		expect(lookUps.map(({ runId, outcome, recordId }) => [runId, outcome, recordId])).toEqual([
			[summary.runId, 'matched', open.Id],
			[summary.runId, 'matched', onlySecond.Id],
			[summary.runId, 'no_match', unknown.Id],
		]);
		expect(lookUps[0].asked).not.toContain('Industry');
		expect(lookUps[1].asked).toContain('Industry');
		expect(vendors.charged('people-data-labs')).toEqual({ company: 2_000 });
	});

	it('spends nothing in a second run', async () => {
		await org.begin([aLead()]);
		await run();
		const charged = vendors.charged('people-data-labs');
		org.passHours(1);

		expect(onlySummary(await run()).counts.read).toBe(0);

		expect(charged).toEqual({ company: 1_000 });
		expect(vendors.charged('people-data-labs')).toEqual(charged);
	});
});

describe('the scheduled template with a second provider', () => {
	let org: BatchOrg;
	beforeEach(async () => {
		org = await BatchOrg.open(packFolder, 5);
	});
	afterEach(() => org.close());

	it('asks it in every batch, pays a question once, and reports once', async () => {
		const run = await org.run(withSecond(org.template(3)), credentials);

		expect(run.error).toBeUndefined();
		expect(run.calls).toHaveLength(2);
		const summary = onlySummary(run);
		expect(summary).toMatchObject({ status: 'Success', counts: { read: 5, written: 5 } });
		expect(org.enriched()).toBe(5);
		expect(org.emulator.org.count('Lead', { City: null })).toBe(0);
		// Five Leads of one company: the second batch has the answer that the first one paid for.
		expect(vendors.charged('people-data-labs')).toEqual({ company: 1_000 });
		expect(vendors.requestCount('people-data-labs')).toBe(1);
		expect(await lookUpsOf(org.store, summary.orgId)).toMatchObject([{ provider, runId: summary.runId }]);
	});
});
