import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { requestToken, signIn, startTestOrg, type RawReply, type SignedInClient } from '../test-org';

const clerk = { clientId: 'clerk-client', clientSecret: 'clerk-secret', username: 'clerk@example.com' };
const seed: OrgSeed = {
	users: [
		{ Username: 'integration@example.com', LastName: 'Integration' },
		{ Username: clerk.username, LastName: 'Clerk' },
	],
	clients: [{ clientId: '3MVG9.demo.client', clientSecret: 'demo-secret', username: 'integration@example.com' }, clerk],
	customFields: [
		{ object: 'Lead', name: 'Tier__c', type: 'string' },
		{ object: 'Lead', name: 'Ruled__c', type: 'string' },
	],
	validationRules: [{ object: 'Lead', when: { field: 'Ruled__c', op: '=', value: 'x' }, message: 'No' }],
	access: { profiles: [{ name: 'Clerk', users: [clerk.username], customizeApplication: false }] },
	records: { Lead: [{ LastName: 'Ng', Company: 'Acme' }] },
};
const leadId = '00Q5e0000000001EAA';
const text = (changes: object = {}) => ({ label: 'Key', type: 'Text', length: 20, ...changes });

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg({ seed });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});

function create(FullName: unknown, Metadata: unknown, as = client): Promise<RawReply> {
	return as.request('POST', 'tooling/sobjects/CustomField', { FullName, Metadata });
}

async function createAndGrant(FullName: string, Metadata: object): Promise<string> {
	const { body } = await create(FullName, Metadata);
	const { Id } = org.org.find('PermissionSet', { Label: 'System Administrator' })[0];
	const [SobjectType] = FullName.split('.');
	await client.request('POST', 'sobjects/FieldPermissions', {
		ParentId: Id,
		SobjectType,
		Field: FullName,
		PermissionsRead: true,
		PermissionsEdit: true,
	});
	return body.id;
}

async function fieldNames(): Promise<string[]> {
	const { body } = await client.request('GET', 'sobjects/Lead/describe');
	return body.fields.map((field: { name: string }) => field.name);
}

describe('POST tooling/sobjects/CustomField', () => {
	it('answers with an id that starts as those of fields do', async () => {
		const { status, body, headers } = await create('Lead.Key__c', text());
		expect([status, body]).toEqual([
			201,
			{ id: expect.stringMatching(/^00N\w{15}$/), success: true, errors: [], warnings: [], infos: [] },
		]);
		expect(headers.get('location')).toBe(`/services/data/v68.0/tooling/sobjects/CustomField/${body.id}`);
	});

	it('hides the field from everybody until a permission shows it, and then it is like any other', async () => {
		const created = await create('Lead.Key__c', text({ externalId: true, unique: true }));
		expect(created.status).toBe(201);
		expect(await fieldNames()).not.toContain('Key__c');
		expect((await client.query('SELECT Key__c FROM Lead')).body[0].errorCode).toBe('INVALID_FIELD');

		org.reset();
		client = await signIn(org);
		await createAndGrant('Lead.Key__c', text({ externalId: true, unique: true }));
		expect(await fieldNames()).toContain('Key__c');
		expect((await client.request('PATCH', `sobjects/Lead/${leadId}`, { Key__c: 'k-1' })).status).toBe(204);
		expect((await client.query("SELECT Id FROM Lead WHERE Key__c = 'K-1'")).body.totalSize).toBe(1);
		expect((await client.request('PATCH', 'sobjects/Lead/Key__c/k-1', { Company: 'Beta' })).body).toMatchObject({
			id: leadId,
			created: false,
		});
		expect(
			(await client.request('POST', 'sobjects/Lead', { LastName: 'B', Company: 'B', Key__c: 'k-1' })).body[0].errorCode,
		).toBe('DUPLICATE_VALUE');
	});

	it.each([
		['Text', { length: 20 }, { type: 'string', length: 20 }],
		['TextArea', {}, { type: 'textarea', length: 255 }],
		['LongTextArea', { length: 1000, visibleLines: 3 }, { type: 'textarea', length: 1000 }],
		['Number', { precision: 5, scale: 2 }, { type: 'double', precision: 5, scale: 2 }],
		['Currency', { precision: 18, scale: 2 }, { type: 'currency', scale: 2 }],
		['Percent', { precision: 3, scale: 0 }, { type: 'percent', precision: 3 }],
		['Checkbox', { defaultValue: true }, { type: 'boolean', defaultValue: true }],
		['Date', {}, { type: 'date' }],
		['DateTime', {}, { type: 'datetime' }],
		['Email', {}, { type: 'email' }],
		['Phone', {}, { type: 'phone' }],
		['Url', {}, { type: 'url' }],
	])('makes a field of the type %s, and reads the same metadata back', async (type, metadata, described) => {
		const id = await createAndGrant('Lead.Made__c', { label: 'Made', type, description: 'Why', ...metadata });
		const { body } = await client.request('GET', 'sobjects/Lead/describe');
		expect(body.fields).toContainEqual(
			expect.objectContaining({ name: 'Made__c', label: 'Made', custom: true, ...described }),
		);
		const { visibleLines: _, ...kept } = metadata as Record<string, unknown>;
		const shown = 'defaultValue' in kept ? { defaultValue: 'true' } : kept;
		expect((await client.request('GET', `tooling/sobjects/CustomField/${id}`)).body).toMatchObject({
			DeveloperName: 'Made',
			TableEnumOrId: 'Lead',
			FullName: 'Lead.Made__c',
			Metadata: { type, label: 'Made', description: 'Why', ...shown },
		});
	});

	it.each([
		['a name without its object', 'Key__c', text(), 'FIELD_INTEGRITY_EXCEPTION', 'Not the full name'],
		['a name without __c', 'Lead.Key', text(), 'FIELD_INTEGRITY_EXCEPTION', 'Not the full name'],
		['an object that is not there', 'Nope__c.Key__c', text(), 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'Nope__c'],
		[
			'a name that is taken in other letters',
			'Lead.TIER__c',
			text(),
			'DUPLICATE_DEVELOPER_NAME',
			'There is already a field named TIER on Lead.',
		],
		['no metadata', 'Lead.Key__c', undefined, 'REQUIRED_FIELD_MISSING', '[Metadata]'],
		['no type', 'Lead.Key__c', { label: 'Key' }, 'REQUIRED_FIELD_MISSING', '[Type]'],
		['no label', 'Lead.Key__c', text({ label: ' ' }), 'REQUIRED_FIELD_MISSING', '[Label]'],
		['a long label', 'Lead.Key__c', text({ label: 'x'.repeat(41) }), 'STRING_TOO_LONG', 'max length=40'],
		[
			'a text without length',
			'Lead.Key__c',
			{ label: 'Key', type: 'Text' },
			'FIELD_INTEGRITY_EXCEPTION',
			"Must specify 'length'",
		],
		['a text too long', 'Lead.Key__c', text({ length: 256 }), 'FIELD_INTEGRITY_EXCEPTION', 'between 1 and 255'],
		[
			'more decimals than digits',
			'Lead.Key__c',
			{ label: 'Key', type: 'Number', precision: 3, scale: 4 },
			'FIELD_INTEGRITY_EXCEPTION',
			'scale no larger',
		],
		[
			'a unique time',
			'Lead.Key__c',
			{ label: 'Key', type: 'DateTime', unique: false },
			'FIELD_INTEGRITY_EXCEPTION',
			"Can not specify 'unique' for a CustomField of type DateTime",
		],
		[
			'a type that is not made here',
			'Lead.Key__c',
			{ label: 'Key', type: 'Lookup' },
			'FIELD_INTEGRITY_EXCEPTION',
			'creates no custom fields of type Lookup',
		],
	])('refuses %s', async (_what, fullName, metadata, errorCode, message) => {
		const before = await fieldNames();
		const { status, body } = await create(fullName, metadata);
		expect([status, body[0].errorCode]).toEqual([400, errorCode]);
		expect(body[0].message).toContain(message);
		expect(await fieldNames()).toEqual(before);
	});

	it('refuses a user without Customize Application, and other objects to everybody', async () => {
		const token = await requestToken(org.url, {
			grant_type: 'client_credentials',
			client_id: clerk.clientId,
			client_secret: clerk.clientSecret,
		});
		const headers = { authorization: `Bearer ${token.body.access_token}` };
		const asClerk = await client.request(
			'POST',
			'tooling/sobjects/CustomField',
			{ FullName: 'Lead.Key__c', Metadata: text() },
			headers,
		);
		expect(asClerk.body[0]).toMatchObject({
			errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
			message: 'entity type cannot be inserted: Custom Field Definition',
		});
		expect((await client.request('POST', 'tooling/sobjects/ApexTrigger', {})).body[0].errorCode).toBe(
			'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
		);
		expect((await client.request('POST', 'tooling/sobjects/Nothing', {})).status).toBe(404);
	});

	it('stops at the number of fields that an object may have', async () => {
		const small = await startTestOrg({ seed: { org: { customFieldsPerObject: 1 } } });
		const other = await signIn(small);
		const [first, second] = [await create('Lead.A__c', text(), other), await create('Lead.B__c', text(), other)];
		await small.close();
		expect([first.status, second.body[0].errorCode]).toEqual([201, 'LIMIT_EXCEEDED']);
	});
});

describe('a custom field', () => {
	it('is queried as a record of its own and of FieldDefinition', async () => {
		const { body } = await create('Lead.Key__c', text({ description: 'Why' }));
		const tooling = async (soql: string) =>
			(await client.request('GET', `tooling/query?q=${encodeURIComponent(soql)}`)).body.records;
		expect(
			await tooling(`SELECT DeveloperName, Length, EntityDefinition.Label FROM CustomField WHERE Id = '${body.id}'`),
		).toMatchObject([{ DeveloperName: 'Key', Length: 20, EntityDefinition: { Label: 'Lead' } }]);
		expect(
			await tooling(
				"SELECT DataType, Description FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Lead' AND QualifiedApiName = 'Key__c'",
			),
		).toMatchObject([{ DataType: 'Text(20)', Description: 'Why' }]);
	});

	it('takes other metadata and keeps its values', async () => {
		const id = await createAndGrant('Lead.Key__c', text());
		await client.request('PATCH', `sobjects/Lead/${leadId}`, { Key__c: 'k' });
		expect(
			(
				await client.request('PATCH', `tooling/sobjects/CustomField/${id}`, {
					Metadata: text({ label: 'Other', length: 60 }),
				})
			).status,
		).toBe(204);
		expect((await client.request('GET', 'sobjects/Lead/describe')).body.fields).toContainEqual(
			expect.objectContaining({ name: 'Key__c', label: 'Other', length: 60 }),
		);
		expect(org.org.get('Lead', leadId)).toMatchObject({ Key__c: 'k' });
		const retyped = await client.request('PATCH', `tooling/sobjects/CustomField/${id}`, {
			Metadata: { label: 'Key', type: 'Date' },
		});
		expect(retyped.body[0].errorCode).toBe('FIELD_INTEGRITY_EXCEPTION');
	});

	it('becomes unique only while its values are', async () => {
		const id = await createAndGrant('Lead.Key__c', text());
		const twin = org.org.insert('Lead', { LastName: 'B', Company: 'B' });
		for (const each of [leadId, twin]) await client.request('PATCH', `sobjects/Lead/${each}`, { Key__c: 'same' });
		const unique = () =>
			client.request('PATCH', `tooling/sobjects/CustomField/${id}`, { Metadata: text({ unique: true }) });
		expect((await unique()).body[0].errorCode).toBe('DUPLICATE_VALUE');
		await client.request('PATCH', `sobjects/Lead/${twin}`, { Key__c: 'other' });
		expect((await unique()).status).toBe(204);
	});

	it('goes with its values and permissions, and may come again', async () => {
		const id = await createAndGrant('Lead.Key__c', text({ externalId: true }));
		await client.request('PATCH', `sobjects/Lead/${leadId}`, { Key__c: 'k' });
		expect((await client.request('DELETE', `tooling/sobjects/CustomField/${id}`)).status).toBe(204);
		expect([await fieldNames(), org.org.find('FieldPermissions', { Field: 'Lead.Key__c' })]).toEqual([
			expect.not.arrayContaining(['Key__c']),
			[],
		]);
		expect((await client.request('GET', `tooling/sobjects/CustomField/${id}`)).status).toBe(404);
		await createAndGrant('Lead.Key__c', text({ externalId: true }));
		expect((await client.query('SELECT Key__c FROM Lead')).body.records[0].Key__c).toBeNull();
	});

	it('that a rule names cannot go', async () => {
		const { body } = await client.request(
			'GET',
			`tooling/query?q=${encodeURIComponent("SELECT Id FROM CustomField WHERE DeveloperName = 'Ruled'")}`,
		);
		expect(
			(await client.request('DELETE', `tooling/sobjects/CustomField/${body.records[0].Id}`)).body[0].errorCode,
		).toBe('DEPENDENCY_EXISTS');
	});

	it('is gone after a reset and follows snapshots', async () => {
		const bare = org.snapshot();
		await createAndGrant('Lead.Key__c', text());
		await client.request('PATCH', `sobjects/Lead/${leadId}`, { Key__c: 'k' });
		const made = org.snapshot();
		org.restore(bare);
		expect(await fieldNames()).not.toContain('Key__c');
		org.restore(made);
		expect(org.org.get('Lead', leadId)).toMatchObject({ Key__c: 'k' });
		org.reset();
		client = await signIn(org);
		expect(await fieldNames()).not.toContain('Key__c');
	});
});
