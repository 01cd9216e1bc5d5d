import type { SalesforceEmulator } from '../salesforce-emulator';
import { aLead, requestToken, startTestOrg, type RawReply } from '../test-org';
import type { OrgSeed } from '../org/seed';

const clerk = { clientId: 'clerk-client', clientSecret: 'clerk-secret', username: 'clerk@example.com' };
const admin = { clientId: 'admin-client', clientSecret: 'admin-secret', username: 'admin@example.com' };
const seed: OrgSeed = {
	users: [{ Username: clerk.username, LastName: 'Clerk' }],
	clients: [clerk, admin],
	customFields: [
		{ object: 'Lead', name: 'Score__c', type: 'double', precision: 5, scale: 1 },
		{ object: 'Lead', name: 'Secret__c', type: 'string' },
	],
	queues: [{ name: 'Inbox', '@ref': 'inbox', objects: ['Lead'], members: [clerk.username] }],
	access: {
		profiles: [
			{
				name: 'Clerk',
				users: [clerk.username],
				objects: {
					Lead: ['read', 'create', 'edit'],
					Account: ['read', 'edit'],
					Contact: ['read', 'edit'],
					Opportunity: 'none',
				},
				otherCustomFields: 'none',
				fields: { 'Lead.Title': 'read', 'Lead.Phone': 'none' },
			},
		],
		permissionSets: [{ name: 'Scoring', fields: { 'Lead.Score__c': 'edit' }, assignedTo: [clerk.username] }],
		sharing: { Lead: 'private', Account: 'private', Contact: 'controlledByParent' },
		shares: [{ record: '@shared', user: clerk.username, access: 'read' }],
	},
	records: {
		Account: [
			{ '@ref': 'mine', Name: 'Mine', OwnerId: `@${clerk.username}` },
			{ '@ref': 'theirs', Name: 'Theirs' },
		],
		Contact: [
			{ LastName: 'Seen', AccountId: '@mine' },
			{ LastName: 'Unseen', AccountId: '@theirs' },
		],
		Lead: [
			{ LastName: 'Own', Company: 'X', OwnerId: `@${clerk.username}`, Phone: '1', Score__c: 7 },
			{ LastName: 'Queued', Company: 'X', OwnerId: '@inbox' },
			{ '@ref': 'shared', LastName: 'Shared', Company: 'X' },
			{ LastName: 'Foreign', Company: 'X' },
		],
	},
};
const [own, , shared, foreign] = ['1', '2', '3', '4'].map((digit) => `00Q5e000000000${digit}EAA`);

type Request = (method: string, path: string, body?: unknown) => Promise<RawReply>;
let org: SalesforceEmulator;
let asClerk: Request;
let asAdmin: Request;

async function signInAs({ clientId, clientSecret }: typeof clerk): Promise<Request> {
	const token = await requestToken(org.url, {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	});
	const headers = { authorization: `Bearer ${token.body.access_token}`, 'content-type': 'application/json' };
	return async (method, path, body) => {
		const reply = await fetch(`${org.url}/services/data/v68.0/${path}`, {
			method,
			headers,
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await reply.text();
		return { status: reply.status, headers: reply.headers, body: text ? JSON.parse(text) : undefined };
	};
}

function query(request: Request, soql: string): Promise<RawReply> {
	return request('GET', `query?q=${encodeURIComponent(soql)}`);
}

async function names(request: Request, soql: string): Promise<string[]> {
	const { body } = await query(request, soql);
	return body.records.map((each: { LastName: string }) => each.LastName).sort();
}

beforeAll(async () => {
	org = await startTestOrg({ seed });
});
beforeEach(async () => {
	org.reset();
	asClerk = await signInAs(clerk);
	asAdmin = await signInAs(admin);
});
afterAll(() => org.close());

describe('field-level security', () => {
	it('makes a hidden field look exactly like a missing one', async () => {
		const [hidden, missing] = await Promise.all(
			['Secret__c', 'Nothing__c'].map((name) => query(asClerk, `SELECT ${name} FROM Lead`)),
		);
		expect([hidden.status, hidden.body[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
		expect(hidden.body[0].message.replaceAll('Secret__c', 'Nothing__c')).toContain(
			"No such column 'Nothing__c' on entity 'Lead'",
		);
		expect(missing.body[0].message).toContain("No such column 'Nothing__c' on entity 'Lead'");
		expect((await query(asAdmin, 'SELECT Secret__c FROM Lead')).status).toBe(200);
	});

	it('leaves hidden fields out of describe and of rows, and marks read-only ones', async () => {
		const { body } = await asClerk('GET', 'sobjects/Lead/describe');
		const field = (name: string) => body.fields.find((each: { name: string }) => each.name === name);
		expect([field('Phone'), field('Secret__c')]).toEqual([undefined, undefined]);
		expect(field('Title')).toMatchObject({ createable: false, updateable: false, permissionable: true });
		expect(field('Score__c')).toMatchObject({ createable: true, updateable: true, permissionable: true });
		const row = await asClerk('GET', `sobjects/Lead/${own}`);
		expect(Object.keys(row.body)).not.toContain('Phone');
		expect((await asAdmin('GET', `sobjects/Lead/${own}`)).body.Phone).toBe('1');
	});

	it.each([
		[{ Secret__c: 'x' }, 'INVALID_FIELD', "No such column 'Secret__c' on sobject of type Lead"],
		[
			{ Title: 'x' },
			'INVALID_FIELD_FOR_INSERT_UPDATE',
			'Unable to create/update fields: Title. Please check the security settings',
		],
	])('refuses to write %j with %s', async (fields, code, text) => {
		const { body } = await asClerk('PATCH', `sobjects/Lead/${own}`, fields);
		expect(body[0].errorCode).toBe(code);
		expect(body[0].message).toContain(text);
	});

	it('opens a field as soon as a FieldPermissions record grants it', async () => {
		const set = await asAdmin('POST', 'sobjects/PermissionSet', { Name: 'More', Label: 'More' });
		const user = org.org.find('User', { Username: clerk.username })[0];
		await asAdmin('POST', 'sobjects/PermissionSetAssignment', { PermissionSetId: set.body.id, AssigneeId: user.Id });
		const grant = {
			ParentId: set.body.id,
			SobjectType: 'Lead',
			Field: 'Lead.Secret__c',
			PermissionsRead: true,
			PermissionsEdit: false,
		};
		const granted = await asAdmin('POST', 'sobjects/FieldPermissions', grant);
		expect(granted.status).toBe(201);
		expect((await query(asClerk, 'SELECT Secret__c FROM Lead')).status).toBe(200);
		expect((await asAdmin('POST', 'sobjects/FieldPermissions', grant)).body[0].errorCode).toBe('DUPLICATE_VALUE');
		await asAdmin('DELETE', `sobjects/FieldPermissions/${granted.body.id}`);
		expect((await query(asClerk, 'SELECT Secret__c FROM Lead')).status).toBe(400);
	});

	it('keeps a permission to edit from going without one to read', async () => {
		const ParentId = org.org.find('PermissionSet', { Name: 'Scoring' })[0].Id;
		const { body } = await asAdmin('POST', 'sobjects/FieldPermissions', {
			ParentId,
			SobjectType: 'Lead',
			Field: 'Lead.Secret__c',
			PermissionsEdit: true,
		});
		expect(body[0].errorCode).toBe('FIELD_INTEGRITY_EXCEPTION');
	});

	it.each(['Lead.Company', 'Lead.Nothing__c', 'Account.Score__c'])('refuses a permission on %s', async (Field) => {
		const ParentId = org.org.find('PermissionSet', { Name: 'Scoring' })[0].Id;
		const { body } = await asAdmin('POST', 'sobjects/FieldPermissions', {
			ParentId,
			SobjectType: 'Lead',
			Field,
			PermissionsRead: true,
		});
		expect(body[0]).toMatchObject({ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', fields: ['Field'] });
	});
});

describe('object permissions', () => {
	it('hide an object altogether', async () => {
		expect((await query(asClerk, 'SELECT Id FROM Opportunity')).body[0].errorCode).toBe('INVALID_TYPE');
		expect((await asClerk('GET', 'sobjects/Opportunity/describe')).status).toBe(404);
		const { body } = await asClerk('GET', 'sobjects');
		expect(body.sobjects.some((each: { name: string }) => each.name === 'Opportunity')).toBe(false);
	});

	it('show in describe what the user may do', async () => {
		const rights = async (request: Request, object: string) => {
			const { createable, updateable, deletable, queryable } = (await request('GET', `sobjects/${object}/describe`))
				.body;
			return { createable, updateable, deletable, queryable };
		};
		expect(await rights(asClerk, 'Lead')).toEqual({
			createable: true,
			updateable: true,
			deletable: false,
			queryable: true,
		});
		expect(await rights(asClerk, 'Account')).toEqual({
			createable: false,
			updateable: true,
			deletable: false,
			queryable: true,
		});
		expect(await rights(asAdmin, 'Account')).toEqual({
			createable: true,
			updateable: true,
			deletable: true,
			queryable: true,
		});
		const { body } = await asClerk('GET', 'sobjects');
		expect(body.sobjects.find((each: { name: string }) => each.name === 'Account')).toMatchObject({
			createable: false,
			updateable: true,
		});
	});

	it('follow an ObjectPermissions record as it is written', async () => {
		const ParentId = org.org.find('PermissionSet', { Name: 'Scoring' })[0].Id;
		const rights = { PermissionsRead: true, PermissionsCreate: true, PermissionsEdit: true };
		expect(
			(await asAdmin('POST', 'sobjects/ObjectPermissions', { ParentId, SobjectType: 'Account', ...rights })).status,
		).toBe(201);
		expect((await asClerk('GET', 'sobjects/Account/describe')).body.createable).toBe(true);
		expect((await asClerk('POST', 'sobjects/Account', { Name: 'New' })).status).toBe(201);
	});

	it('refuse what they do not grant', async () => {
		expect((await asClerk('POST', 'sobjects/Account', { Name: 'New' })).body[0]).toMatchObject({
			errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
			message: 'entity type cannot be inserted: Account',
		});
		expect((await asClerk('DELETE', `sobjects/Lead/${own}`)).body[0]).toMatchObject({
			errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
		});
	});
});

describe('assignments', () => {
	it('tie everybody to the set behind his profile', async () => {
		const { Id } = org.org.find('User', { Username: clerk.username })[0];
		const soql = `SELECT PermissionSet.IsOwnedByProfile, PermissionSet.Label FROM PermissionSetAssignment WHERE AssigneeId = '${String(Id)}' ORDER BY PermissionSet.Label`;
		const { body } = await query(asAdmin, soql);
		expect(body.records.map((each: { PermissionSet: object }) => each.PermissionSet)).toMatchObject([
			{ IsOwnedByProfile: true, Label: 'Clerk' },
			{ IsOwnedByProfile: false, Label: 'Scoring' },
		]);
	});

	it("to the set behind a profile that is no longer the user's grant nothing", async () => {
		const [{ Id: profileId }] = org.org.find('Profile', { Name: 'System Administrator' });
		expect((await query(asClerk, 'SELECT Id FROM Opportunity')).status).toBe(400);
		org.org.update('User', String(org.org.find('User', { Username: clerk.username })[0].Id), { ProfileId: profileId });
		expect((await query(asClerk, 'SELECT Id FROM Opportunity')).status).toBe(200);
		const [{ Id: clerkProfile }] = org.org.find('Profile', { Name: 'Clerk' });
		org.org.update('User', String(org.org.find('User', { Username: clerk.username })[0].Id), {
			ProfileId: clerkProfile,
		});
		expect((await query(asClerk, 'SELECT Id FROM Opportunity')).status).toBe(400);
	});
});

describe('Manage Profiles and Permission Sets', () => {
	it('is what writing permissions takes', async () => {
		const profile = {
			name: 'System Administrator',
			users: ['integration@example.com'],
			modifyAllData: true,
			managePermissionSets: false,
		};
		const closed = await startTestOrg({
			seed: { access: { profiles: [profile], permissionSets: [{ name: 'Team' }] } },
		});
		const call = async (method: string, path: string, body: object) => {
			const headers = { authorization: `Bearer ${closed.issueToken()}`, 'content-type': 'application/json' };
			const reply = await fetch(`${closed.url}/services/data/v68.0/sobjects/${path}`, {
				method,
				headers,
				body: JSON.stringify(body),
			});
			return [reply.status, await reply.json()];
		};
		const [{ Id }] = closed.org.find('PermissionSet', { Name: 'Team' });
		const created = await call('POST', 'PermissionSet', { Name: 'More', Label: 'More' });
		const changed = await call('PATCH', `PermissionSet/${String(Id)}`, { Label: 'Ours' });
		await closed.close();
		expect(created).toEqual([400, [expect.objectContaining({ errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' })]]);
		expect(changed).toEqual([400, [expect.objectContaining({ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' })]]);
	});
});

describe('View Setup and Configuration', () => {
	it('is what the limits take', async () => {
		const closed = await startTestOrg({
			seed: {
				access: { profiles: [{ name: 'System Administrator', users: ['integration@example.com'], viewSetup: false }] },
			},
		});
		const reply = await fetch(`${closed.url}/services/data/v68.0/limits`, {
			headers: { authorization: `Bearer ${closed.issueToken()}` },
		});
		const body = await reply.json();
		await closed.close();
		expect([reply.status, body]).toEqual([403, [expect.objectContaining({ errorCode: 'INSUFFICIENT_ACCESS' })]]);
		expect((await asAdmin('GET', 'limits')).status).toBe(200);
	});
});

describe('record sharing', () => {
	it('shows own, queued and shared records, and nothing else', async () => {
		expect(await names(asClerk, 'SELECT LastName FROM Lead')).toEqual(['Own', 'Queued', 'Shared']);
		expect((await query(asClerk, 'SELECT COUNT() FROM Lead')).body.totalSize).toBe(3);
		expect(await names(asAdmin, 'SELECT LastName FROM Lead')).toEqual(['Foreign', 'Own', 'Queued', 'Shared']);
	});

	it('lets contacts follow their account', async () => {
		expect(await names(asClerk, 'SELECT LastName FROM Contact')).toEqual(['Seen']);
	});

	it('refuses to write a shared record as read-only and a hidden one as unknown', async () => {
		const { body } = await asClerk('PATCH', 'composite/sobjects', {
			records: [shared, foreign].map((Id) => aLead({ Id, Company: 'Y' })),
		});
		expect(body.map((each: { errors: Array<{ statusCode: string }> }) => each.errors[0].statusCode)).toEqual([
			'INSUFFICIENT_ACCESS_OR_READONLY',
			'INVALID_CROSS_REFERENCE_KEY',
		]);
		expect((await asClerk('GET', `sobjects/Lead/${foreign}`)).status).toBe(404);
	});

	it('refuses references to records that the user does not see', async () => {
		const [theirs] = org.org.find('Account', { Name: 'Theirs' });
		const [contact] = org.org.find('Contact', { LastName: 'Seen' });
		const { body } = await asClerk('PATCH', `sobjects/Contact/${contact.Id}`, { AccountId: theirs.Id });
		expect(body[0].errorCode).toBe('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
	});
});

describe('UserRecordAccess', () => {
	it('answers for a user and records what sharing and permissions come to', async () => {
		const user = org.org.find('User', { Username: clerk.username })[0].Id;
		const soql = `SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '${user}' AND RecordId IN ('${own}', '${shared}', '${foreign}')`;
		const { body } = await query(asAdmin, soql);
		const byId = new Map(body.records.map((each: { RecordId: string }) => [each.RecordId, each]));
		expect(byId.get(own)).toMatchObject({
			HasReadAccess: true,
			HasEditAccess: true,
			HasDeleteAccess: false,
			MaxAccessLevel: 'Edit',
		});
		expect(byId.get(shared)).toMatchObject({ HasReadAccess: true, HasEditAccess: false, MaxAccessLevel: 'Read' });
		expect(byId.get(foreign)).toMatchObject({ HasReadAccess: false, MaxAccessLevel: 'None' });
	});
});

describe('a query of UserRecordAccess', () => {
	it.each([
		'',
		` WHERE RecordId = '${own}'`,
		" WHERE UserId = '0055e0000000001'",
		` WHERE UserId = '0055e0000000001' OR RecordId = '${own}'`,
	])('that says too little is refused:%s', async (where) => {
		const { status, body } = await query(asAdmin, `SELECT RecordId FROM UserRecordAccess${where}`);
		expect([status, body[0].errorCode]).toEqual([400, 'MALFORMED_QUERY']);
	});

	it('takes no more than 200 records', async () => {
		const soql = `SELECT RecordId FROM UserRecordAccess WHERE UserId = '0055e0000000001' AND RecordId IN (${Array(201).fill(`'${own}'`).join()})`;
		expect((await query(asAdmin, soql)).body[0].message).toContain('no more than 200');
	});
});

describe('an org without access in its seed', () => {
	it('lets everybody do everything', async () => {
		const open = await startTestOrg();
		const id = open.org.insert('Lead', { LastName: 'A', Company: 'B' }, { asUser: 'admin@example.com' });
		open.org.delete('Lead', id);
		expect(open.org.count('Lead')).toBe(0);
		await open.close();
	});

	it.each([
		[{ profiles: [{ name: 'P', objects: { Nope: 'all' } }] }, 'grants on Nope'],
		[{ permissionSets: [{ name: 'P', fields: { 'Lead.Nope': 'read' } }] }, 'grants on Lead.Nope'],
		[{ sharing: { Nope: 'private' } }, 'no object Nope'],
		[{ shares: [{ record: '@nope', user: 'admin@example.com', access: 'read' }] }, 'cannot share @nope'],
	])('refuses to start with %j', async (access, text) => {
		await expect(startTestOrg({ seed: { access } as OrgSeed })).rejects.toThrow(text);
	});
});
