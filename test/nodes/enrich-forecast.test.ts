import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

const known = Array.from({ length: 30 }, (_, index) => ({
	LastName: `Known${index}`,
	Company: `Company ${index}`,
	Email: `ada@company${index}.example`,
	Industry: index % 3 === 0 ? 'Energy' : 'Retail',
	NumberOfEmployees: 100 + index,
}));
/** Right about every employee count; wrong about the industry of every third; does not know the last five. */
const csv = `name,domain,industry,employees\n${known
	.slice(0, 25)
	.map(
		({ Company, NumberOfEmployees }, index) => `${Company},company${index}.example,Retail,${NumberOfEmployees + 1}\n`,
	)
	.join('')}`;

let org: NodeOrg;
let csvFile: string;
beforeAll(async () => {
	const open = { LastName: 'Open', Company: 'Company 1', Email: 'eve@company1.example' };
	org = await NodeOrg.open({ records: { Lead: [...known, open].map((lead) => changed(lead)) } });
	csvFile = org.writeFile('companies.csv', csv);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function fetchAll(): Promise<INodeExecutionData[]> {
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters: { sObject: 'Lead' } }));
}

async function enrich(operation: string, parameters: IDataObject, items: INodeExecutionData[]) {
	return await org.execute(new SalesforceEnrich(), {
		items,
		typeVersion: 3,
		parameters: { operation, filePath: csvFile, sObject: 'Lead', outputs: 'together', ...parameters },
	});
}

describe('Forecast', () => {
	it('tells what becomes of the items without asking anybody', async () => {
		const { outputs, hints } = await enrich('forecast', { minConfidence: 0.8 }, await fetchAll());
		expect(outputs).toEqual([
			[
				expect.objectContaining({
					provider: 'reference-data',
					records: 31,
					asked: 31,
					calls: 1,
					credits_expected: 0,
					credits_at_most: 0,
					look_ups: 0,
				}),
			],
		]);
		expect(hints[0].message).toMatch(/^Reference data: 31 of 31 records in 1 call/i);
	});

	it('stands for a number of records like the items', async () => {
		const parameters = { forecastFor: 'count', recordCount: 10_000, perExecution: 2_000 };
		const { outputs } = await enrich('forecast', parameters, await fetchAll());
		expect(outputs[0][0]).toMatchObject({ records: 10_000, asked: 10_000 });
	});
});

describe('Bake-Off', () => {
	const mappings = {
		mapping: 'define',
		mappings: {
			rows: [
				{ source: 'industry', target: 'Industry', policy: 'fill_blank', minConfidence: 0.8 },
				{ source: 'employees', target: 'NumberOfEmployees', policy: 'fill_blank', minConfidence: 0.8 },
			],
		},
	};

	it('only forecasts until it is told to spend', async () => {
		const { outputs } = await enrich('bakeOff', { ...mappings, spendCredits: false }, await fetchAll());
		expect(outputs[0]).toEqual([expect.objectContaining({ records: 30, asked: 30, credits_at_most: 0 })]);
	});

	it('tells per field how many answers are right, with a calibration', async () => {
		const { outputs, hints } = await enrich('bakeOff', { ...mappings, spendCredits: true }, await fetchAll());
		expect(outputs[0]).toEqual([
			expect.objectContaining({ field: 'Industry', known: 30, filled: 25, right: 16, fill_rate: 83.3, accuracy: 64 }),
			expect.objectContaining({ field: 'NumberOfEmployees', filled: 25, right: 25, accuracy: 100 }),
			expect.objectContaining({
				field: 'all fields',
				known: 60,
				right: 41,
				calibration: expect.objectContaining({ scheme: 'calibration-1', provider: 'reference-data', values: 50 }),
			}),
		]);
		expect(hints.at(-1)?.message).toContain('knew 25 of 30 records, 82 % of 50 values right');
	});
});

describe('Erase Person', () => {
	async function erase(parameters: IDataObject, items: INodeExecutionData[] = [{ json: {} }]) {
		const authentication = 'salesforceProductionServerApi';
		return await enrich('erasePerson', { authentication, ...parameters }, items);
	}

	it('gives a receipt that names nobody, and leaves the person out from then on', async () => {
		const { outputs, hints } = await erase({ personEmails: 'ada@company3.example, ada@company4.example' });
		expect(outputs[0]).toEqual([expect.objectContaining({ records: 0, suppressions: 2 })]);
		expect(JSON.stringify([outputs, hints])).not.toMatch(/company3|ada@/);
		const { outputs: enriched } = await org.execute(new SalesforceEnrich(), {
			items: await fetchAll(),
			parameters: { filePath: csvFile, sObject: 'Lead' },
		});
		const out = enriched[0].filter((json) => enrichmentOf(json).outcome === 'opted_out');
		expect(out.map(({ LastName }) => LastName).sort()).toEqual(['Known3', 'Known4']);
		expect(enrichmentOf(out[0]).message).toBe('The person was erased, and is not asked about again.');
	});

	it('decides for each item', async () => {
		const items = (await fetchAll()).slice(0, 2);
		const personRecordId = (index: number) => String(items[index].json.Id);
		const { outputs } = await erase({ personRecordId: personRecordId as unknown as string }, items);
		expect(outputs[0]).toHaveLength(2);
		const [first, second] = outputs[0];
		expect(first.receiptId).not.toBe(second.receiptId);
	});

	it('asks for the org and for somebody to erase', async () => {
		expect((await errorOf(erase({ authentication: 'none', personEmails: 'ada@acme.com' }))).message).toContain(
			'was not told which org',
		);
		expect((await errorOf(erase({}))).message).toContain('Nobody is named');
	});
});
