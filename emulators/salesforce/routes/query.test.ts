import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
	client = await signIn(org);
});
afterAll(() => org.close());

const columns = async (soql: string) =>
	(await client.request('GET', `query?q=${encodeURIComponent(soql)}&columns=true`)).body;
const explain = async (soql: string) => client.request('GET', `query?explain=${encodeURIComponent(soql)}`);

describe('columns=true', () => {
	it('describes fields, parents and lists of children instead of answering rows', async () => {
		const body = await columns(
			'SELECT Id, Name, (SELECT LastName, Account.Name FROM Contacts), Owner.Name FROM Account',
		);
		expect(body).toMatchObject({ entityName: 'Account', groupBy: false, idSelected: true, keyPrefix: '001' });
		expect(
			body.columnMetadata.map((each: Record<string, unknown>) => [
				each.columnName,
				each.aggregate,
				each.apexType,
				each.textType,
				(each.joinColumns as unknown[]).length,
			]),
		).toEqual([
			['Id', false, 'Id', false, 0],
			['Name', false, 'String', true, 0],
			['Contacts', true, null, false, 2],
			['Owner', false, null, false, 1],
		]);
		expect(body.columnMetadata[2].joinColumns[1]).toMatchObject({
			columnName: 'Account',
			foreignKeyName: 'AccountId',
			joinColumns: [{ columnName: 'Name' }],
		});
	});

	it('describes aggregates', async () => {
		const body = await columns('SELECT Company, COUNT(Id) n FROM Lead GROUP BY Company');
		expect(body).toMatchObject({ entityName: 'Lead', groupBy: true, idSelected: false });
		expect(body.columnMetadata.map((each: Record<string, unknown>) => [each.columnName, each.aggregate])).toEqual([
			['Company', false],
			['n', true],
		]);
		expect((await columns('SELECT COUNT() FROM Lead')).columnMetadata).toEqual([]);
	});

	it('refuses what running would refuse', async () => {
		expect((await columns('SELECT Nope FROM Lead'))[0].errorCode).toBe('INVALID_FIELD');
	});
});

describe('explain', () => {
	it('prefers an index that picks few rows', async () => {
		const { body } = await explain("SELECT Id FROM Lead WHERE Key__c = 'none' AND Title = 'CTO'");
		expect(
			body.plans.map((each: Record<string, unknown>) => [
				each.leadingOperationType,
				each.cardinality,
				each.fields,
				each.sobjectCardinality,
			]),
		).toEqual([
			['Index', 0, ['Key__c'], 451],
			['TableScan', 0, [], 451],
		]);
		expect(body.plans[0].notes).toEqual([
			{
				description: 'Not considering filter for optimization because unindexed',
				fields: ['Title'],
				tableEnumOrId: 'Lead',
			},
		]);
	});

	it('knows only the scan where no index fits', async () => {
		const { body } = await explain("SELECT COUNT() FROM Lead WHERE Title = 'CTO' OR Key__c = 'x'");
		expect(body.plans).toEqual([expect.objectContaining({ leadingOperationType: 'TableScan', notes: [] })]);
	});

	it('refuses reports and what is no SOQL', async () => {
		expect((await explain('00O000000000001')).body[0].errorCode).toBe('INVALID_ID');
		expect((await explain('SELECT')).body[0].errorCode).toBe('MALFORMED_QUERY');
	});
});
