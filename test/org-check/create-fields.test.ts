import { ownFields } from '../../core/record/fields';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { credentialFields, errorOf, NodeOrg } from '../nodes/node-org';

const integration = 'integration@example.com';
const guest = { clientId: 'guest-client', clientSecret: 'guest-secret', username: 'guest@example.com' };
const planner = { clientId: 'planner-client', clientSecret: 'planner-secret', username: 'planner@example.com' };
const count = Object.keys(ownFields).length;

/** The pack's fields are nowhere but on Lead, Contact and Account; new ones are for a custom object. */
const object = 'Partner__c';
const seed: OrgSeed = {
	users: [
		{ Username: integration, LastName: 'Integration' },
		{ Username: guest.username, LastName: 'Guest' },
		{ Username: planner.username, LastName: 'Planner' },
	],
	clients: [{ clientId: '3MVG9.demo.client', clientSecret: 'demo-secret', username: integration }, guest, planner],
	customObjects: [
		{ name: object },
		{
			name: 'Begun__c',
			fields: [
				{ name: 'Enrichment_Rank__c', type: 'string', length: 1 },
				{ name: 'Enrichment_Score__c', type: 'double', precision: 3 },
			],
		},
		{ name: 'Taken__c', fields: [{ name: 'Enrichment_Score__c', type: 'string', length: 10 }] },
		{ name: 'Closed__c' },
	],
	access: {
		profiles: [
			{
				name: 'Everyday',
				users: [integration],
				otherCustomFields: 'none',
				fields: { 'Taken__c.Enrichment_Score__c': 'edit' },
			},
			{ name: 'Guests', users: [guest.username], customizeApplication: false },
			{ name: 'Planners', users: [planner.username], managePermissionSets: false },
		],
		permissionSets: [
			{ name: 'Team_Set', fields: { 'Begun__c.Enrichment_Rank__c': 'edit', 'Begun__c.Enrichment_Score__c': 'read' } },
		],
	},
};

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open(seed);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function run(
	operation: string,
	parameters: Record<string, unknown> = {},
	credential: Record<string, string> = {},
	at = org,
) {
	const { outputs, hints } = await at.execute(new SalesforceEnrichmentRun(), {
		parameters: { resource: 'org', operation, sObject: 'other', otherSObject: object, ...parameters },
		credentials: { salesforceProductionServerApi: credentialFields(at.emulator, credential) },
	});
	return { rows: outputs[0], hints };
}

async function create(parameters: Record<string, unknown> = {}, credential: Record<string, string> = {}, at = org) {
	const { rows, hints } = await run('createFields', { confirmCreation: true, ...parameters }, credential, at);
	return { fields: rows.slice(0, -1), summary: rows.at(-1)!, hints };
}

/** The fields of an object that a permission set lets edit. */
function permissionsOf(set: string, of = object): string[] {
	const { Id } = org.find('PermissionSet', 'Name', set);
	return org.emulator.org
		.find('FieldPermissions', { ParentId: Id, PermissionsEdit: true })
		.map(({ Field }) => String(Field))
		.filter((field) => field.startsWith(`${of}.`));
}

/** What a call of the REST API answers a user. */
async function get<T>(path: string, username = integration): Promise<T> {
	const headers = { authorization: `Bearer ${org.emulator.issueToken(username)}` };
	return (await (await fetch(`${org.emulator.url}/services/data/v68.0/${path}`, { headers })).json()) as T;
}

/** What was sent to create fields, as Salesforce keeps it. */
async function metadataOf(field: string, of = object) {
	const [stem] = field.split('__');
	const soql = encodeURIComponent(
		`SELECT Id FROM CustomField WHERE DeveloperName = '${stem}' AND EntityDefinition.QualifiedApiName = '${of}'`,
	);
	const { records } = await get<{ records: Array<{ Id: string }> }>(`tooling/query?q=${soql}`);
	return (await get<{ Metadata: object }>(`tooling/sobjects/CustomField/${records[0].Id}`)).Metadata;
}

const creations = () =>
	org.emulator.calls.log.filter(
		({ method, path }) => method === 'POST' && path.endsWith('/tooling/sobjects/CustomField'),
	);

describe('Create Fields', () => {
	it('does nothing until a person says so', async () => {
		const error = await errorOf(run('createFields'));
		expect(error).toMatchObject({
			message: expect.stringContaining('I Want to Create Fields is off'),
			description: expect.stringContaining('Turn it on'),
		});
		expect(org.emulator.calls.log).toEqual([]);
	});

	it('creates the missing fields as the metadata describes them', async () => {
		const { fields, summary } = await create();
		expect(fields).toHaveLength(count);
		expect(fields).toContainEqual({ field: 'Enrichment_Score__c', status: 'created', access: 'granted', why: '' });
		expect(summary).toMatchObject({
			field: 'summary',
			status: `${count} created`,
			created: count,
			permissionSet: 'Enrichment_Integration',
		});
		expect(await metadataOf('Enrichment_Score__c')).toMatchObject({
			label: 'Enrichment Score',
			description: 'Score from 0 to 100',
			type: 'Number',
			precision: 3,
			scale: 0,
			required: false,
			externalId: false,
			unique: false,
		});
		expect(await metadataOf('Enrichment_Last_Activity__c')).toMatchObject({ type: 'DateTime' });
		expect(await metadataOf('Enrichment_Message__c')).toMatchObject({ type: 'Text', length: 255 });
	});

	it('makes the key field one that an upsert finds a record by, and that is there only once', async () => {
		await create();
		expect(await metadataOf('Enrichment_Key__c')).toMatchObject({ type: 'Text', externalId: true, unique: true });
		const { fields } = await get<{ fields: object[] }>(`sobjects/${object}/describe`);
		expect(fields).toContainEqual(
			expect.objectContaining({
				name: 'Enrichment_Key__c',
				externalId: true,
				unique: true,
				caseSensitive: false,
				updateable: true,
			}),
		);
		org.emulator.org.insert(object, { Enrichment_Key__c: 'a' }, { asUser: integration });
		expect(() => org.emulator.org.insert(object, { Enrichment_Key__c: 'A' }, { asUser: integration })).toThrow(
			'DUPLICATE_VALUE',
		);
	});

	it('creates the permission set, grants the fields and assigns it to the connected user only', async () => {
		const { summary, hints } = await create();
		expect(permissionsOf('Enrichment_Integration')).toHaveLength(count);
		const set = org.find('PermissionSet', 'Name', 'Enrichment_Integration');
		const assignments = org.emulator.org.find('PermissionSetAssignment', { PermissionSetId: set.Id });
		expect(assignments.map(({ AssigneeId }) => AssigneeId)).toEqual([org.find('User', 'Username', integration).Id]);
		expect(summary).toMatchObject({
			assignment: 'assigned now',
			access: expect.stringContaining(`${count} granted by Enrichment_Integration (created`),
		});
		expect(hints).toEqual([expect.objectContaining({ message: expect.stringContaining('Enrichment User') })]);
	});

	it('offers the set to the administrators, who do not see the fields either, with the page where it is assigned', async () => {
		const { summary } = await create();
		const set = org.find('PermissionSet', 'Name', 'Enrichment_Integration');
		expect(summary.why).toContain("Administrators and users don't see the fields yet");
		expect(summary.why).toContain(`${org.emulator.url}/lightning/setup/PermSets/page?address=%2F${String(set.Id)}`);
		const described = await get<{ fields: object[] }>(`sobjects/${object}/describe`, 'admin@example.com');
		expect(described.fields).not.toContainEqual(expect.objectContaining({ name: 'Enrichment_Score__c' }));
	});

	it('lets Check find them at once, and does nothing the second time', async () => {
		await create();
		const { rows } = await run('checkOrg');
		expect(rows.find(({ check }) => check === 'own fields')).toMatchObject({ state: 'ok' });
		org.emulator.calls.clear();
		const again = await create();
		expect(creations()).toEqual([]);
		expect(new Set(again.fields.map(({ status, access }) => `${String(status)}, ${String(access)}`))).toEqual(
			new Set(['there already, granted before']),
		);
	});

	it('grants to a permission set that is there, raises what it only reads, and assigns it to nobody', async () => {
		const { fields, summary } = await create({ otherSObject: 'Begun__c', permissionSet: ' Team_Set ' });
		const of = (name: string) => fields.find(({ field }) => field === name);
		expect([of('Enrichment_Rank__c'), of('Enrichment_Score__c')]).toMatchObject([
			{ status: 'there but hidden', access: 'granted before' },
			{ status: 'there but hidden', access: 'granted' },
		]);
		expect(permissionsOf('Team_Set', 'Begun__c')).toHaveLength(count);
		const set = org.find('PermissionSet', 'Name', 'Team_Set');
		expect(org.emulator.org.find('PermissionSetAssignment', { PermissionSetId: set.Id })).toEqual([]);
		expect(summary).toMatchObject({
			assignment: 'offered',
			why: expect.stringContaining('Assign the permission set Team_Set to the integration user ('),
		});
		expect(summary.why).toContain(String(set.Id));
	});

	it('calls the fields what the org calls them', async () => {
		const { fields } = await create({ options: { fieldNames: { names: { score: 'Mintigo_Score__c' } } } });
		expect(fields).toContainEqual(expect.objectContaining({ field: 'Mintigo_Score__c', status: 'created' }));
		expect(permissionsOf('Enrichment_Integration')).toContain(`${object}.Mintigo_Score__c`);
	});
});

describe('a field that cannot be created', () => {
	it('because it is there but hidden, is granted', async () => {
		const { fields } = await create({ otherSObject: 'Begun__c' });
		expect(fields).toContainEqual(
			expect.objectContaining({ field: 'Enrichment_Score__c', status: 'there but hidden', access: 'granted' }),
		);
	});

	it('because a field of another type has the name, is not touched', async () => {
		const { fields } = await create({ otherSObject: 'Taken__c' });
		expect(fields).toContainEqual({
			field: 'Enrichment_Score__c',
			status: 'cannot serve',
			access: 'none',
			why: 'It is of type string instead of number.',
		});
		expect(await metadataOf('Enrichment_Score__c', 'Taken__c')).toMatchObject({ type: 'Text', length: 10 });
	});

	it('and turns out to be of another type once it is seen, is reported as that', async () => {
		const [permission] = org.emulator.org.find('FieldPermissions', { Field: 'Taken__c.Enrichment_Score__c' });
		org.emulator.org.delete('FieldPermissions', String(permission.Id));
		const { fields } = await create({ otherSObject: 'Taken__c' });
		expect(fields).toContainEqual(
			expect.objectContaining({
				field: 'Enrichment_Score__c',
				status: 'cannot serve',
				why: 'It is of type string instead of number.',
			}),
		);
	});

	it('because the object is full, is quoted, and the others are created', async () => {
		const full = await NodeOrg.open({ ...seed, org: { customFieldsPerObject: count - 1 } });
		await full.begin();
		const { fields, summary } = await create({}, {}, full);
		await full.close();
		expect(fields.filter(({ status }) => status === 'refused')).toEqual([
			{
				field: 'Enrichment_Key__c',
				status: 'refused',
				access: 'none',
				why: expect.stringContaining('maximum number of custom fields'),
			},
		]);
		expect(summary.created).toBe(count - 1);
		await org.begin();
	});

	it('because the user may not, is said of each', async () => {
		const { fields, summary } = await create(
			{ otherSObject: 'Closed__c' },
			{ clientId: guest.clientId, clientSecret: guest.clientSecret },
		);
		expect(new Set(fields.map(({ status }) => status))).toEqual(new Set(['refused']));
		expect(fields[0].why).toContain('cannot be inserted');
		expect(summary.created).toBe(0);
	});

	it('for sure, because the reply is lost, is left open and sent only once; the next time it is found', async () => {
		org.emulator.faults.set({ dropAfterCommit: { times: 1, path: 'tooling/sobjects/CustomField$' } });
		const { fields } = await create();
		const open = fields.filter(({ status }) => status === 'unknown');
		expect(open).toEqual([expect.objectContaining({ why: expect.stringContaining('Run Create Fields again') })]);
		expect(creations()).toHaveLength(count);
		const again = await create();
		expect(again.fields).toContainEqual(
			expect.objectContaining({ field: open[0].field, status: 'there but hidden', access: 'granted' }),
		);
		expect(permissionsOf('Enrichment_Integration')).toHaveLength(count);
	});
});

describe('a grant that is refused', () => {
	const asPlanner = { clientId: planner.clientId, clientSecret: planner.clientSecret };

	it('leaves the fields that were created, and says who has to do what', async () => {
		const { fields, summary, hints } = await create({}, asPlanner);
		expect(new Set(fields.map(({ status }) => status))).toEqual(new Set(['created']));
		expect(fields[0].access).toMatch(/^refused: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY/);
		expect(summary).toMatchObject({
			created: count,
			assignment: 'offered',
			why: expect.stringContaining('Create the permission set in Setup'),
		});
		expect(hints).toHaveLength(1);
	});

	it('to a set that is there, is said of each field', async () => {
		const { fields, summary } = await create({ permissionSet: 'Team_Set' }, asPlanner);
		expect(fields[0].access).toMatch(/^refused: /);
		expect(summary.access).toContain('0 granted by Team_Set (found');
	});
});

describe('a permission set that cannot be one', () => {
	it('is refused before anything is created', async () => {
		const error = await errorOf(create({ permissionSet: "x' OR Name != '" }));
		expect(error.message).toContain('cannot be the API name');
		expect(creations()).toEqual([]);
	});
});
