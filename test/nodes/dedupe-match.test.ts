import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { someLeads } from './dedupe-people';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

const dedupe = new SalesforceDedupe();
const connected = { authentication: 'salesforceProductionServerApi' };
const leads = someLeads(240);
const ada = { FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example' };

let org: NodeOrg;
beforeAll(async () => {
	const contact = (fields: IDataObject) => changed(fields as never);
	org = await NodeOrg.open({
		standardDuplicateRules: false,
		records: {
			Account: [
				changed({ '@ref': 'acme', Name: 'Acme Corporation', Website: 'https://www.acme.example', BillingCity: 'Bern' }),
				changed({ '@ref': 'globex', Name: 'Globex', Website: 'globex-group.example' }),
				changed({ '@ref': 'other', Name: 'Initech Ltd' }),
			],
			Contact: [
				contact({ '@ref': 'ada', ...ada, AccountId: '@acme', Phone: '+44 20 7946 0001' }),
				...['Bob', 'Cy', 'Di'].map((FirstName) =>
					contact({
						FirstName,
						LastName: 'Noyce',
						Email: `${FirstName}@globex.example`.toLowerCase(),
						AccountId: '@globex',
					}),
				),
				contact({
					'@ref': 'eve',
					FirstName: 'Eve',
					LastName: 'Polder',
					Email: 'eve@initech.example',
					AccountId: '@other',
				}),
			],
			Lead: [
				...leads.map(({ fields }) => fields),
				changed({
					FirstName: 'Eva',
					LastName: 'Converted',
					Email: 'eva@before.example',
					Company: 'Before Inc',
					IsConverted: true,
					ConvertedContactId: '@eve',
					ConvertedAccountId: '@other',
				}),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function match(rows: readonly IDataObject[], parameters: IDataObject = {}) {
	const items: INodeExecutionData[] = rows.map((json) => ({ json }));
	const all = { operation: 'matchSalesforce', ...connected, sObject: 'Lead', ...parameters };
	return await org.execute(dedupe, { items, parameters: all as IDataObject });
}

async function scan(sObject: string) {
	const parameters = { operation: 'scanObject', ...connected, sObject } as IDataObject;
	return await org.execute(dedupe, { items: [{ json: {} }], parameters });
}

const idOf = (sObject: string, field: string, value: string) => org.find(sObject, field, value).Id;
const calls = () => Object.values(org.emulator.calls.byKind).reduce((sum, count) => sum + count, 0);

describe('Match Against Salesforce, by what records share', () => {
	it('finds the contact of a lead, with the account, and says what agreed', async () => {
		const lead = { FirstName: 'ADA', LastName: 'Byron', Email: 'Ada@Acme.example', Company: 'Acme' };
		const { outputs } = await match([lead, { LastName: 'Nobody', Company: 'Nowhere' }, { Title: 'CEO' }]);
		const [[matched], notMatched, failed] = outputs;
		expect(matched).toMatchObject({
			LastName: 'Byron',
			matchObject: 'Contact',
			matchId: idOf('Contact', 'Email', ada.Email),
			matchName: 'Ada Byron',
			matchAccountId: idOf('Account', 'Name', 'Acme Corporation'),
			matchAgreedOn: expect.stringContaining('e-mail') as unknown,
		});
		expect(matched.matchProbability).toBeGreaterThan(0.9);
		expect(notMatched.map(({ matchNote }) => matchNote)).toEqual([
			'Nobody like this is in the org.',
			'There is no name, e-mail address, phone or company to compare.',
		]);
		expect(failed).toEqual([]);
	});

	it('does not take a colleague, or another of the same name, for the person', async () => {
		const colleague = { FirstName: 'Grace', LastName: 'Hopper', Email: 'grace@acme.example', Company: 'Acme' };
		const namesake = { FirstName: 'Ada', LastName: 'Byron', Email: 'ada@elsewhere.example', Company: 'Elsewhere' };
		const { outputs } = await match([colleague, namesake]);
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]).toHaveLength(2);
	});

	it('finds the account by website, by name, and by the domain of most of its contacts', async () => {
		const rows = [
			{ LastName: 'A', Email: 'x@acme.example' },
			{ LastName: 'B', Company: 'ACME Corp.', City: 'Bern' },
			{ LastName: 'C', Email: 'y@globex.example' },
			{ LastName: 'D', Email: 'someone@gmail.com', Company: 'Umbrella' },
		];
		const { outputs } = await match(rows, { matchWith: ['Account'] });
		expect(outputs[0].map(({ LastName, matchName }) => [LastName, matchName])).toEqual([
			['A', 'Acme Corporation'],
			['B', 'Acme Corporation'],
			['C', 'Globex'],
		]);
		expect(outputs[0][2].matchAgreedOn).toContain('domain');
		expect(outputs[1]).toHaveLength(1);
	});

	it('leads from a converted lead to its contact', async () => {
		const again = { FirstName: 'Eva', LastName: 'Converted', Email: 'eva@before.example' };
		const { outputs } = await match([again], { matchWith: ['Lead'] });
		expect(outputs[0][0]).toMatchObject({
			matchObject: 'Contact',
			matchId: idOf('Contact', 'Email', 'eve@initech.example'),
			matchConvertedFrom: expect.stringMatching(/^00Q/) as unknown,
			matchName: 'Eve Polder',
		});
	});

	it('tells the owner on request', async () => {
		const { outputs } = await match([ada], { matchWith: ['Contact'], matchOptions: { withOwner: true } });
		const [{ matchOwnerId, matchOwnerName, matchOwnerEmail, matchOwnerActive }] = outputs[0];
		const user = org.record('User', matchOwnerId);
		expect([matchOwnerName, matchOwnerEmail, matchOwnerActive]).toEqual([user.Name, user.Email, user.IsActive]);
	});

	it('asks a few times for a thousand records', async () => {
		const rows = Array.from({ length: 1_000 }, (_, at) => ({
			FirstName: 'Una',
			LastName: `Stranger${at}`,
			Email: `una${at}@strangers.example`,
		}));
		await match([ada]);
		org.emulator.calls.clear();
		const { outputs } = await match([...rows, ada]);
		expect(outputs[0]).toHaveLength(1);
		expect(calls()).toBeLessThanOrEqual(15);
	});

	it('asks for an object that can hold the records', async () => {
		const error = await errorOf(match([{ Name: 'Acme' }], { sObject: 'Account', matchWith: ['Lead'] }));
		expect(error.message).toContain('none of the objects to match with holds companies');
	});
});

describe('Match Against Salesforce near the limit of API calls', () => {
	const lead = { ...ada, Company: 'Acme', attributes: { type: 'Lead' } };

	async function matchAt(callsUsed: number) {
		const parameters = { pipeline: 'hourly', sObject: 'Lead', startOptions: { maxCallsPerDay: 1_000 } } as IDataObject;
		const [start] = itemsOf(await org.execute(new SalesforceEnrichmentRun(), { parameters }));
		const [orgId, day] = [org.emulator.identity.id, '2026-11-21'];
		await org.store.addDailyCalls(orgId, day, callsUsed - (await org.store.readDailyCalls(orgId, day)));
		const row = { ...lead, _enrichment: start.json._enrichment };
		return await match([row as IDataObject], { matchOptions: { withOwner: true } });
	}

	it('looks up owners, then leaves them out, then matches with the own object only', async () => {
		const [full, tight, tighter] = [await matchAt(100), await matchAt(920), await matchAt(970)];
		expect(full.outputs[0][0]).toMatchObject({ matchObject: 'Contact', matchOwnerActive: true });
		expect(tight.outputs[0][0]).toMatchObject({ matchObject: 'Contact', matchOwnerId: expect.any(String) as unknown });
		expect(tight.outputs[0][0]).not.toHaveProperty('matchOwnerName');
		expect(tighter.outputs.map(({ length }) => length)).toEqual([0, 1, 0]);
		expect(tighter.hints.map(({ message }) => message)).toContain(
			'Near the limit of API calls: matched with Lead only.',
		);
	});
});

describe('Match Against Salesforce, by the index of a scan', () => {
	const [known] = leads;

	it('finds the leads without asking for them, in their group, and says how old the index is', async () => {
		const scanned = await scan('Lead');
		org.emulator.calls.clear();
		const { FirstName, LastName, Email, Company } = known.fields as IDataObject;
		const { outputs, hints } = await match([{ FirstName, LastName, Email, Company }], { matchWith: ['Lead'] });
		const [best] = outputs[0];
		const group = scanned.outputs[0].filter((row) => row.group === best.matchGroup);
		expect(group.map(({ Id }) => Id)).toContain(best.matchId);
		expect(hints.map(({ message }) => message).join()).toMatch(
			/scanned less than an hour ago; \d+ changed since were read/,
		);
		expect(calls()).toBeLessThanOrEqual(6);
	});

	it('knows what was changed, deleted and converted since', async () => {
		await scan('Lead');
		const single = leads[2].fields as IDataObject;
		const id = String(idOf('Lead', 'Email', String(single.Email)));
		const other = leads[3].fields as IDataObject;
		const gone = String(idOf('Lead', 'Email', String(other.Email)));
		org.passMinutes(60);
		org.emulator.org.update('Lead', id, { LastName: 'Zylberberg', Email: 'new@zylber.example' });
		org.emulator.org.delete('Lead', gone);
		const found = async (row: IDataObject) => (await match([row], { matchWith: ['Lead'] })).outputs[0];
		const { FirstName, Company, Phone } = single;
		const [renamed] = await found({ FirstName, Company, Phone, LastName: 'Zylberberg', Email: 'new@zylber.example' });
		expect(renamed.matchId).toBe(id);
		expect((await found({ ...other })).map(({ matchId }) => matchId)).not.toContain(gone);
		expect((await found({ FirstName: 'Eva', LastName: 'Converted', Email: 'eva@before.example' }))[0].matchObject).toBe(
			'Contact',
		);
	});

	it('does not match a record with itself', async () => {
		await scan('Lead');
		const fetched = await org.execute(new SalesforceFetchModified(), {
			items: [{ json: {} }],
			parameters: { ...connected, sObject: 'Lead', selection: 'filter', limit: 400 } as IDataObject,
		});
		const all = { operation: 'matchSalesforce', ...connected, sObject: 'Lead', matchWith: ['Lead'] };
		const { outputs } = await org.execute(dedupe, { items: itemsOf(fetched), parameters: all as IDataObject });
		expect(outputs[0].length).toBeGreaterThan(100);
		expect(outputs[0].filter(({ Id, matchId }) => Id === matchId)).toEqual([]);
	});
});
