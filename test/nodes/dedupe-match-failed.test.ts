import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { changed, errorOf, NodeOrg } from './node-org';

const dedupe = new SalesforceDedupe();
const connected = { authentication: 'salesforceProductionServerApi' };
const known = ['Ada', 'Bob', 'Cyd', 'Dee'].map((FirstName) => ({
	FirstName,
	LastName: `${FirstName}son`,
	Email: `${FirstName}@acme.example`.toLowerCase(),
	Company: 'Acme',
}));

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		standardDuplicateRules: false,
		records: {
			Account: [changed({ '@ref': 'acme', Name: 'Acme', Website: 'acme.example' })],
			Contact: known.map(({ Company: _company, ...fields }) => changed({ ...fields, AccountId: '@acme' })),
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function match(rows: readonly IDataObject[], parameters: IDataObject = {}, continueOnFail = true) {
	const items: INodeExecutionData[] = rows.map((json) => ({ json }));
	const all = {
		operation: 'matchSalesforce',
		...connected,
		sObject: 'Lead',
		matchWith: ['Contact', 'Account'],
		...parameters,
	};
	return await org.execute(dedupe, { typeVersion: 3, items, continueOnFail, parameters: all as IDataObject });
}

const names = (rows: ReadonlyArray<Record<string, unknown>>) => rows.map(({ FirstName }) => FirstName);

describe('Match Against Salesforce, when something fails', () => {
	it('lets a record leave by Failed that holds no text, and matches the others', async () => {
		const odd = { ...known[1], LastName: ['Bobson'] };
		const { outputs, hints } = await match([known[0], odd, known[2]]);
		expect(outputs.map(names)).toEqual([['Ada', 'Cyd'], [], ['Bob']]);
		expect(outputs[2][0].error).toBe(
			'LastName of the record holds a list, and no text to compare. Set the column to a text before this node, e.g. with Edit Fields.',
		);
		expect(hints.map(({ message }) => message).join()).toContain('2 of 3 records matched (2 Contact)');
	});

	it.each(['weights', 'addresses'])(
		'loses the item whose query is refused and not its neighbours, by %s',
		async (matchBy) => {
			// All four, the first two, and the first alone take too long.
			org.emulator.faults.set({ queryTimeout: { object: 'Contact', rows: 0, times: 3 } });
			const { outputs, items } = await match(known, { matchBy, matchWith: ['Contact'] });
			expect(outputs.map(names)).toEqual([['Bob', 'Cyd', 'Dee'], [], ['Ada']]);
			expect(outputs[2][0].error).toMatch(/^Salesforce could not look for Contact records.*running for too long/);
			expect(items[2][0].pairedItem).toEqual({ item: 0 });
			expect(items[0][0].pairedItem).toEqual({ item: 1 });
		},
	);

	it('keeps what it has found when the calls of the org are used up in the middle', async () => {
		const many = Array.from({ length: 400 }, (_, at) => ({
			...known[at % 4],
			Email: at < 4 ? known[at].Email : `x${at}@y.example`,
		}));
		await match([known[0]]);
		org.emulator.faults.set({ requestLimit: { afterCalls: 1 } });
		const { outputs } = await match(many, { matchWith: ['Contact'] });
		expect(outputs.map(({ length }) => length)).toEqual([expect.any(Number), expect.any(Number), 200]);
		expect(names(outputs[0]).slice(0, 4)).toEqual(['Ada', 'Bob', 'Cyd', 'Dee']);
		expect(outputs[2][0].error).toContain('24 hours');
	});

	it('stops at the first failure where the workflow is to stop', async () => {
		const error = await errorOf(match([known[0], { ...known[1], Email: { value: 'bob@acme.example' } }], {}, false));
		expect(error.message).toContain('Email of the record holds an object');
		expect(error.context).toMatchObject({ itemIndex: 1 });
	});

	it('is not put out by what stands in the values', async () => {
		const hostile = [
			"O'Hara\\",
			'50%_',
			'a\u0000b\u0007\n',
			'"quoted" -- \' OR Name != \'',
			'x'.repeat(4_000),
			'\ud800',
			'%',
			'\\',
		];
		const rows = hostile.flatMap((text) => [
			{ FirstName: text, LastName: text, Company: text, Phone: text, Email: `${text}@acme.example`, Website: text },
			{ LastName: text },
			{ Company: `${text} ${text}` },
		]);
		const { outputs } = await match([...rows, known[3]], { matchWith: ['Contact', 'Lead', 'Account'] });
		expect(outputs[2]).toEqual([]);
		expect(outputs[0].concat(outputs[1])).toHaveLength(rows.length + 1);
		expect(outputs[0].find(({ LastName }) => LastName === 'Deeson')).toMatchObject({ matchObject: 'Contact' });
	});

	it('asks for large batches of long values by queries that Salesforce takes', async () => {
		const long = Array.from({ length: 600 }, (_, at) => ({
			FirstName: `${at}`,
			LastName: `${at}${"'".repeat(70)}`,
			Company: `Company${at} ${'%'.repeat(200)}${"'".repeat(30)}`,
			Email: `${at}${'e'.repeat(55)}@acme${at}.example`,
		}));
		const { outputs } = await match([...long, known[0]], { matchWith: ['Contact', 'Lead', 'Account'] });
		expect(outputs.map(({ length }) => length)).toEqual([1, 600, 0]);
	});
});
