import { toRecordId } from '../../core/record/identity';
import type { SalesforceClient } from '../../core/salesforce/client';
import { mergeGroups, type MergeGroupsRequest } from '../../core/stages/dedupe/merge/merge-groups';
import type { MergeReport } from '../../core/stages/dedupe/merge/merge-report';
import { planMerges, planSentence } from '../../core/stages/dedupe/merge/plan-merges';
import { usualRules } from '../../core/stages/dedupe/survivorship/survivorship-rules';
import { undoRun } from '../../core/stages/undo/undo';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Store } from '../../core/store/store';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { connect, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';

const groupCount = 200;
const groupNumbers = Array.from({ length: groupCount }, (_, index) => index);
const watched = [
	'LastName',
	'FirstName',
	'Title',
	'Phone',
	'Email',
	'Key__c',
	'DoNotCall',
	'MailingCity',
	'IsDeleted',
	'MasterRecordId',
];

/** 200 people three times each, with 2,000 tasks, cases and memberships. */
const records = {
	Campaign: [{ '@ref': 'fair', Name: 'Fair' }],
	Account: [{ '@ref': 'acme', Name: 'Acme' }],
	Contact: groupNumbers.flatMap((group) => [
		{
			'@ref': `a${group}`,
			LastName: `P${group}`,
			AccountId: '@acme',
			Title: 'CTO',
			CreatedDate: '2026-01-01T00:00:00Z',
		},
		{
			'@ref': `b${group}`,
			LastName: `P${group}`,
			AccountId: '@acme',
			FirstName: 'Ada',
			Key__c: `B${group}`,
			Phone: '1',
			CreatedDate: '2026-02-01T00:00:00Z',
		},
		{
			'@ref': `c${group}`,
			LastName: `P${group}`,
			AccountId: '@acme',
			MailingCity: 'Oslo',
			DoNotCall: true,
			CreatedDate: '2026-03-01T00:00:00Z',
		},
	]),
	Task: groupNumbers.flatMap((group) =>
		['b', 'b', 'c', 'c'].map((whose) => ({ Subject: 'Call', WhoId: `@${whose}${group}` })),
	),
	Case: groupNumbers.flatMap((group) =>
		['b', 'b', 'c', 'c'].map((whose) => ({ Subject: 'Help', ContactId: `@${whose}${group}` })),
	),
	CampaignMember: groupNumbers.flatMap((group) =>
		['a', 'b'].map((whose) => ({ CampaignId: '@fair', ContactId: `@${whose}${group}` })),
	),
};

let org: SalesforceEmulator;
let store: Store;
let client: SalesforceClient;

beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [{ object: 'Contact', name: 'Key__c', type: 'string', length: 20, externalId: true, unique: true }],
		standardDuplicateRules: false,
		records,
	});
});
beforeEach(async () => {
	org.reset();
	store = await openSqliteStore(':memory:');
	client = await connect(org);
});
afterEach(() => store.close());
afterAll(() => org.close());

function groupsOf(count = groupCount) {
	const ids = allIds.map(toRecordId);
	return groupNumbers
		.slice(0, count)
		.map((group) => ({ groupId: `g${group}`, ids: ids.slice(3 * group, 3 * group + 3) }));
}

async function planned(count = groupCount) {
	const request = { sObject: 'Contact', groups: groupsOf(count), rules: { ...usualRules, master: [] } };
	return { request, plan: await planMerges(client, request, store) };
}

let runs = 0;
const means = (by = client) => ({ client: by, store, clock: () => orgNow, newRunId: () => `run-${(runs += 1)}` });

async function merge(changes: Partial<MergeGroupsRequest>, count = groupCount, by = client): Promise<MergeReport> {
	const { request, plan } = await planned(count);
	return await mergeGroups(means(by), {
		...request,
		approved: [plan.digest],
		mergesReviewed: false,
		mostGroups: 1_000,
		executionId: 'first',
		leaseMs: 60_000,
		...changes,
	});
}

function undo(runId: string, isDryRun = false, by = client) {
	return undoRun(means(by), { runId, isDryRun, executionId: 'undo', leaseMs: 60_000 });
}

/** What people see, deleted records too. */
function state() {
	const contacts = groupsOfAll().map((id) => pick(org.org.get('Contact', id)!, watched));
	const children = (['Task', 'Case', 'CampaignMember'] as const).map((object) =>
		org.org.rows(object).map(({ Id, WhoId, ContactId }) => [Id, WhoId ?? ContactId]),
	);
	return { contacts, children };
}

let allIds: string[] = [];
function groupsOfAll(): string[] {
	return allIds;
}

function pick(record: Readonly<Record<string, unknown>>, names: readonly string[]) {
	return Object.fromEntries(names.map((name) => [name, record[name]]));
}

/** A client whose next call of this name fails before or after it reaches Salesforce, as with a killed process. */
function dying(name: 'merge' | 'undelete', moment: 'before' | 'after'): SalesforceClient {
	const soap = Object.assign(Object.create(client.soap) as typeof client.soap, {
		[name]: async (...args: never[]) => {
			if (moment === 'after') await (client.soap[name] as (...given: never[]) => Promise<unknown>)(...args);
			throw new Error('killed');
		},
	});
	return Object.assign(Object.create(client) as SalesforceClient, { soap });
}

describe('merging groups of three', () => {
	beforeEach(() => {
		allIds = org.org.rows('Contact').map(({ Id }) => String(Id));
	});

	it('says beforehand what will happen', async () => {
		const { plan } = await planned();
		expect(planSentence(plan)).toBe(
			'200 groups would be merged: 400 records into 200, 1,000 values taken over, 1,800 related records moved.',
		);
		expect(org.org.count('Contact')).toBe(600);
	});

	it('takes one call for the merges, and undoing them takes everything back in at most 30 calls', async () => {
		const before = state();
		const report = await merge({});
		expect(report).toMatchObject({ status: 'Success', merged: 400 });
		expect(report.text).toBe('400 records merged into 200, 1,800 related records moved with them.');
		expect(org.calls.count('soap')).toBe(1);
		expect(org.org.count('Contact')).toBe(200);
		const [first] = allIds;
		expect(org.org.get('Contact', first)).toMatchObject({
			FirstName: 'Ada',
			Key__c: 'B0',
			Title: 'CTO',
			DoNotCall: true,
			MailingCity: 'Oslo',
		});
		const calls = client.calls.now();
		const undone = await undo(report.runId);
		expect(undone.status).toBe('Success');
		expect(undone.merges).toEqual({ back: 400, alreadyBack: 0, notBack: [] });
		expect(client.calls.since(calls).used).toBeLessThanOrEqual(30);
		expect(state()).toEqual(before);
	});

	it('loses no edit that was made in between', async () => {
		const report = await merge({}, 30);
		const [a0, b0, , a1] = allIds;
		org.org.update('Contact', a0, { Phone: '99', Title: 'Chair' });
		const [task] = org.org.rows('Task');
		org.org.update('Task', String(task.Id), { WhoId: a1 });
		const undone = await undo(report.runId);
		expect(org.org.get('Contact', a0)).toMatchObject({ Phone: '99', Title: 'Chair', Key__c: null, DoNotCall: false });
		expect(org.org.get('Contact', b0)).toMatchObject({ IsDeleted: false, Phone: '1', Key__c: 'B0' });
		expect(org.org.get('Task', String(task.Id))).toMatchObject({ WhoId: a1 });
		expect(undone.fieldsLeft).toMatchObject({ edited: 2, refused: 0 });
	});

	it.each(['before', 'after'] as const)(
		'goes on where it was killed %s Salesforce had merged, and merges nothing twice',
		async (moment) => {
			const before = state();
			await expect(merge({}, 30, dying('merge', moment))).rejects.toThrow('killed');
			const report = await merge({ executionId: 'second' }, 30);
			expect(report).toMatchObject({ status: 'Success', merged: 60, isResumed: true });
			expect(org.org.count('Contact')).toBe(540);
			await undo(report.runId);
			expect(state()).toEqual(before);
		},
	);

	it.each(['before', 'after'] as const)(
		'is undone as a whole by a second attempt when the first was killed %s records came back',
		async (moment) => {
			const before = state();
			const { runId } = await merge({}, 30);
			await expect(undo(runId, false, dying('undelete', moment))).rejects.toThrow('killed');
			const undone = await undo(runId);
			expect(undone.isResumed).toBe(true);
			expect(undone.status).toBe('Success');
			expect(state()).toEqual(before);
		},
	);

	it('finds out by the bin what a lost reply would have said', async () => {
		const { request, plan } = await planned(30);
		org.faults.dropAfterCommit();
		const report = await mergeGroups(means(), {
			...request,
			approved: [plan.digest],
			mergesReviewed: false,
			mostGroups: 1_000,
			leaseMs: 60_000,
		});
		expect(report).toMatchObject({ status: 'Success', merged: 60 });
	});

	it('previews the undo without sending anything', async () => {
		const { runId } = await merge({}, 30);
		const shown = await undo(runId, true);
		expect(shown.text).toMatch(/^60 merged records would come back under their own IDs/);
		expect(org.org.count('Contact')).toBe(540);
	});

	it('names what cannot come back', async () => {
		const { runId } = await merge({}, 2);
		const loser = allIds[1];
		await emptyBin(loser);
		const undone = await undo(runId);
		expect(undone.merges?.notBack).toEqual([{ recordId: loser, why: expect.stringContaining('recycle bin') }]);
		expect(undone.status).toBe('Partial Success');
	});
});

describe('merging', () => {
	beforeEach(() => {
		allIds = org.org.rows('Contact').map(({ Id }) => String(Id));
	});

	it('touches only what was approved as it is: a group that has changed since is left', async () => {
		const { request, plan } = await planned(3);
		org.org.update('Contact', String(plan.plans[1].loserIds[0]), { Phone: '2' });
		const report = await mergeGroups(means(), {
			...request,
			approved: plan.plans.map(({ digest }) => digest),
			mergesReviewed: false,
			mostGroups: 50,
			leaseMs: 60_000,
		});
		expect(report.groups.map(({ groupId, status }) => [groupId, status]).sort()).toEqual([
			['g0', 'merged'],
			['g1', 'not_approved'],
			['g2', 'merged'],
		]);
	});

	it('stops at its most groups and says how many are left', async () => {
		const report = await merge({ mostGroups: 50 }, 60);
		expect(report.text).toMatch(/^100 records merged into 50.*10 groups left: the run has its most groups already/);
	});

	it('leaves what a person has to look at, until their approval says so', async () => {
		org.org.update('Contact', allIds[0], { Key__c: 'A0' });
		const { request, plan } = await planned(1);
		const common = { ...request, approved: [plan.plans[0].digest], mostGroups: 50, leaseMs: 60_000 };
		const left = await mergeGroups(means(), { ...common, mergesReviewed: false });
		expect(left.groups).toMatchObject([{ status: 'review', message: expect.stringContaining('external IDs') }]);
		const done = await mergeGroups(means(), { ...common, mergesReviewed: true });
		expect(done.groups).toMatchObject([{ status: 'merged' }]);
	});

	it('passes on what Salesforce refuses, group by group', async () => {
		org.org.update('Contact', allIds[1], { ReportsToId: allIds[0] });
		const { request, plan } = await planned(2);
		const report = await mergeGroups(means(), {
			...request,
			approved: plan.plans.map(({ digest }) => digest),
			mergesReviewed: true,
			mostGroups: 50,
			leaseMs: 60_000,
		});
		const byGroup = new Map(report.groups.map((group) => [group.groupId, group]));
		expect(byGroup.get('g0')).toMatchObject({
			status: 'refused',
			message: expect.stringContaining('CIRCULAR_DEPENDENCY'),
		});
		expect(byGroup.get('g1')).toMatchObject({ status: 'merged' });
	});

	it('leads who knows a loser by its key to the survivor, until the merge is undone', async () => {
		const { runId } = await merge({}, 1);
		const find = async () =>
			Object.fromEntries(await store.findByMergedKey(org.identity.id, 'Contact', 'Key__c', ['b0']));
		expect(await find()).toEqual({ b0: allIds[0] });
		await undo(runId);
		expect(await find()).toEqual({});
	});
});

async function emptyBin(id: string): Promise<void> {
	const body =
		`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${org.issueToken()}</sessionId></SessionHeader></e:Header>` +
		`<e:Body><emptyRecycleBin><ids>${id}</ids></emptyRecycleBin></e:Body></e:Envelope>`;
	await fetch(`${org.url}/services/Soap/u/68.0`, {
		method: 'POST',
		headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
		body,
	});
}
