import { ownFields } from '../../core/record/fields';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { credentialFields, errorOf, NodeOrg } from '../nodes/node-org';
import { anObject, checkOrgOf } from './checked-org';

const integration = 'integration@example.com';
const clerk = { clientId: 'clerk-client', clientSecret: 'clerk-secret', username: 'clerk@example.com' };
const everydayRights = ['read', 'create', 'edit', 'delete'] as const;

/** May do everything but see everybody's records. Nothing of the setup stands in the way of a write. */
const quiet: OrgSeed = {
	standardDuplicateRules: false,
	users: [
		{ Username: integration, LastName: 'Integration' },
		{ Username: clerk.username, LastName: 'Clerk' },
	],
	clients: [{ clientId: '3MVG9.demo.client', clientSecret: 'demo-secret', username: integration }, clerk],
	customObjects: [
		anObject('Partner__c'),
		anObject('Short__c', { [ownFields.score.name]: undefined, [ownFields.rank.name]: undefined }),
		anObject('Texts__c', { [ownFields.score.name]: { type: 'string', length: 10, precision: 0 } }),
		anObject('Small__c', { [ownFields.score.name]: { precision: 3, scale: 1 } }),
		anObject('Spelt__c', { [ownFields.score.name]: { name: 'ENRICHMENT_Score__c' } }),
		anObject('Loose__c', { [ownFields.externalKey.name]: { externalId: false, unique: false } }),
	],
	access: {
		profiles: [
			{ name: 'Everyday', users: [integration], otherObjects: everydayRights },
			{ name: 'Clerk', users: [clerk.username], otherObjects: ['read'], viewSetup: false },
		],
		permissionSets: [{ name: 'Lead_Reader', objects: { Lead: ['read', 'viewAll'] } }],
		sharing: { Contact: 'private' },
	},
	records: { Contact: [{ LastName: 'Hidden', OwnerId: '@sandy.sales@example.com' }] },
};

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open(quiet);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const check = (parameters: Record<string, unknown> = {}, credential: Record<string, string> = {}) =>
	checkOrgOf(org, parameters, credential);
const asClerk = { clientId: clerk.clientId, clientSecret: clerk.clientSecret };
const checkObject = (otherSObject: string) => check({ sObject: 'other', otherSObject });

/** One check of an org of its own. */
async function checkIn(seed: OrgSeed) {
	const other = await NodeOrg.open(seed);
	await other.begin();
	const result = await checkOrgOf(other);
	await other.close();
	await org.begin();
	return result;
}

describe('Check', () => {
	it('costs four calls and says so', async () => {
		// Connects, which costs calls of its own.
		await check();
		org.emulator.calls.clear();
		const { summary } = await check();
		const calls = org.emulator.calls.log.map(({ method, path }) => `${method} ${path.split('/v68.0')[1]}`);
		expect(calls.sort()).toEqual(['GET /limits', 'POST /composite', 'POST /composite', 'POST /tooling/composite']);
		expect(summary).toMatchObject({ check: 'summary', calls: 4 });
	});

	it('asks again when Salesforce is busy, and counts that too', async () => {
		await check();
		org.emulator.faults.set({ unavailable: { times: 1, path: 'tooling/composite' } });
		const { summary } = await check();
		expect(summary).toMatchObject({ isReady: true, calls: 5, states: expect.objectContaining({ unknown: 0 }) });
	});

	it('finds nothing to put right in an org that is ready', async () => {
		const { summary, rows, hints } = await check();
		expect(rows.filter(({ state }) => state !== 'ok')).toEqual([]);
		expect(summary).toMatchObject({
			state: 'ok',
			isReady: true,
			sObject: 'Lead',
			isSandbox: false,
			states: { ok: 19, warning: 0, missing: 0, unknown: 0 },
		});
		expect(hints.map(({ message }) => message)).toEqual([
			'Lead in Example Ltd (production) is ready: 19 as it should be',
		]);
	});

	it('leaves open what the user may not read, with the reason, and is not stopped by it', async () => {
		const { row, summary } = await check({ plannedWrites: [] }, asClerk);
		expect(row('API allowance')).toMatchObject({ state: 'unknown', whatToDo: expect.stringContaining('View Setup') });
		for (const name of ['flows', 'triggers', 'validation rules', 'workflow rules', 'outbound messages']) {
			expect(row(name)).toMatchObject({
				state: 'unknown',
				what: expect.stringMatching(/^Could not be checked: INVALID_TYPE: sObject type '\w+' is not supported/),
			});
			expect(row(name).whatToDo).toContain('View Setup');
		}
		expect(summary).toMatchObject({ isReady: true, states: { unknown: 6 } });
	});

	it('says what kind of org it is', async () => {
		const { row } = await check();
		expect(row('org kind')).toMatchObject({
			state: 'ok',
			what: `Example Ltd (${org.emulator.identity.id}) is a production org.`,
		});
	});

	it('is refused with the credential of a sandbox', async () => {
		const error = await errorOf(
			org.execute(new SalesforceEnrichmentRun(), {
				parameters: { resource: 'org', operation: 'checkOrg', authentication: 'salesforceSandboxServerApi' },
				credentials: { salesforceSandboxServerApi: credentialFields(org.emulator) },
			}),
		);
		expect(error.message).toContain('Example Ltd');
		expect(error.description).toContain('Salesforce Production credential');
	});

	it('tells a person who may not be asked that the credential is refused, instead of twelve open checks', async () => {
		expect((await errorOf(check({}, { clientSecret: 'wrong' }))).message).toContain('refused the login');
	});
});

describe('the check of object access', () => {
	it('names the rights that the planned writes need and the user lacks', async () => {
		const { row, summary, hints } = await check({ plannedWrites: ['create', 'update', 'merge'] }, asClerk);
		expect(row('object access')).toMatchObject({
			state: 'missing',
			names: ['Create', 'Edit', 'Delete'],
			whatToDo: expect.stringContaining('permission set'),
		});
		expect(summary).toMatchObject({ state: 'missing', isReady: false });
		expect(hints).toEqual([
			expect.objectContaining({
				type: 'warning',
				message: expect.stringContaining('The user lacks Create, Edit, Delete on Lead.'),
			}),
		]);
	});

	it('is content with rights that are not needed', async () => {
		expect((await check({ plannedWrites: [] }, asClerk)).row('object access').state).toBe('ok');
	});

	it('says that an object is missing', async () => {
		const { row } = await checkObject('Nothing__c');
		expect(row('object access')).toMatchObject({
			state: 'missing',
			what: expect.stringContaining('The user sees no object Nothing__c'),
		});
		expect(row('own fields').state).toBe('unknown');
	});
});

describe('the check of the API allowance', () => {
	it('counts what is left and warns where a run would stop', async () => {
		const { row } = await checkIn({ org: { dailyApiRequests: 100_000, dailyApiRequestsUsed: 71_000 } });
		expect(row('API allowance')).toMatchObject({
			state: 'warning',
			what: expect.stringMatching(/^28,9\d\d of 100,000 .* until 70,000 are used/),
		});
	});
});

describe('the check of our own fields', () => {
	it.each([
		[
			'missing',
			'Short__c',
			/^2 enrichment fields are missing on Short__c, or hidden from the user: Enrichment_Score__c, Enrichment_Rank__c/,
			[ownFields.score.name, ownFields.rank.name],
		],
		[
			'of another type',
			'Texts__c',
			/Texts__c\.Enrichment_Score__c is of type string instead of number/,
			[ownFields.score.name],
		],
		['too small', 'Small__c', /holds 2 digits instead of 3/, [ownFields.score.name]],
		[
			'not unique',
			'Loose__c',
			/Loose__c\.Enrichment_Key__c is not an External ID that is unique/,
			[ownFields.externalKey.name],
		],
	])('reports a field that is %s', async (_fault, object, what, names) => {
		const { row, summary } = await checkObject(object);
		expect(row('own fields')).toMatchObject({ state: 'missing', what: expect.stringMatching(what), names });
		expect(row('own fields').whatToDo).not.toBe('');
		expect(summary.isReady).toBe(false);
	});

	const permissionOn = (field: string) =>
		org.emulator.org
			.find('FieldPermissions', (record) => record.Field === field && record.PermissionsEdit === true)
			.map(({ Id }) => String(Id));

	it('reports a field that the user may only read', async () => {
		for (const id of permissionOn('Lead.Enrichment_Score__c'))
			org.emulator.org.update('FieldPermissions', id, { PermissionsEdit: false });
		expect((await check()).row('own fields')).toMatchObject({
			state: 'missing',
			what: expect.stringContaining('may be read but not edited'),
			names: ['Enrichment_Score__c'],
		});
	});

	it('tells a field that security hides from one that is not there', async () => {
		for (const id of permissionOn('Lead.Enrichment_Score__c')) org.emulator.org.delete('FieldPermissions', id);
		expect((await check()).row('own fields')).toMatchObject({
			state: 'missing',
			what: '1 enrichment field of Lead is hidden from the user: Enrichment_Score__c.',
		});
	});

	it('warns of a field in another spelling', async () => {
		const { row } = await checkObject('Spelt__c');
		expect(row('own fields')).toMatchObject({
			state: 'warning',
			what: 'Spelt__c.Enrichment_Score__c is spelled ENRICHMENT_Score__c in the org.',
		});
	});

	it('goes by the names that the org has for them', async () => {
		const renamed = { fieldNames: { names: { score: 'Mintigo_Score__c' } } };
		const { row } = await check({ options: renamed });
		expect(row('own fields')).toMatchObject({ state: 'missing', names: ['Mintigo_Score__c'] });
	});
});

describe('the check of states and countries', () => {
	it('says whether they come from lists, and are written by codes', async () => {
		expect((await check()).row('states and countries').state).toBe('ok');
		const { row } = await checkIn({
			...quiet,
			features: {
				stateAndCountryPicklists: [{ code: 'US', name: 'United States', states: [{ code: 'WA', name: 'Washington' }] }],
			},
		});
		expect(row('states and countries')).toMatchObject({
			state: 'warning',
			names: ['StateCode', 'CountryCode'],
			whatToDo: expect.stringContaining('Add to the picklists'),
		});
	});
});

describe('the check of person accounts', () => {
	it('says when they are on, whichever object is checked', async () => {
		expect((await check()).row('person accounts').state).toBe('ok');
		const { row } = await checkIn({ features: { personAccounts: true } });
		expect(row('person accounts')).toMatchObject({ state: 'warning', what: expect.stringContaining('are on') });
	});
});

describe('the check of visibility', () => {
	it('warns that hidden records become duplicates, where there are some', async () => {
		const { row } = await check({ sObject: 'Contact' });
		expect(row('record visibility')).toMatchObject({
			state: 'warning',
			what: expect.stringContaining('creates a duplicate'),
			whatToDo: expect.stringContaining('View All Records on Contact'),
		});
		const headers = { authorization: `Bearer ${org.emulator.issueToken(integration)}` };
		const reply = await fetch(`${org.emulator.url}/services/data/v68.0/query?q=SELECT+Id+FROM+Contact`, { headers });
		expect([org.emulator.org.count('Contact'), await reply.json()]).toEqual([
			1,
			expect.objectContaining({ totalSize: 0 }),
		]);
	});

	it('is content where sharing is open', async () => {
		expect((await check()).row('record visibility')).toMatchObject({
			state: 'ok',
			what: 'The user sees every Lead: its sharing is ReadWrite.',
		});
	});

	it('is content with View All by a permission set', async () => {
		const set = org.find('PermissionSet', 'Name', 'Lead_Reader');
		org.emulator.org.insert('PermissionSetAssignment', {
			PermissionSetId: set.Id,
			AssigneeId: org.find('User', 'Username', integration).Id,
		});
		expect((await check()).row('record visibility')).toMatchObject({
			state: 'ok',
			what: expect.stringContaining('View All Records by the permission set Lead_Reader'),
		});
	});

	it('is content with View All Data by the profile', async () => {
		const { row } = await checkIn({ access: { sharing: { Lead: 'private' } } });
		expect(row('record visibility')).toMatchObject({
			state: 'ok',
			what: expect.stringContaining('View All Data by the profile System Administrator'),
		});
	});

	it('is left open when the user may not read who has which permission', async () => {
		const { row } = await check({ sObject: 'Contact', plannedWrites: [] }, asClerk);
		expect(row('record visibility')).toMatchObject({
			state: 'unknown',
			whatToDo: expect.stringContaining('View All Records on Contact'),
		});
	});
});

describe('the check of the API user', () => {
	const edit = (fields: Record<string, unknown>, asUser?: string) => {
		const id = org.emulator.org.insert('Lead', { LastName: 'Touched', Company: 'Acme' });
		org.emulator.org.update('Lead', id, fields, { asUser });
		return id;
	};
	const asOurUser = (fields: Record<string, unknown>) => edit(fields, integration);
	const now = () =>
		org.emulator.org
			.rows('Lead')
			.reduce((latest, { SystemModstamp: at }) => (String(at) > latest ? String(at) : latest), longAgo);
	const longAgo = '2020-01-01T00:00:00.000Z';

	it.each([
		['without any stamp', () => ({ Title: 'CTO' })],
		['long after our last one', () => ({ Enrichment_Log_Id__c: 'run-1', Enrichment_Last_Activity__c: longAgo })],
	])('warns when something writes as our user %s', async (_how, fields) => {
		const id = asOurUser(fields());
		const { row } = await check();
		expect(row('API user')).toMatchObject({
			state: 'warning',
			names: [id],
			what: expect.stringContaining('writes as this user too'),
		});
	});

	it.each([
		[
			'what we have stamped',
			() => asOurUser({ Enrichment_Log_Id__c: 'run-1', Enrichment_Last_Activity__c: (edit({}), now()) }),
		],
		[
			'a score of ours alone',
			() =>
				asOurUser({
					Enrichment_Log_Id__c: 'run-1',
					Enrichment_Last_Activity__c: longAgo,
					Enrichment_Model_Hash__c: 'h',
				}),
		],
		['what others write under their own names', () => edit({ Title: 'CTO' })],
	])('is content with %s', async (_what, write) => {
		write();
		expect((await check()).row('API user').state).toBe('ok');
	});

	it('says that it cannot tell without our stamps', async () => {
		const { row } = await checkObject('Opportunity');
		expect(row('API user')).toMatchObject({
			state: 'unknown',
			what: expect.stringContaining('no field Enrichment_Log_Id__c'),
		});
	});
});
