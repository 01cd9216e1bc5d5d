import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { credentialFields, errorOf, NodeOrg } from '../nodes/node-org';
import { SetupFront } from './setup-front';

const integration = 'integration@example.com';

/** Fields that nobody was granted are as good as missing: that is how a field is after the Tooling API made it. */
const seed: OrgSeed = {
	access: {
		profiles: [{ name: 'Minimum Access', users: [integration], otherCustomFields: 'none' }],
		permissionSets: [
			{ name: 'Team_Set', assignedTo: [], fields: { 'Lead.Enrichment_Rank__c': 'edit', 'Lead.Enrichment_Score__c': 'read' } },
		],
	},
};

let org: NodeOrg;
let front: SetupFront;
beforeAll(async () => {
	org = await NodeOrg.open(seed);
	front = await SetupFront.open(org.emulator);
});
afterAll(async () => {
	front.close();
	await org.close();
});
beforeEach(async () => {
	await org.begin();
	front.clear();
});

async function run(operation: string, parameters: Record<string, unknown> = {}) {
	const { outputs, hints } = await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { resource: 'org', operation, ...parameters },
		credentials: { salesforceProductionServerApi: credentialFields(front) },
	});
	return { rows: outputs[0], hints };
}

async function create(parameters: Record<string, unknown> = {}) {
	const { rows, hints } = await run('createFields', { confirmCreation: true, ...parameters });
	return { fields: rows.slice(0, -1), summary: rows.at(-1)!, hints };
}

function permissionsOf(set: string): string[] {
	const { Id } = org.find('PermissionSet', 'Name', set);
	return org.emulator.org
		.find('FieldPermissions', { ParentId: Id, PermissionsEdit: true })
		.map(({ Field }) => String(Field))
		.filter((field) => field.startsWith('Lead.Enrichment_'));
}

describe('Create Fields', () => {
	it('does nothing until a person says so', async () => {
		const error = await errorOf(run('createFields'));
		expect(error).toMatchObject({ message: expect.stringContaining('I Want to Create Fields is off'), description: expect.stringContaining('Turn it on') });
		expect(org.emulator.calls.log).toEqual([]);
	});

	it('creates the missing fields as the metadata describes them', async () => {
		const { fields, summary } = await create();
		expect(fields).toHaveLength(9);
		expect(fields).toContainEqual({ field: 'Enrichment_Score__c', status: 'created', access: 'granted', why: '' });
		expect(summary).toMatchObject({ field: 'summary', status: '9 created', created: 9, permissionSet: 'Enrichment_Integration' });
		expect(front.created).toContainEqual({
			FullName: 'Lead.Enrichment_Score__c',
			Metadata: {
				label: 'Enrichment Score',
				description: 'Score from 0 to 100',
				type: 'Number',
				precision: 3,
				scale: 0,
				required: false,
				externalId: false,
				unique: false,
			},
		});
		const types = Object.fromEntries(front.created.map(({ FullName, Metadata }) => [FullName, Metadata.type]));
		expect(types).toMatchObject({ 'Lead.Enrichment_Last_Activity__c': 'DateTime', 'Lead.Enrichment_Message__c': 'Text' });
	});

	it('creates the permission set, grants the fields and assigns it to the connected user only', async () => {
		const { summary, hints } = await create();
		expect(permissionsOf('Enrichment_Integration')).toHaveLength(9);
		const set = org.find('PermissionSet', 'Name', 'Enrichment_Integration');
		const assignments = org.emulator.org.find('PermissionSetAssignment', { PermissionSetId: set.Id });
		expect(assignments.map(({ AssigneeId }) => AssigneeId)).toEqual([org.find('User', 'Username', integration).Id]);
		expect(summary).toMatchObject({ assignment: 'assigned now', access: expect.stringContaining('9 granted by Enrichment_Integration (created') });
		expect(hints).toEqual([expect.objectContaining({ message: expect.stringContaining('Enrichment User') })]);
	});

	it('lets Check find them at once, and does nothing the second time', async () => {
		await create();
		const { rows } = await run('checkOrg');
		expect(rows.find(({ check }) => check === 'own fields')).toMatchObject({ state: 'ok' });
		front.created.length = 0;
		const again = await create();
		expect(front.created).toEqual([]);
		expect(new Set(again.fields.map(({ status, access }) => `${String(status)}, ${String(access)}`))).toEqual(new Set(['there already, granted before']));
	});

	it('grants to a permission set that is there, raises what it only reads, and assigns it to nobody', async () => {
		const { fields, summary } = await create({ permissionSet: ' Team_Set ' });
		const accessTo = (name: string) => fields.find(({ field }) => field === name)?.access;
		expect([accessTo('Enrichment_Rank__c'), accessTo('Enrichment_Score__c')]).toEqual(['granted before', 'granted']);
		expect(permissionsOf('Team_Set')).toHaveLength(9);
		expect(summary).toMatchObject({ assignment: 'offered', why: expect.stringContaining('Assign the permission set Team_Set to the integration user') });
		const set = org.find('PermissionSet', 'Name', 'Team_Set');
		expect(org.emulator.org.find('PermissionSetAssignment', { PermissionSetId: set.Id })).toEqual([]);
	});

	it('grants a field that was there but hidden', async () => {
		front.refusals.set('Lead.Enrichment_Score__c', { errorCode: 'DUPLICATE_DEVELOPER_NAME', message: 'There is already a field named Enrichment_Score on Lead.' });
		const { fields } = await create();
		expect(fields).toContainEqual(expect.objectContaining({ field: 'Enrichment_Score__c', status: 'there but hidden', access: 'granted' }));
	});

	it('goes on after a refusal and quotes it', async () => {
		front.refusals.set('Lead.Enrichment_Score__c', { errorCode: 'LIMIT_EXCEEDED', message: 'You have reached the maximum number of custom fields on Lead.' });
		const { fields, summary } = await create();
		expect(fields).toContainEqual(
			expect.objectContaining({ field: 'Enrichment_Score__c', status: 'refused', access: 'none', why: expect.stringContaining('maximum number of custom fields') }),
		);
		expect(summary.created).toBe(8);
		expect(permissionsOf('Enrichment_Integration')).not.toContain('Lead.Enrichment_Score__c');
	});

	it('leaves open whether a field was created when the reply is lost, and sends nothing twice', async () => {
		front.losesReply = true;
		const { fields } = await create();
		expect(fields.filter(({ status }) => status === 'unknown')).toEqual([expect.objectContaining({ why: expect.stringContaining('Run Create Fields again') })]);
		expect(new Set(front.created.map(({ FullName }) => FullName)).size).toBe(front.created.length);
	});

	it('does not touch a field of another type that has the name', async () => {
		const score = { name: 'Enrichment_Score__c', type: 'string', length: 10, precision: 0, scale: 0, updateable: true };
		front.edits.set('object', (body) => ({ ...body, fields: [...(body.fields as unknown[]), score] }));
		const { fields } = await create();
		expect(fields).toContainEqual({ field: 'Enrichment_Score__c', status: 'cannot serve', access: 'none', why: 'It is of type string instead of number.' });
		expect(front.created.map(({ FullName }) => FullName)).not.toContain('Lead.Enrichment_Score__c');
	});

	it('refuses a permission set that cannot be one', async () => {
		const error = await errorOf(create({ permissionSet: "x' OR Name != '" }));
		expect(error.message).toContain('cannot be the API name');
		expect(front.created).toEqual([]);
	});
});
