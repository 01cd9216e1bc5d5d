import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { credentialFields, errorOf, NodeOrg } from '../nodes/node-org';
import { SetupFront, type Scripted } from './setup-front';

const integration = 'integration@example.com';

/** Sees the objects and the fields, but not everybody's records. */
const seed: OrgSeed = {
	access: {
		profiles: [{ name: 'Minimum Access', users: [integration] }],
		permissionSets: [{ name: 'Lead_Reader', assignedTo: [], objects: { Lead: ['read', 'viewAll'] } }],
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

interface Row {
	readonly check: string;
	readonly state: string;
	readonly what: string;
	readonly whatToDo: string;
	readonly names?: string[];
}

async function check(parameters: Record<string, unknown> = {}, at: { readonly url: string } = org.emulator) {
	const { outputs, hints } = await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { resource: 'org', operation: 'checkOrg', ...parameters },
		credentials: { salesforceProductionServerApi: credentialFields(at) },
	});
	const [summary, ...rows] = outputs[0] as unknown as [Record<string, unknown>, ...Row[]];
	const row = (name: string) => rows.find((each) => each.check === name)!;
	return { summary, rows, row, hints };
}

/** An org whose setup may be read and in which nothing stands in the way. */
function quietSetup(changes: Record<string, Scripted> = {}): void {
	const names = ['flows', 'triggers', 'validationRules', 'workflowRules', 'outboundMessages'];
	for (const name of names) front.answers.set(name, []);
	front.answers.set('entity', [{ DurableId: 'Lead', InternalSharingModel: 'ReadWriteTransfer' }]);
	for (const [name, answer] of Object.entries(changes)) front.answers.set(name, answer);
}

describe('Check', () => {
	it('costs three calls and says so', async () => {
		// Connects, which costs calls of its own.
		await check();
		org.emulator.calls.clear();
		const { summary } = await check();
		const calls = org.emulator.calls.log.map(({ method, path }) => `${method} ${path.split('/v68.0')[1]}`);
		expect(calls.sort()).toEqual(['GET /limits', 'POST /composite', 'POST /tooling/composite']);
		expect(summary).toMatchObject({ check: 'summary', calls: 3 });
	});

	it('finds nothing to put right in an org that is ready', async () => {
		quietSetup();
		const { summary, rows, hints } = await check({}, front);
		expect(rows.filter(({ state }) => state !== 'ok')).toEqual([]);
		expect(summary).toMatchObject({ state: 'ok', isReady: true, sObject: 'Lead', isSandbox: false, states: { ok: 12, warning: 0, missing: 0, unknown: 0 } });
		expect(hints).toEqual([]);
	});

	it('leaves open what the org does not show, with the reason, and is not stopped by it', async () => {
		const { row, summary } = await check();
		expect(row('flows')).toMatchObject({ state: 'unknown', what: expect.stringContaining("sObject type 'FlowDefinitionView' is not supported") });
		for (const name of ['triggers', 'validation rules', 'workflow rules', 'outbound messages']) {
			expect(row(name)).toMatchObject({ state: 'unknown', what: expect.stringMatching(/^Could not be checked: .*Tooling API/) });
			expect(row(name).whatToDo).toContain('View Setup');
		}
		expect(summary).toMatchObject({ isReady: true });
	});

	it('names the rights that the planned writes need and the user lacks', async () => {
		front.edits.set('object', (body) => ({ ...body, createable: false, updateable: false }));
		const { row, summary, hints } = await check({ plannedWrites: ['create', 'update'] }, front);
		expect(row('object access')).toMatchObject({ state: 'missing', names: ['Create', 'Edit'], whatToDo: expect.stringContaining('permission set') });
		expect(summary).toMatchObject({ state: 'missing', isReady: false });
		expect(hints).toEqual([expect.objectContaining({ type: 'warning', message: expect.stringContaining('The user lacks Create, Edit on Lead.') })]);
	});

	it('says that an object is missing', async () => {
		const { row } = await check({ sObject: 'other', otherSObject: 'Partner__c' });
		expect(row('object access')).toMatchObject({ state: 'missing', what: expect.stringContaining('The user sees no object Partner__c') });
		expect(row('own fields').state).toBe('unknown');
	});

	it('counts what is left of the allowance and warns where a run would stop', async () => {
		const busy = await NodeOrg.open({ org: { dailyApiRequests: 100_000, dailyApiRequestsUsed: 71_000 } });
		const { outputs } = await busy.execute(new SalesforceEnrichmentRun(), {
			parameters: { resource: 'org', operation: 'checkOrg' },
			credentials: { salesforceProductionServerApi: credentialFields(busy.emulator) },
		});
		await busy.close();
		await org.begin();
		const row = outputs[0].find(({ check: name }) => name === 'API allowance');
		expect(row).toMatchObject({ state: 'warning', what: expect.stringMatching(/^289\d\d of 100000 .* until 70000 are used/) });
	});
});

describe('the check of our own fields', () => {
	type Described = { readonly name: string };
	const editField = (name: string, change: (field: Described) => Described | undefined) =>
		front.edits.set('object', (body) => ({
			...body,
			fields: (body.fields as Described[]).flatMap((field) => (field.name === name ? (change(field) ?? []) : [field])),
		}));

	it.each([
		['missing', () => undefined, /^1 enrichment fields are missing on Lead, or hidden from the user: Enrichment_Score__c/],
		['of another type', (field: Described) => ({ ...field, type: 'string' }), /Lead\.Enrichment_Score__c is of type string instead of number/],
		['too small', (field: Described) => ({ ...field, precision: 3, scale: 1 }), /holds 2 digits instead of 3/],
		['read-only', (field: Described) => ({ ...field, updateable: false }), /may be read but not edited/],
	])('reports a field that is %s', async (_fault, change, what) => {
		editField('Enrichment_Score__c', change);
		const { row, summary } = await check({}, front);
		expect(row('own fields')).toMatchObject({ state: 'missing', what: expect.stringMatching(what), names: ['Enrichment_Score__c'] });
		expect(row('own fields').whatToDo).not.toBe('');
		expect(summary.isReady).toBe(false);
	});

	it('tells a field that security hides from one that is not there', async () => {
		editField('Enrichment_Score__c', () => undefined);
		front.answers.set('fields', [{ QualifiedApiName: 'Enrichment_Score__c' }]);
		const { row } = await check({}, front);
		expect(row('own fields')).toMatchObject({ state: 'missing', what: '1 enrichment fields of Lead are hidden from the user: Enrichment_Score__c.' });
	});

	it('warns of a field in another spelling', async () => {
		editField('Enrichment_Score__c', (field) => ({ ...field, name: 'ENRICHMENT_Score__c' }));
		const { row } = await check({}, front);
		expect(row('own fields')).toMatchObject({ state: 'warning', what: 'Lead.Enrichment_Score__c is spelled ENRICHMENT_Score__c in the org.' });
	});
});

describe('the check of person accounts', () => {
	it('says when they are on, whichever object is checked', async () => {
		front.edits.set('account', (body) => ({ ...body, fields: [...(body.fields as unknown[]), { name: 'IsPersonAccount', type: 'boolean' }] }));
		const { row } = await check({}, front);
		expect(row('person accounts')).toMatchObject({ state: 'warning', what: expect.stringContaining('are on') });
	});
});

describe('the check of visibility', () => {
	it('warns that hidden records become duplicates', async () => {
		quietSetup({ entity: [{ DurableId: 'Lead', InternalSharingModel: 'Private' }] });
		const { row } = await check({}, front);
		expect(row('record visibility')).toMatchObject({ state: 'warning', what: expect.stringContaining('creates a duplicate') });
	});

	it('is content with View All by a permission set', async () => {
		const [set] = org.emulator.org.find('PermissionSet', { Name: 'Lead_Reader' });
		const user = org.find('User', 'Username', integration);
		org.emulator.org.insert('PermissionSetAssignment', { PermissionSetId: set.Id, AssigneeId: user.Id });
		quietSetup({ entity: [{ DurableId: 'Lead', InternalSharingModel: 'Private' }] });
		const { row } = await check({}, front);
		expect(row('record visibility')).toMatchObject({ state: 'ok', what: expect.stringContaining('permission set Lead_Reader') });
	});
});

describe('the preflight of automation', () => {
	const flow = (ApiName: string, RecordTriggerType: string | null, TriggerType = 'RecordAfterSave') => ({ ApiName, RecordTriggerType, TriggerType });
	const trigger = (Name: string, ...usages: string[]) => ({ Name, ...Object.fromEntries(usages.map((usage) => [`Usage${usage}`, true])) });

	it('names the flows and triggers that the planned writes fire, and no others', async () => {
		quietSetup({
			flows: [flow('Route_New', 'Create'), flow('Score_Changed', 'Update'), flow('Both', 'CreateAndUpdate'), flow('Nightly', null, 'Scheduled')],
			triggers: [trigger('OnInsert', 'AfterInsert'), trigger('OnUpdate', 'BeforeUpdate'), trigger('OnDelete', 'AfterDelete')],
		});
		const updating = await check({}, front);
		expect(updating.row('flows')).toMatchObject({ state: 'warning', names: ['Score_Changed', 'Both'] });
		expect(updating.row('triggers').names).toEqual(['OnUpdate']);
		const creating = await check({ plannedWrites: ['create'] }, front);
		expect([creating.row('flows').names, creating.row('triggers').names]).toEqual([['Route_New', 'Both'], ['OnInsert']]);
		const merging = await check({ plannedWrites: ['merge'] }, front);
		expect(merging.row('triggers').names).toEqual(['OnUpdate', 'OnDelete']);
	});

	it('names rules and messages, each with what to do', async () => {
		quietSetup({
			validationRules: [{ ValidationName: 'Industry_Required' }],
			workflowRules: [{ Name: 'Notify sales' }],
			outboundMessages: [{ Name: 'To ERP' }],
			duplicateRules: [{ DeveloperName: 'Standard_Lead_Rule' }],
		});
		const { row, summary } = await check({}, front);
		expect(row('validation rules').what).toBe('1 validation rules of Lead may refuse records that fail them already: Industry_Required.');
		expect(row('workflow rules').names).toEqual(['Notify sales']);
		expect(row('outbound messages').whatToDo).toContain('Send Outbound Messages');
		expect(row('duplicate rules').names).toEqual(['Standard_Lead_Rule']);
		expect(summary).toMatchObject({ isReady: true, states: expect.objectContaining({ warning: 4 }) });
	});

	it('shortens a long list and keeps all names beside it', async () => {
		const rules = Array.from({ length: 14 }, (_, index) => ({ ValidationName: `Rule_${index}` }));
		quietSetup({ validationRules: rules });
		const { row } = await check({}, front);
		expect(row('validation rules').what).toContain('Rule_9 and 4 more.');
		expect(row('validation rules').names).toHaveLength(14);
	});

	it('asks for a custom object by the id that its rules know it by', async () => {
		quietSetup();
		await check({ sObject: 'other', otherSObject: 'Partner__c' }, front);
		expect(front.asked.get('triggers')).toContain("TableEnumOrId = '@{entity.records[0].DurableId}'");
	});
});

describe('a person who may not be asked', () => {
	it('learns that the credential is refused instead of twelve open checks', async () => {
		const error = await errorOf(
			org.execute(new SalesforceEnrichmentRun(), {
				parameters: { resource: 'org', operation: 'checkOrg' },
				credentials: { salesforceProductionServerApi: credentialFields(org.emulator, { clientSecret: 'wrong' }) },
			}),
		);
		expect(error.message).toContain('refused the login');
	});
});
