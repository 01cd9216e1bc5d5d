import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import { NodeOrg } from '../nodes/node-org';
import { anObject, checkOrgOf } from './checked-org';

const lead = { object: 'Lead' };
const busy: OrgSeed = {
	standardDuplicateRules: false,
	customObjects: [anObject('Partner__c')],
	validationRules: [
		{
			...lead,
			name: 'Industry_Required',
			field: 'Industry',
			when: { field: 'Industry', op: 'blank' },
			message: 'Say what they do',
		},
		{ ...lead, name: 'Retired', isActive: false, when: { field: 'Company', op: 'notBlank' }, message: 'Never' },
	],
	matchingRules: [{ ...lead, name: 'Same_Email', criteria: [{ field: 'Email' }] }],
	duplicateRules: [
		{ ...lead, name: 'Standard_Lead_Rule', matchingRules: ['Same_Email'] },
		{ ...lead, name: 'Off', matchingRules: ['Same_Email'], isActive: false },
	],
	automation: {
		fieldUpdates: [{ ...lead, on: 'update', flow: 'Set_Region', set: { Title: 'x' } }],
		cpuLimits: [{ ...lead, rows: 150, trigger: 'SlowTrigger' }],
	},
	setup: {
		flows: [
			{ ...lead, name: 'Route_New', recordTriggerType: 'Create' },
			{ ...lead, name: 'Score_Changed', recordTriggerType: 'Update', triggerType: 'RecordBeforeSave' },
			{ ...lead, name: 'Both' },
			{ ...lead, name: 'Old_Process', triggerType: null },
			{ ...lead, name: 'Nightly', triggerType: 'Scheduled' },
			{ ...lead, name: 'Retired', isActive: false },
			{ name: 'Elsewhere', object: 'Contact' },
			{ name: 'A_Screen' },
		],
		apexTriggers: [
			{ ...lead, name: 'OnInsert', runsOn: ['AfterInsert'] },
			{ ...lead, name: 'OnUpdate', runsOn: ['BeforeUpdate'] },
			{ ...lead, name: 'OnDelete', runsOn: ['AfterDelete'] },
			{ ...lead, name: 'Retired', runsOn: ['AfterUpdate'], isActive: false },
			{ name: 'PartnerTrigger', object: 'Partner__c', runsOn: ['AfterUpdate'] },
		],
		workflowRules: [
			{ ...lead, name: 'Notify sales' },
			{ name: 'Partner rule', object: 'Partner__c' },
		],
		outboundMessages: [{ ...lead, name: 'To ERP' }],
	},
};

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open(busy);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const check = (parameters: Record<string, unknown> = {}) => checkOrgOf(org, parameters);

describe('the preflight of automation', () => {
	it.each([
		['update', ['Both', 'Old_Process', 'Score_Changed', 'Set_Region'], ['OnUpdate', 'SlowTrigger']],
		['create', ['Both', 'Old_Process', 'Route_New'], ['OnInsert', 'SlowTrigger']],
		['merge', ['Both', 'Old_Process', 'Score_Changed', 'Set_Region'], ['OnDelete', 'OnUpdate', 'SlowTrigger']],
	])('names the active flows and triggers that %s fires, and no others', async (write, flows, triggers) => {
		const { row } = await check({ plannedWrites: [write] });
		expect([row('flows').names, row('triggers').names]).toEqual([flows, triggers]);
		expect([row('flows').state, row('triggers').state]).toEqual(['warning', 'warning']);
	});

	it('names active rules and messages, each with what to do', async () => {
		const { row, summary } = await check({});
		expect(row('validation rules').what).toBe(
			'1 validation rule of Lead may refuse records that fail them already: Industry_Required.',
		);
		expect(row('workflow rules').names).toEqual(['Notify sales']);
		expect(row('outbound messages')).toMatchObject({
			names: ['To ERP'],
			whatToDo: expect.stringContaining('Send Outbound Messages'),
		});
		expect(row('duplicate rules').names).toEqual(['Standard_Lead_Rule']);
		expect(summary).toMatchObject({ isReady: true, states: expect.objectContaining({ warning: 6 }) });
	});

	it('finds what belongs to a custom object, whose rules know it by its id', async () => {
		const { row } = await check({ sObject: 'other', otherSObject: 'Partner__c' });
		expect([row('triggers').names, row('workflow rules').names]).toEqual([['PartnerTrigger'], ['Partner rule']]);
	});

	it('shortens a long list and keeps all names beside it', async () => {
		const validationRules = Array.from({ length: 14 }, (_, index) => ({
			...lead,
			when: { field: 'City', op: '=' as const, value: `City ${index}` },
			message: 'No',
		}));
		const full = await NodeOrg.open({ validationRules });
		const { row } = await checkOrgOf(full);
		await full.close();
		await org.begin();
		expect(row('validation rules').what).toContain('and 4 more.');
		expect(row('validation rules').names).toHaveLength(14);
	});
});
