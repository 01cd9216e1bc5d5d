import { leadOrgSeed, signIn, startTestOrg, type RawReply, type SignedInClient } from '../test-org';
import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
	client = await signIn(org);
});
afterAll(() => org.close());

function tooling(soql: string) {
	return client.request('GET', `tooling/query?q=${encodeURIComponent(soql)}`);
}

describe('the Tooling API', () => {
	it('answers for fields', async () => {
		const { body } = await tooling(
			"SELECT QualifiedApiName, DataType, EntityDefinition.Label FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Lead' AND QualifiedApiName IN ('Key__c', 'AnnualRevenue', 'OwnerId') ORDER BY QualifiedApiName",
		);
		expect(body).toMatchObject({ size: 3, totalSize: 3, done: true, queryLocator: null });
		expect(
			body.records.map((each: { QualifiedApiName: string; DataType: string; EntityDefinition: { Label: string } }) => [
				each.QualifiedApiName,
				each.DataType,
				each.EntityDefinition.Label,
			]),
		).toEqual([
			['AnnualRevenue', 'Currency(18, 0)', 'Lead'],
			['Key__c', 'Text(20)', 'Lead'],
			['OwnerId', 'Lookup(Group,User)', 'Lead'],
		]);
	});

	it('answers for objects', async () => {
		const { body } = await tooling(
			"SELECT DurableId, KeyPrefix, (SELECT QualifiedApiName FROM Fields WHERE IsNillable = false LIMIT 1) FROM EntityDefinition WHERE QualifiedApiName = 'Account'",
		);
		expect(body.records).toEqual([
			{
				attributes: { type: 'EntityDefinition', url: '/services/data/v68.0/tooling/sobjects/EntityDefinition/Account' },
				DurableId: 'Account',
				KeyPrefix: '001',
				Fields: expect.objectContaining({ totalSize: 1 }),
			},
		]);
	});

	it('pages through them', async () => {
		const soql = encodeURIComponent('SELECT Id FROM FieldDefinition');
		const first = await client.request('GET', `tooling/query?q=${soql}`, undefined, {
			'Sforce-Query-Options': 'batchSize=200',
		});
		expect(first.body.nextRecordsUrl).toMatch(/^\/services\/data\/v68\.0\/tooling\/query\/0r8\w{15}-200$/);
		expect((await client.request('GET', first.body.nextRecordsUrl)).body.records.length).toBeGreaterThan(0);
	});

	it('describes what it has, and refuses the rest', async () => {
		const all = await client.request('GET', 'tooling/sobjects');
		expect(all.body.sobjects.map((each: { name: string }) => each.name)).toEqual([
			'EntityDefinition',
			'FieldDefinition',
			'CustomField',
			'ApexTrigger',
			'ValidationRule',
			'WorkflowRule',
			'WorkflowOutboundMessage',
			'FlowDefinitionView',
		]);
		expect((await client.request('GET', 'tooling/sobjects/FieldDefinition/describe')).body).toMatchObject({
			name: 'FieldDefinition',
			createable: false,
		});
		expect((await client.request('GET', 'tooling/sobjects/CustomField')).body).toMatchObject({
			objectDescribe: { name: 'CustomField', keyPrefix: '00N', createable: true },
		});
		expect((await tooling('SELECT Id FROM ApexClass')).body[0].errorCode).toBe('INVALID_TYPE');
		expect((await tooling('')).body[0].errorCode).toBe('MALFORMED_QUERY');
		for (const path of [
			'tooling/sobjects/ApexClass/describe',
			'tooling/sobjects/ApexClass',
			'tooling/executeAnonymous',
		]) {
			expect((await client.request('GET', path)).status).toBe(404);
		}
	});
});

describe('what an administrator set up', () => {
	const setup: OrgSeed = {
		users: [
			{ Username: 'integration@example.com', LastName: 'Integration' },
			{ Username: 'clerk@example.com', LastName: 'Clerk' },
		],
		access: {
			profiles: [{ name: 'Clerk', users: ['clerk@example.com'], viewSetup: false }],
			sharing: { Lead: 'private', Contact: 'controlledByParent' },
		},
		validationRules: [
			{ object: 'Lead', when: { field: 'Title', op: 'blank' }, message: 'Say who' },
			{ object: 'Lead', name: 'Off', isActive: false, when: { field: 'Company', op: 'notBlank' }, message: 'No' },
		],
		automation: {
			fieldUpdates: [{ object: 'Lead', on: 'create', set: { LeadSource: 'Web' } }],
			cpuLimits: [{ object: 'Contact', rows: 100 }],
		},
		setup: {
			flows: [
				{ name: 'Route', object: 'Lead', recordTriggerType: 'Create' },
				{ name: 'Screen', isActive: false },
			],
			apexTriggers: [{ name: 'Sync', object: 'Lead', runsOn: ['AfterUpdate', 'AfterDelete'] }],
			workflowRules: [{ name: 'Notify', object: 'Lead' }],
			outboundMessages: [{ name: 'To ERP', object: 'Lead' }],
		},
	};
	let other: SalesforceEmulator;
	beforeAll(async () => {
		other = await startTestOrg({ seed: setup });
	});
	afterAll(() => other.close());

	async function ask(path: 'query' | 'tooling/query', soql: string, username?: string): Promise<RawReply['body']> {
		const headers = { authorization: `Bearer ${other.issueToken(username)}`, 'Sforce-Query-Options': 'batchSize=200' };
		const reply = await fetch(`${other.url}/services/data/v68.0/${path}?q=${encodeURIComponent(soql)}`, { headers });
		return await reply.json();
	}

	it.each([
		[
			'flows, those behind field updates too',
			'FlowDefinitionView',
			'ApiName, TriggerType, RecordTriggerType, IsActive, TriggerObjectOrEvent.QualifiedApiName',
			'ApiName',
			[
				{
					ApiName: 'Lead_Before_Save_1',
					TriggerType: 'RecordBeforeSave',
					RecordTriggerType: 'Create',
					IsActive: true,
					TriggerObjectOrEvent: { QualifiedApiName: 'Lead' },
				},
				{ ApiName: 'Route', TriggerType: 'RecordAfterSave', RecordTriggerType: 'Create', IsActive: true },
				{ ApiName: 'Screen', TriggerType: null, RecordTriggerType: null, IsActive: false, TriggerObjectOrEvent: null },
			],
		],
		[
			'triggers, those behind CPU limits too',
			'ApexTrigger',
			'Name, TableEnumOrId, Status, UsageBeforeInsert, UsageAfterUpdate, UsageAfterDelete',
			'Name',
			[
				{
					Name: 'ContactTrigger',
					TableEnumOrId: 'Contact',
					Status: 'Active',
					UsageBeforeInsert: true,
					UsageAfterUpdate: false,
				},
				{
					Name: 'Sync',
					TableEnumOrId: 'Lead',
					Status: 'Active',
					UsageBeforeInsert: false,
					UsageAfterUpdate: true,
					UsageAfterDelete: true,
				},
			],
		],
		[
			'validation rules',
			'ValidationRule',
			'ValidationName, Active, ErrorMessage, EntityDefinition.QualifiedApiName',
			'ValidationName',
			[
				{ ValidationName: 'Off', Active: false },
				{
					ValidationName: 'Rule_1',
					Active: true,
					ErrorMessage: 'Say who',
					EntityDefinition: { QualifiedApiName: 'Lead' },
				},
			],
		],
		['workflow rules', 'WorkflowRule', 'Name, TableEnumOrId', 'Name', [{ Name: 'Notify', TableEnumOrId: 'Lead' }]],
		[
			'outbound messages',
			'WorkflowOutboundMessage',
			'Name, EntityDefinition.QualifiedApiName',
			'Name',
			[{ Name: 'To ERP', EntityDefinition: { QualifiedApiName: 'Lead' } }],
		],
	])('shows %s', async (_what, object, fields, order, records) => {
		expect((await ask('tooling/query', `SELECT ${fields} FROM ${object} ORDER BY ${order}`)).records).toMatchObject(
			records,
		);
	});

	it('shows how an object is shared', async () => {
		const { records } = await ask(
			'tooling/query',
			"SELECT InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Account', 'Contact', 'Lead') ORDER BY QualifiedApiName",
		);
		expect(records.map((each: { InternalSharingModel: string }) => each.InternalSharingModel)).toEqual([
			'ReadWrite',
			'ControlledByParent',
			'Private',
		]);
	});

	it.each([
		'SELECT ApiName FROM FlowDefinitionView',
		'SELECT Name FROM ApexTrigger',
		"SELECT QualifiedApiName, (SELECT QualifiedApiName FROM Fields LIMIT 2) FROM EntityDefinition WHERE QualifiedApiName = 'Lead'",
	])('is partly there for the REST API: %s', async (soql) => {
		expect((await ask('query', soql)).records.length).toBeGreaterThan(0);
	});

	it('keeps the rest to the Tooling API, and gives the REST API no second page', async () => {
		expect((await ask('query', 'SELECT Id FROM ValidationRule'))[0].errorCode).toBe('INVALID_TYPE');
		expect((await ask('query', 'SELECT Id FROM FieldDefinition'))[0]).toMatchObject({
			errorCode: 'EXCEEDED_ID_LIMIT',
			message: expect.stringContaining('does not support queryMore()'),
		});
	});

	it('is hidden from users without View Setup and Configuration, objects and fields aside', async () => {
		const asClerk = (path: 'query' | 'tooling/query', soql: string) => ask(path, soql, 'clerk@example.com');
		for (const object of ['ApexTrigger', 'ValidationRule', 'CustomField']) {
			expect((await asClerk('tooling/query', `SELECT Id FROM ${object}`))[0]).toMatchObject({
				errorCode: 'INVALID_TYPE',
				message: expect.stringContaining(`sObject type '${object}' is not supported`),
			});
		}
		expect((await asClerk('query', 'SELECT Id FROM FlowDefinitionView'))[0].errorCode).toBe('INVALID_TYPE');
		expect((await asClerk('query', 'SELECT Id FROM PermissionSetAssignment'))[0].errorCode).toBe('INVALID_TYPE');
		expect(
			(await asClerk('tooling/query', "SELECT Id FROM EntityDefinition WHERE QualifiedApiName = 'Lead'")).totalSize,
		).toBe(1);
	});

	it.each([
		[{ setup: { flows: [{ name: 'F', object: 'Nope' }] } }, 'no object Nope for F'],
		[{ setup: { outboundMessages: [{ name: 'M', object: 'Nope' }] } }, 'no object Nope for M'],
	])('must be about objects of the org: %j', async (wrong, text) => {
		await expect(startTestOrg({ seed: wrong as OrgSeed })).rejects.toThrow(text);
	});
});
