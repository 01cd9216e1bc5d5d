import { type RecordId, toRecordId } from '../../core/record/identity';
import type { SalesforceClient } from '../../core/salesforce/client';
import { convertLeads, type ConvertLeadsRequest } from '../../core/stages/dedupe/convert/convert-leads';
import type { ConversionRules, ConversionWish } from '../../core/stages/dedupe/convert/conversion-facts';
import { conversionSentence, planConversions } from '../../core/stages/dedupe/convert/plan-conversions';
import { undoRun } from '../../core/stages/undo/undo';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Store } from '../../core/store/store';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { connectAtOnce } from '../write/write-org';

const rules: ConversionRules = {
	convertedStatus: 'Closed - Converted',
	createsOpportunity: false,
	makesNew: false,
};

let org: SalesforceEmulator;
let store: Store;
let client: SalesforceClient;
let leads: RecordId[];
let ada: RecordId;
let acme: RecordId;

beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [{ object: 'Lead', name: 'Note__c', type: 'string', length: 40 }],
		standardDuplicateRules: false,
		records: {
			Account: [{ '@ref': 'acme', Name: 'Acme', Phone: '1' }, { Name: 'Contoso' }],
			Contact: [{ FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example', AccountId: '@acme' }],
			Lead: [
				{ FirstName: 'Ada', LastName: 'Byron', Company: 'Acme Inc', Title: 'CTO', Phone: '2', Note__c: 'likes tea' },
				{ FirstName: 'Bob', LastName: 'Noyce', Company: 'Acme', Website: 'acme.example' },
				{ FirstName: 'Cleo', LastName: 'Vogt', Company: 'Fabrikam' },
				{ FirstName: 'Dan', LastName: 'Vogt', Company: 'fabrikam' },
			],
		},
	});
	leads = org.org.rows('Lead').map(({ Id }) => toRecordId(String(Id)));
	ada = toRecordId(String(org.org.rows('Contact')[0].Id));
	acme = toRecordId(String(org.org.rows('Account')[0].Id));
});
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	store = await openSqliteStore(':memory:');
	client = await connectAtOnce(org);
});
afterEach(() => store.close());
afterAll(() => org.close());

const wishes = (): ConversionWish[] => [
	{ leadId: leads[0], contactId: ada },
	{ leadId: leads[1], accountId: acme },
];

let runs = 0;
const means = (by = client) => ({ client: by, store, clock: () => orgNow, newRunId: () => `run-${(runs += 1)}` });

async function convert(changes: Partial<ConvertLeadsRequest> = {}, by = client) {
	const request = { wishes: wishes(), rules, ...changes };
	const { plans } = await planConversions(client, request);
	const approved = plans.map(({ digest }) => digest);
	return await convertLeads(means(by), { approved, mostLeads: 50, executionId: 'one', leaseMs: 60_000, ...request });
}

const row = (object: string, id: string) => org.org.get(object, id)!;
const journal = async (runId: string) => (await Array.fromAsync(store.readJournal(runId))).flat();

describe('planConversions', () => {
	it('tells what a record that is there gets, and what stays on the lead only', async () => {
		const planned = await planConversions(client, { wishes: wishes(), rules });
		const [first, second] = planned.plans;
		expect(first).toMatchObject({ contactId: ada, accountId: acme, reviews: [] });
		expect(first.fills.map(({ sObject, field, after }) => [sObject, field, after])).toEqual(
			expect.arrayContaining([
				['Contact', 'Title', 'CTO'],
				['Contact', 'Phone', '2'],
			]),
		);
		expect(first.lost.map(({ field }) => field).sort()).toEqual(['Company', 'Note__c']);
		expect(second.fills).toMatchObject([{ sObject: 'Account', field: 'Website', after: 'acme.example' }]);
		expect(conversionSentence(planned)).toBe(
			'2 leads would be converted: 1 into contacts that are there, 1 as new contacts of accounts that are there, 0 as new accounts; a conversion cannot be taken back.',
		);
		expect(org.org.find('Lead', { IsConverted: true })).toEqual([]);
	});

	it.each([
		['no_match', () => ({ leadId: leads[2] }), {}],
		['ambiguous', () => ({ leadId: leads[2], contactId: ada, isAmbiguous: true }), {}],
		['other_account', () => ({ leadId: leads[0], contactId: ada, accountId: otherAccount() }), {}],
		['target_gone', () => ({ leadId: leads[0], contactId: toRecordId('003000000000001AAA') }), {}],
		['gone', () => ({ leadId: toRecordId('00Q000000000001'), contactId: ada }), {}],
		['inactive_owner', () => ({ leadId: leads[0], contactId: ada }), { ownerId: toRecordId('005000000000001AAA') }],
	])('leaves a lead alone for a person to look at: %s', async (reason, wish, changes) => {
		const { plans } = await planConversions(client, { wishes: [wish()], rules: { ...rules, ...changes } });
		expect(plans[0].reviews.map((review) => review.reason)).toContain(reason);
	});

	const otherAccount = () => toRecordId(String(org.org.rows('Account')[1].Id));

	it('does not make one account twice', async () => {
		const both = [{ leadId: leads[2] }, { leadId: leads[3] }];
		const { plans } = await planConversions(client, { wishes: both, rules: { ...rules, makesNew: true } });
		expect(plans.map(({ reviews }) => reviews.map(({ reason }) => reason))).toEqual([
			['same_new_account'],
			['same_new_account'],
		]);
	});

	it('names the statuses of the org where the one given is none of them', async () => {
		const wrong = { ...rules, convertedStatus: 'Done' };
		await expect(planConversions(client, { wishes: wishes(), rules: wrong })).rejects.toThrow(
			'Leads cannot have the status "Done"',
		);
	});
});

describe('convertLeads', () => {
	it('converts what was approved into what is there, and fills its blanks', async () => {
		const report = await convert();
		expect(report).toMatchObject({
			status: 'Success',
			text: '2 leads converted, which cannot be taken back.',
			leads: [
				{ leadId: leads[0], contactId: ada, accountId: acme },
				{ leadId: leads[1], accountId: acme },
			],
		});
		expect(row('Lead', leads[0])).toMatchObject({ IsConverted: true, ConvertedContactId: ada });
		expect(row('Contact', ada)).toMatchObject({ Title: 'CTO', Phone: '2', Email: 'ada@acme.example' });
		expect(row('Account', acme)).toMatchObject({ Phone: '1', Website: 'acme.example' });
		expect(org.org.count('Contact')).toBe(2);
		expect(org.org.count('Account')).toBe(2);
		expect(org.org.count('Opportunity')).toBe(0);
	});

	it('makes account, contact and opportunity where that was asked for', async () => {
		const asked = { ...rules, makesNew: true, createsOpportunity: true };
		const {
			leads: [made],
		} = await convert({ wishes: [{ leadId: leads[2] }], rules: asked });
		expect(row('Account', made.accountId!).Name).toBe('Fabrikam');
		expect(row('Contact', made.contactId!).LastName).toBe('Vogt');
		expect(row('Opportunity', made.opportunityId!).AccountId).toBe(made.accountId);
	});

	it('leaves what has changed since it was planned, what speaks against, and what is beyond the most', async () => {
		const { plans } = await planConversions(client, { wishes: wishes(), rules });
		org.org.update('Lead', leads[0], { Title: 'CEO' });
		const approved = plans.map(({ digest }) => digest);
		const all = [...wishes(), { leadId: leads[2] }];
		const report = await convert({ approved, wishes: all, mostLeads: 1 });
		expect(Object.fromEntries(report.leads.map(({ leadId, status }) => [leadId, status]))).toEqual({
			[leads[0]]: 'not_approved',
			[leads[1]]: 'converted',
			[leads[2]]: 'review',
		});
		expect(report.status).toBe('Partial Success');
		expect((await convert({ mostLeads: 0 })).leads[0].status).toBe('over_limit');
	});

	it('tells what Salesforce refuses, lead by lead', async () => {
		const wrongStatus = { ...rules, convertedStatus: 'Open - Not Contacted' };
		const report = await convert({ rules: wrongStatus });
		expect(report.leads).toMatchObject([
			{ status: 'refused', message: expect.stringContaining('INVALID_STATUS') },
			{ status: 'refused' },
		]);
		expect((await journal(report.runId)).map(({ status }) => status)).not.toContain('written');
	});

	it('looks up what it has no reply to', async () => {
		const send = client.soap.convertLeads.bind(client.soap);
		client.soap.convertLeads = async (...parameters) => {
			org.faults.dropAfterCommit(1);
			return await send(...parameters);
		};
		const report = await convert();
		expect(report.leads).toMatchObject([
			{ status: 'converted', contactId: ada, accountId: acme },
			{ status: 'converted', accountId: acme },
		]);
		expect(org.org.count('Contact')).toBe(2);
	});

	it.each(['before', 'after'])('killed %s Salesforce has converted, it converts nothing twice', async (when) => {
		const killed = await connectAtOnce(org);
		const send = killed.soap.convertLeads.bind(killed.soap);
		killed.soap.convertLeads = async (...parameters) => {
			if (when === 'after') await send(...parameters);
			throw new TypeError('killed');
		};
		await expect(convert({}, killed)).rejects.toThrow('killed');
		const { plans } = await planConversions(client, { wishes: wishes(), rules });
		const report = await convert({ approved: plans.map(({ digest }) => digest) });
		expect(report.status).toBe('Success');
		expect(report.leads.map(({ leadId }) => leadId).sort()).toEqual(leads.slice(0, 2).sort());
		expect([org.org.count('Contact'), org.org.count('Account')]).toEqual([2, 2]);
		const rows = await journal(report.runId);
		expect(rows.filter(({ status }) => status === 'intended' || status === 'unknown')).toEqual([]);
		expect(rows.filter(({ kind }) => kind === 'created').map(({ sObject }) => sObject)).toEqual(['Contact']);
		expect(rows.find(({ field }) => field === 'Title')).toMatchObject({
			recordId: ada,
			before: null,
			status: 'written',
		});
	});

	it('gives back by an undo what was filled in, keeps a later edit, and names what cannot come back', async () => {
		const { runId } = await convert();
		org.org.update('Contact', ada, { Phone: '3' });
		const report = await undoRun(means(), { runId, isDryRun: false, executionId: 'undo', leaseMs: 60_000 });
		expect(row('Contact', ada)).toMatchObject({ Title: null, Phone: '3' });
		expect(row('Account', acme).Website).toBeNull();
		expect(row('Lead', leads[0]).IsConverted).toBe(true);
		expect(report.recordsCreated).toBe(1);
		expect(report.left.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['converted', 'edited']));
	});
});
