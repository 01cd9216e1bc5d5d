import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		standardDuplicateRules: false,
		records: {
			Account: [changed({ '@ref': 'acme', Name: 'Acme' })],
			Contact: [changed({ FirstName: 'Ada', LastName: 'Byron', AccountId: '@acme', Email: 'ada@acme.example' })],
			Lead: [
				changed({ FirstName: 'Ada', LastName: 'Byron', Company: 'Acme', Email: 'ada@acme.example', Title: 'CTO' }),
				changed({ FirstName: 'Bob', LastName: 'Noyce', Company: 'Fabrikam', Email: 'bob@fabrikam.example' }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const dedupe = new SalesforceDedupe();
const connected = { authentication: 'salesforceProductionServerApi' };
const run = (operation: string, items: INodeExecutionData[], parameters: IDataObject = {}) =>
	org.execute(dedupe, { items, parameters: { operation, ...connected, ...parameters } });

const idOf = (object: string, index = 0) => String(org.emulator.org.rows(object)[index].Id);

function leads(matches: ReadonlyArray<readonly [string, string, number]> = []): INodeExecutionData[] {
	return org.emulator.org.rows('Lead').map((row, index) => ({
		json: {
			...row,
			attributes: { type: 'Lead' },
			contact: index === 0 ? idOf('Contact') : '',
			...(index === 0 &&
				matches.length > 0 && {
					_enrichment: {
						matches: matches.map(([sObject, id, probability]) => ({ sObject, id, probability, agreedOn: ['email'] })),
					},
				}),
		} as IDataObject,
	}));
}

const byColumn = { convertInto: 'columns', contactColumn: 'contact' };

describe('Plan Conversions', () => {
	it('shows for each lead what it becomes, what it brings and leaves, and writes nothing', async () => {
		const { outputs, hints } = await run('planConversions', leads(), byColumn);
		expect(outputs[0]).toMatchObject([
			{
				...{ lead: 'Ada Byron', contact: 'Ada Byron', account: 'Acme', opportunity: 'none', lookAt: '' },
				...{ fills: 'Contact Title: CTO', status: 'Closed - Converted' },
			},
			{ lead: 'Bob Noyce', account: '', lookAt: expect.stringContaining('It matches no contact and no account') },
		]);
		expect(outputs[1]).toMatchObject([{ leads: 2, readyLeads: 1, leadsLeft: 1 }]);
		expect(hints[0].message).toContain('1 lead would be converted');
		expect(org.emulator.org.find('Lead', { IsConverted: true })).toEqual([]);
	});

	it('goes by the matches before it, and leaves a lead alone that two match alike', async () => {
		const match = (id: string, probability: number) => ['Contact', id, probability] as const;
		const sure = leads([match(idOf('Contact'), 0.99)]);
		expect((await run('planConversions', sure)).outputs[0][0]).toMatchObject({ contact: 'Ada Byron', lookAt: '' });
		const unsure = leads([match(idOf('Contact'), 0.99), match('003000000000001AAA', 0.985)]);
		expect((await run('planConversions', unsure)).outputs[0][0].lookAt).toContain('Several contacts or accounts');
		const weak = leads([match(idOf('Contact'), 0.9)]);
		expect((await run('planConversions', weak)).outputs[0][0].lookAt).toContain('matches no contact');
	});

	it('says what is wrong with a column, an owner and an item', async () => {
		const wrong = { convertInto: 'columns', contactColumn: 'Email' };
		expect((await errorOf(run('planConversions', leads(), wrong))).message).toContain('Email holds "ada@acme.example"');
		const owner = { ...byColumn, convertOwnerId: idOf('Contact') };
		expect((await errorOf(run('planConversions', leads(), owner))).message).toContain('no ID of a user');
		const noLead = [{ json: { Id: idOf('Contact') } }];
		expect((await errorOf(run('planConversions', noLead))).message).toContain('no ID of a lead');
	});
});

describe('Convert Leads', () => {
	it('converts the rows that came through, and names the run', async () => {
		const planned = await run('planConversions', leads(), { ...byColumn, makesNew: true });
		const { outputs } = await run('convertLeads', itemsOf(planned));
		expect(outputs[0]).toMatchObject([
			{ leadId: idOf('Lead'), contactId: idOf('Contact'), accountId: idOf('Account'), status: 'converted' },
			{ leadId: idOf('Lead', 1), status: 'converted' },
		]);
		expect(outputs[1]).toEqual([]);
		expect(outputs[2]).toMatchObject([{ leadsConverted: 2, leadsLeft: 0, status: 'Success' }]);
		expect(outputs[2][0].text).toContain('cannot be taken back');
		expect(org.emulator.org.count('Contact')).toBe(2);
	});

	it('leaves what has changed since the plan, and refuses items that are no plan', async () => {
		const planned = await run('planConversions', leads(), byColumn);
		org.emulator.org.update('Lead', idOf('Lead'), { Title: 'CEO' });
		const { outputs } = await run('convertLeads', itemsOf(planned).slice(0, 1));
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]).toMatchObject([{ status: 'not_approved', message: expect.stringContaining('plan it again') }]);
		expect((await errorOf(run('convertLeads', leads()))).message).toContain('no row of Plan Conversions');
	});
});
