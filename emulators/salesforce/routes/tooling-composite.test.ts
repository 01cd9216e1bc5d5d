import type { SalesforceEmulator } from '../salesforce-emulator';
import { signIn, startTestOrg, type SignedInClient } from '../test-org';

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg({
		seed: {
			customObjects: [{ name: 'Partner__c' }],
			setup: { apexTriggers: [{ name: 'PartnerTrigger', object: 'Partner__c', runsOn: ['AfterInsert'] }] },
		},
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});

const data = '/services/data/v68.0';
const query = (referenceId: string, soql: string) => ({
	method: 'GET',
	url: `${data}/tooling/query?q=${soql.replaceAll(' ', '+')}`,
	referenceId,
});
const field = (referenceId: string, FullName: string) => ({
	method: 'POST',
	url: `${data}/tooling/sobjects/CustomField`,
	referenceId,
	body: { FullName, Metadata: { label: 'A', type: 'Date' } },
});

async function send(compositeRequest: readonly object[], allOrNone = false) {
	const { status, body } = await client.request('POST', 'tooling/composite', { allOrNone, compositeRequest });
	return {
		status,
		body,
		codes: body.compositeResponse?.map((part: { httpStatusCode: number }) => part.httpStatusCode),
	};
}

describe('POST tooling/composite', () => {
	it('answers each part in order, and later parts may name what earlier ones answered', async () => {
		const { body, codes } = await send([
			query('entity', "SELECT DurableId FROM EntityDefinition WHERE QualifiedApiName = 'Partner__c'"),
			query('triggers', "SELECT Name FROM ApexTrigger WHERE TableEnumOrId = '@{entity.records[0].DurableId}'"),
		]);
		expect(codes).toEqual([200, 200]);
		expect(body.compositeResponse[0].body.records[0].DurableId).toMatch(/^01I\w{12}$/);
		expect(body.compositeResponse[1]).toMatchObject({
			referenceId: 'triggers',
			body: { size: 1, records: [{ Name: 'PartnerTrigger' }] },
		});
	});

	it('costs one call', async () => {
		org.calls.clear();
		await send([query('a', 'SELECT Id FROM ApexTrigger'), query('b', 'SELECT Id FROM WorkflowRule')]);
		expect(org.calls.used).toBe(1);
	});

	it('keeps a refusal to its part', async () => {
		const { codes } = await send([query('a', 'SELECT Id FROM Nothing'), query('b', 'SELECT Id FROM WorkflowRule')]);
		expect(codes).toEqual([400, 200]);
	});

	it('takes no more than five queries', async () => {
		const { status, body } = await send(
			Array.from({ length: 6 }, (_, index) => query(`q${index}`, 'SELECT Id FROM WorkflowRule')),
		);
		expect([status, body[0].errorCode]).toEqual([400, 'LIMIT_EXCEEDED']);
	});

	it('is for the Tooling API alone, as the other Composite is for records alone', async () => {
		const records = { method: 'GET', url: `${data}/query?q=SELECT+Id+FROM+Lead`, referenceId: 'records' };
		expect((await send([records])).codes).toEqual([400]);
		const { body } = await client.request('POST', 'composite', {
			compositeRequest: [query('a', 'SELECT Id FROM WorkflowRule')],
		});
		expect(body.compositeResponse[0]).toMatchObject({ httpStatusCode: 400, body: [{ errorCode: 'INVALID_INPUT' }] });
	});

	it('takes back every field when one of all or none fails', async () => {
		const { codes } = await send([field('good', 'Lead.Good__c'), field('bad', 'Lead.Bad')], true);
		expect(codes).toEqual([400, 400]);
		const created = await send([field('good', 'Lead.Good__c')], true);
		expect(created.codes).toEqual([201]);
	});
});
