import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { CustomFieldSeed } from '../../emulators/salesforce/org/seed';
import type { ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

/** What an org that comes from Mintigo has already, and what it added in the same manner. */
const names = {
	lastActivity: 'Mintigo_update_datetime__c',
	lastEnrichedOn: 'Mintigo_enriched_datetime__c',
	outcome: 'Mintigo_status__c',
	message: 'Mintigo_message__c',
	matchHash: 'Mintigo_hash__c',
	modelHash: 'Mintigo_model_hash__c',
	logId: 'Mintigo_log__c',
	score: 'Mintigo_Score__c',
	rank: 'Mintigo_Rank__c',
	sources: 'Mintigo_sources__c',
	externalKey: 'Mintigo_Key__c',
};
const renamed = { fieldNames: { names } };

const text = (name: string, length = 255): CustomFieldSeed => ({ object: 'Lead', name, type: 'string', length });
const customFields: CustomFieldSeed[] = [
	...[names.lastActivity, names.lastEnrichedOn].map(
		(name): CustomFieldSeed => ({ object: 'Lead', name, type: 'datetime' }),
	),
	...[names.outcome, names.message, names.matchHash, names.modelHash, names.logId].map((name) => text(name)),
	text(names.rank, 1),
	text(names.sources, 255),
	{ ...text(names.externalKey, 80), externalId: true, unique: true },
	{ object: 'Lead', name: names.score, type: 'double', precision: 3, scale: 0 },
];

/** Left behind in the shipped fields by somebody else: whoever went by them would think the leads attempted and scored. */
const leftBehind = {
	Enrichment_Last_Activity__c: '2026-11-21T10:00:00.000+0000',
	Enrichment_Outcome__c: 'matched',
	Enrichment_Match_Hash__c: 'left behind',
	Enrichment_Model_Hash__c: 'left behind',
	Enrichment_Score__c: 1,
	Enrichment_Rank__c: 'F',
};

let org: NodeOrg;
let filePath: string;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields,
		records: {
			Lead: [
				changed({ LastName: 'Novak', Company: 'Northwind', Email: 'jana@northwind.example', ...leftBehind }),
				changed({ LastName: 'Perez', Company: 'Nobody Knows', Email: 'p@nobody.example', ...leftBehind }),
			],
		},
	});
	filePath = org.writeFile(
		'companies.csv',
		'domain,name,industry,employees\nnorthwind.example,Northwind Traders,Retail,1200\n',
	);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function start(executionId: string): Promise<INodeExecutionData[]> {
	const parameters = { pipeline: 'hourly', startOptions: renamed };
	return itemsOf(await org.execute(new SalesforceEnrichmentRun(), { parameters, executionId }));
}

async function finish(executionId: string, parameters: IDataObject = {}): Promise<Record<string, unknown>> {
	const execution = { items: [{ json: {} }], parameters: { operation: 'finish', ...parameters }, executionId };
	return (await org.execute(new SalesforceEnrichmentRun(), execution)).outputs[0][0];
}

interface Round {
	readonly fetched: ExecutionResult;
	readonly enriched: ExecutionResult;
	readonly scored: ExecutionResult;
	readonly written: ExecutionResult;
}

/** Fetch, Enrich, Score and Write, each with these options. */
async function work(begun: INodeExecutionData[], options: IDataObject = {}, writing: IDataObject = {}): Promise<Round> {
	const fetched = await org.execute(new SalesforceFetchModified(), { items: begun, parameters: { options } });
	const enriched = await org.execute(new SalesforceEnrich(), {
		items: itemsOf(fetched),
		parameters: { filePath, options },
	});
	const scored = await org.execute(new SalesforceScore(), { items: itemsOf(enriched), parameters: { options } });
	const written = await org.execute(new SalesforceBulkWrite(), {
		items: itemsOf(scored),
		parameters: { options, ...writing },
	});
	return { fetched, enriched, scored, written };
}

/** Nothing is due again by the watermark's lookback, and everything by the settled changes of our own writes. */
const passAQuarter = () => org.passMinutes(15);

const lead = (lastName: string) => org.find('Lead', 'LastName', lastName);
const outcomes = ({ outputs }: ExecutionResult) => outputs[0].map((json) => enrichmentOf(json).outcome);
const writes = () =>
	org.emulator.calls.log.filter(({ method, path }) => method === 'PATCH' && path.includes('composite/sobjects')).length;
const savedAt = () => ['Novak', 'Perez'].map((lastName) => lead(lastName).SystemModstamp);

/** What a first round leaves on the two leads. */
function expectStampsInTheirFieldsOnly(): void {
	expect(lead('Novak')).toMatchObject({
		NumberOfEmployees: 1200,
		[names.lastActivity]: '2026-11-21T16:29:17.000+0000',
		[names.lastEnrichedOn]: '2026-11-21T16:29:17.000+0000',
		[names.outcome]: 'written',
		[names.matchHash]: expect.stringMatching(/^[0-9a-f]{64}$/),
		[names.modelHash]: expect.stringMatching(/^[0-9a-f]{64}$/),
		[names.score]: expect.any(Number),
		[names.rank]: expect.stringMatching(/^[ABCDF]$/),
	});
	expect(lead('Perez')).toMatchObject({
		[names.outcome]: 'no_match',
		[names.message]: expect.stringContaining('knows no match'),
		[names.lastEnrichedOn]: null,
	});
	for (const lastName of ['Novak', 'Perez']) {
		const shipped = Object.entries(lead(lastName)).filter(
			([field, value]) => field.startsWith('Enrichment_') && value !== null,
		);
		expect(Object.fromEntries(shipped)).toEqual(leftBehind);
	}
}

describe('names given in Run: Start', () => {
	it('hold for every node of the run, and stamps and score land in those fields and nowhere else', async () => {
		const round = await work(await start('exec-1'));
		const summary = await finish('exec-1');
		expect(outcomes(round.enriched)).toEqual(['matched', 'no_match']);
		expect(
			round.fetched.outputs[0].flatMap((json) => Object.keys(json)).filter((field) => field.startsWith('Enrichment_')),
		).toEqual([]);
		expectStampsInTheirFieldsOnly();
		expect(lead('Novak')[names.logId]).toBe(summary.runId);
		expect(summary).toMatchObject({ status: 'Success' });
	});

	it('let a second run ask and write nothing, because it reads its stamps there', async () => {
		await work(await start('exec-1'));
		await finish('exec-1');
		const saved = savedAt();
		passAQuarter();
		org.emulator.calls.clear();

		const { enriched, scored, written } = await work(await start('exec-2'));
		expect(outcomes(enriched)).toEqual(['skipped_unchanged', 'skipped_unchanged']);
		for (const json of scored.outputs[0]) {
			expect(Object.values(enrichmentOf(json).scores ?? {})[0].contributions).toEqual([
				expect.objectContaining({ rule: 'kept' }),
			]);
			expect(enrichmentOf(json).proposals ?? {}).toEqual({});
		}
		expect(written.outputs[1]).toEqual([]);
		expect([writes(), savedAt()]).toEqual([0, saved]);
	});

	it.each([
		['leaves out what is unchanged', { options: { skipUnchanged: true } }],
		['selects what was never attempted', { onlyNeverEnriched: true }],
	])('let Fetch find nothing due a second time when it %s', async (_how, parameters) => {
		const first = await org.execute(new SalesforceFetchModified(), { items: await start('exec-0'), parameters });
		expect(first.outputs[0]).toHaveLength(2);
		await work(await start('exec-0'));
		await finish('exec-0');
		passAQuarter();
		const again = await org.execute(new SalesforceFetchModified(), { items: await start('exec-2'), parameters });
		expect([again.outputs[0], again.outputs[1].length]).toEqual([[], 1]);
	});

	it('ask again about an input that a person changed, and score it again', async () => {
		await work(await start('exec-1'));
		await finish('exec-1');
		org.emulator.org.update('Lead', String(lead('Perez').Id), { Email: 'p@northwind.example' });
		passAQuarter();
		const { enriched } = await work(await start('exec-2'));
		expect(outcomes(enriched)).toEqual(['skipped_unchanged', 'matched']);
		expect(lead('Perez')).toMatchObject({ NumberOfEmployees: 1200, [names.outcome]: 'written' });
	});

	it('hold for what Finish delivers', async () => {
		await work(await start('exec-1'), {}, { delivery: 'at_finish' });
		expect(lead('Novak')[names.score]).toBeNull();
		await finish('exec-1', { operation: 'deliverAndFinish' });
		expectStampsInTheirFieldsOnly();
	});

	it('name the key under which a record is created once', async () => {
		const columns = { mappingMode: 'defineBelow', value: { LastName: 'Quist', Company: 'Contoso' } };
		const parameters = { operation: 'create', sObject: 'Lead', values: 'mapping', columns };
		const begun = await start('exec-1');
		for (let time = 0; time < 2; time += 1) await org.execute(new SalesforceBulkWrite(), { items: begun, parameters });
		expect(lead('Quist')).toMatchObject({ [names.externalKey]: expect.stringMatching(/./), Enrichment_Key__c: null });
	});

	it("come before a node's own", async () => {
		const { enriched } = await work(await start('exec-1'), {
			fieldNames: { names: { score: 'Enrichment_Score__c', matchHash: 'Enrichment_Match_Hash__c' } },
		});
		expect(outcomes(enriched)).toEqual(['matched', 'no_match']);
		expectStampsInTheirFieldsOnly();
	});

	it('leave the fields that a Score node names for itself alone', async () => {
		const fetched = await org.execute(new SalesforceFetchModified(), { items: await start('exec-1') });
		const scored = await org.execute(new SalesforceScore(), {
			items: itemsOf(fetched),
			parameters: { rankField: 'Rating' },
		});
		expect(Object.keys(enrichmentOf(scored.outputs[0][0]).proposals ?? {})).toEqual([names.score, 'Rating']);
	});
});

describe('names given in each node, without a run', () => {
	const alone: INodeExecutionData[] = [{ json: {} }];

	it('do the same', async () => {
		await work(alone, renamed);
		expectStampsInTheirFieldsOnly();
		passAQuarter();
		const saved = savedAt();
		const { enriched } = await work(alone, renamed);
		expect(outcomes(enriched)).toEqual(['skipped_unchanged', 'skipped_unchanged']);
		expect(savedAt()).toEqual(saved);
	});

	it('matter to each node: one that is not told asks again', async () => {
		await work(alone, renamed);
		passAQuarter();
		const fetched = await org.execute(new SalesforceFetchModified(), { parameters: { options: renamed } });
		const enriched = await org.execute(new SalesforceEnrich(), { items: itemsOf(fetched), parameters: { filePath } });
		expect(outcomes(enriched)).toEqual(['matched', 'no_match']);
	});
});

it('names the field that the org lacks', async () => {
	const fieldNames = { names: { lastActivity: 'Mintigo_gone__c' } };
	const error = await errorOf(
		org.execute(new SalesforceFetchModified(), { parameters: { onlyNeverEnriched: true, options: { fieldNames } } }),
	);
	expect(error.message).toContain('Mintigo_gone__c');
});
