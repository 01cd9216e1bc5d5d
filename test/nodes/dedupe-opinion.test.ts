import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

const dedupe = new SalesforceDedupe();
const lead = (FirstName: string, LastName: string, Company: string, Email: string) =>
	changed({ FirstName, LastName, Company, Email });

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: {
			Lead: [
				lead('Jana', 'Novak', 'Northwind', 'jana.novak@northwind.example'),
				lead('Jana', 'Novak', 'Northwind', 'jana.novak@northwind.example'),
				lead('Ingrid', 'Solberg', 'Fjord', 'ingrid@fjord.example'),
				...Array.from({ length: 60 }, (_, at) =>
					lead(`Una${at}`, `Other${at}`, `Firm ${at}`, `una${at}@firm${at}.example`),
				),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function fetched(): Promise<INodeExecutionData[]> {
	const parameters = { sObject: 'Lead', fields: 'FirstName, LastName, Company, Email' };
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters }));
}

async function ask(items: INodeExecutionData[], parameters: IDataObject = {}) {
	const all = { operation: 'secondOpinion', authentication: 'salesforceProductionServerApi', ...parameters };
	return await org.execute(dedupe, { typeVersion: 3, items, parameters: all as IDataObject });
}

async function found(): Promise<INodeExecutionData[]> {
	const parameters = { outputs: 'together', doubtOutput: false };
	return itemsOf(await org.execute(dedupe, { typeVersion: 3, items: await fetched(), parameters }));
}

describe('Second Opinion', () => {
	it('agrees where the rules of the org name the same records, 50 records a call', async () => {
		const items = await found();
		org.emulator.calls.clear();
		const { outputs, hints } = await ask(items);
		const [agree, disagree] = outputs;
		expect([agree.length, disagree.length]).toEqual([63, 0]);
		const jana = agree.filter(({ LastName }) => LastName === 'Novak');
		expect(jana.map(({ foundByBoth }) => foundByBoth)).toEqual([jana[1].Id, jana[0].Id]);
		expect(jana[0].duplicateRules).not.toBe('');
		expect(hints[0].message).toMatch(
			/^The org's rules agree on 63 of 63 records; 1 pair found by both, 0 only here, 0 only by the rules; 2 API calls$/,
		);
	});

	it('shows what only the rules find', async () => {
		const { outputs } = await ask(await fetched());
		expect(
			outputs[1].map(({ LastName, foundOnlyByRules }) => [LastName, String(foundOnlyByRules).slice(0, 3)]),
		).toEqual([
			['Novak', '00Q'],
			['Novak', '00Q'],
		]);
	});

	it('says of records that are no more that nobody knows', async () => {
		const items = await found();
		org.emulator.org.delete('Lead', String(items.find(({ json }) => json.LastName === 'Solberg')?.json.Id));
		const { outputs } = await ask(items);
		expect(outputs[1]).toEqual([expect.objectContaining({ LastName: 'Solberg', opinion: 'unknown' })]);
		expect(outputs[1][0].opinionNote).not.toBe('');
	});

	it('asks nothing where more came in than a person allows', async () => {
		const items = await fetched();
		org.emulator.calls.clear();
		const error = await errorOf(ask(items, { mostAsked: 10 }));
		expect(error.message).toContain('63 records came in, and Most Records is 10');
		expect(Object.values(org.emulator.calls.byKind)).toEqual([]);
	});
});
