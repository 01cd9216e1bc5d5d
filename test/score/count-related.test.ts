import type { SalesforceClient } from '../../core/salesforce/client';
import { toRecordId, type RecordId } from '../../core/record/identity';
import { countRelated } from '../../core/stages/score/related/count-related';
import { parseScorecard } from '../../core/stages/score/parse-scorecard';
import { scoreRecord } from '../../core/stages/score/scorecard-model';
import { isRelated, type RelatedRule } from '../../core/stages/score/scorecard';
import { loadFieldLabels } from '../../core/stages/score/field-labels';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { connect, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';

const dayMs = 86_400_000;
const at = (days: number) => {
	const moment = new Date(orgNow.getTime() - days * dayMs).toISOString();
	return { CreatedDate: moment, LastModifiedDate: moment, SystemModstamp: moment };
};
const dayAt = (days: number) => new Date(orgNow.getTime() - days * dayMs).toISOString().slice(0, 10);

let emulator: SalesforceEmulator;
let client: SalesforceClient;
let ann: RecordId;
let bob: RecordId;
beforeAll(async () => {
	const task = (who: string, days: number, more: object = {}) => ({
		WhoId: who,
		Subject: 'Call',
		...at(days),
		...more,
	});
	emulator = await startEnrichmentOrg({
		records: {
			Account: [{ '@ref': 'acme', Name: 'Acme' }],
			Campaign: [{ '@ref': 'fair', Name: 'Fair', Type: 'Conference' }],
			Lead: [
				{ '@ref': 'ann', LastName: 'Ann', Company: 'Acme' },
				{ '@ref': 'bob', LastName: 'Bob', Company: 'Acme' },
			],
			Task: [
				...[0, 10, 20, 100, 400].map((days) =>
					task('@ann', days, { Status: days === 20 ? 'Not Started' : 'Completed' }),
				),
				task('@bob', 200),
			],
			Event: [
				{
					WhoId: '@ann',
					Subject: 'Meeting',
					ActivityDate: dayAt(3),
					ActivityDateTime: at(3).CreatedDate,
					DurationInMinutes: 30,
				},
				{
					WhoId: '@ann',
					Subject: 'Meeting',
					ActivityDate: dayAt(-9),
					ActivityDateTime: at(-9).CreatedDate,
					DurationInMinutes: 30,
				},
			],
			CampaignMember: [{ CampaignId: '@fair', LeadId: '@bob', ...at(5) }],
			Opportunity: [{ Name: 'Deal', AccountId: '@acme', StageName: 'Closed Won', CloseDate: dayAt(40), Amount: 5_000 }],
		},
	});
	client = await connect(emulator);
	[ann, bob] = ['Ann', 'Bob'].map((name) => toRecordId(String(emulator.org.find('Lead', { LastName: name })[0].Id)));
});
afterAll(() => emulator.close());

function rulesOf(...rules: object[]): RelatedRule[] {
	const named = rules.map((rule, index) => ({ name: `rule ${index}`, operator: 'each', points: 10, ...rule }));
	return parseScorecard({ name: 'engagement', version: '1', rules: named }).rules.filter(isRelated);
}

async function count(sObject: string, ids: readonly RecordId[], ...rules: object[]) {
	const parsed = rulesOf(...rules);
	const counts = await countRelated(client, { sObject, ids, rules: parsed, now: orgNow });
	const scored = (id: RecordId) =>
		scoreRecord(
			{ Id: id },
			{ name: 'engagement', version: '1', base: 0, rules: parsed, ranks: { A: 80, B: 60, C: 40, D: 20 } },
			{ now: orgNow, counts },
		);
	return { counts, scored };
}

describe('countRelated', () => {
	it.each<[string, object, number, number, string]>([
		['all of them', { related: { object: 'Task' } }, 50, 10, 'Task: 5'],
		['the last days', { related: { object: 'Task', lastDays: 90 } }, 30, 0, 'Task: 3 in the last 90 days'],
		[
			'a condition',
			{
				related: { object: 'Task', lastDays: 90, where: [{ field: 'Status', operator: 'equals', value: 'Completed' }] },
			},
			20,
			0,
			'Task: 2 in the last 90 days',
		],
		[
			'a date that is a day, and none ahead',
			{ related: { object: 'Event', lastDays: 30, date: 'ActivityDate' } },
			10,
			0,
			'Event: 1 in the last 30 days',
		],
		['no more than the most', { related: { object: 'Task' }, most: 25 }, 25, 10, 'Task: 5, at most 25 points'],
		['a number that is reached', { related: { object: 'Task' }, operator: 'at_least', value: 2 }, 10, 0, 'Task: 5'],
		// 10 × (1 + 2^-1 + 2^-2 + 2^-10) and nothing of what is older than ten half-lives.
		[
			'each by its age',
			{ related: { object: 'Task' }, decay: { halfLifeDays: 10 } },
			18,
			0,
			'Task: 4, the newest today: 18 of 40 points',
		],
	])('counts %s', async (_, rule, ofAnn, ofBob, reason) => {
		const { scored } = await count('Lead', [ann, bob], rule);
		expect(scored(ann)).toMatchObject({ score: ofAnn, contributions: [{ points: ofAnn, reason }] });
		expect(scored(bob).score).toBe(ofBob);
	});

	it('counts by conditions on parents, and gives points where there are none', async () => {
		const { scored } = await count(
			'Lead',
			[ann, bob],
			{
				related: {
					object: 'CampaignMember',
					where: [{ field: 'Campaign.Type', operator: 'one_of', value: ['Conference'] }],
				},
			},
			{ related: { object: 'Task', lastDays: 90 }, operator: 'is_blank', points: 7, reason: 'Silent' },
		);
		expect(scored(ann).score).toBe(0);
		expect(scored(bob).contributions.map(({ reason }) => reason)).toEqual([
			'Campaign Member: 1',
			'Silent (0 in the last 90 days)',
		]);
	});

	it('counts deals of accounts, in the time that they closed', async () => {
		const acme = toRecordId(String(emulator.org.find('Account', { Name: 'Acme' })[0].Id));
		const won = {
			object: 'Opportunity',
			lastDays: 60,
			date: 'CloseDate',
			where: [
				{ field: 'IsWon', operator: 'equals', value: true },
				{ field: 'Amount', operator: 'at_least', value: 1000 },
			],
		};
		expect((await count('Account', [acme], { related: won })).scored(acme).score).toBe(10);
		expect((await count('Account', [acme], { related: { ...won, lastDays: 30 } })).scored(acme).score).toBe(0);
	});

	it('costs a rule, and no other, what this user does not see, and names object and field', async () => {
		const { counts, scored } = await count(
			'Lead',
			[ann],
			{ related: { object: 'Task' } },
			{ related: { object: 'Visit__c' } },
			{ related: { object: 'Task', where: [{ field: 'Mood__c', operator: 'is_set' }] } },
			{ related: { object: 'Task', by: 'WhatId' } },
			{ related: { object: 'Case' } },
			{ related: { object: 'Task', where: [{ field: 'Description', operator: 'starts_with', value: 'x' }] } },
			{ related: { object: 'Task', where: [{ field: 'IsClosed', operator: 'equals', value: 'maybe' }] } },
			{ related: { object: 'Task', lastDays: 3, date: 'Subject' } },
		);
		expect(scored(ann).score).toBe(50);
		expect(counts.uncounted).toEqual([
			{ rule: 'rule 1', why: 'Visit__c: this user sees no such object' },
			{ rule: 'rule 2', why: 'Task.Mood__c: this user sees no such field' },
			{ rule: 'rule 3', why: 'Task.WhatId: it is no look-up to Lead' },
			{ rule: 'rule 4', why: 'Case: this user sees no look-up to Lead' },
			{ rule: 'rule 5', why: 'Task.Description: Salesforce filters by no field of type textarea' },
			{ rule: 'rule 6', why: 'Task.IsClosed: it is a checkbox, and "maybe" is neither true nor false' },
			{ rule: 'rule 7', why: 'Task.Subject: it is of type combobox and no date' },
		]);
	});

	it('gives up the rule that Salesforce refuses, after asking for the others by themselves', async () => {
		const [fine, refused] = rulesOf(
			{ related: { object: 'Task' } },
			{ related: { object: 'Event', where: [{ field: 'Subject', operator: 'equals', value: 'forbidden' }] } },
		);
		const refusing: SalesforceClient = Object.assign(Object.create(client), {
			querySeveral: async (soqls: string[], what: string) => {
				// A field that does not exist, which Salesforce refuses with INVALID_FIELD.
				return await client.querySeveral(
					soqls.map((soql) => soql.replace("Subject = 'forbidden'", 'No_Such__c = 1')),
					what,
				);
			},
		});
		const counts = await countRelated(refusing, {
			sObject: 'Lead',
			ids: [ann, bob],
			rules: [fine, refused],
			now: orgNow,
		});
		expect(counts.of(fine, ann)).toEqual([{ days: 0, count: 5 }]);
		expect(counts.of(refused, ann)).toBeUndefined();
		expect(counts.uncounted).toEqual([{ rule: 'rule 1', why: expect.stringContaining('INVALID_FIELD') }]);
	});
});

describe('loadFieldLabels', () => {
	it('says what people call fields, parents’ too, and leaves out what is not seen', async () => {
		const labels = await loadFieldLabels(client, 'Contact', ['AccountId', 'Account.NumberOfEmployees', 'Nope__c']);
		expect([...labels]).toEqual([
			['AccountId', 'Account ID'],
			['Account.NumberOfEmployees', 'Account: Employees'],
		]);
	});
});

describe('the calls of countRelated', () => {
	it('are one for 5,000 records and a rule, whatever rules ask the same; days of many records are asked for in halves', async () => {
		const many = 5_000;
		const org = await startEnrichmentOrg({
			records: {
				Lead: Array.from({ length: many }, (_, index) => ({
					'@ref': `l${index}`,
					LastName: `L${index}`,
					Company: 'C',
				})),
				Task: Array.from({ length: many * 2 }, (_, index) => ({
					WhoId: `@l${index % many}`,
					Subject: 'Call',
					...at(index % 7),
				})),
				// More groups than a query gives: 500 records with five days each.
				Event: Array.from({ length: 2_500 }, (_, index) => ({
					WhoId: `@l${index % 500}`,
					Subject: 'Meeting',
					ActivityDateTime: at(3).CreatedDate,
					DurationInMinutes: 30,
					...at(Math.floor(index / 500)),
				})),
			},
		});
		try {
			const connected = await connect(org);
			await Promise.all(['Task', 'Event'].map((sObject) => connected.describe(sObject)));
			const ids = org.org.find('Lead', {}).map(({ Id }) => toRecordId(String(Id)));
			expect(ids).toHaveLength(many);
			const callsFor = async (...rules: object[]) => {
				const before = connected.calls.now();
				const parsed = rulesOf(...rules);
				const counts = await countRelated(connected, { sObject: 'Lead', ids, rules: parsed, now: orgNow });
				const total = ids.reduce(
					(sum, id) => sum + (counts.of(parsed[0], id) ?? []).reduce((n, each) => n + each.count, 0),
					0,
				);
				return { calls: connected.calls.since(before).used, total };
			};
			const tasks = { object: 'Task', lastDays: 90 };
			expect(await callsFor({ related: tasks })).toEqual({ calls: 1, total: 10_000 });
			expect(await callsFor({ related: tasks, operator: 'is_set' }, { related: tasks, operator: 'is_blank' })).toEqual({
				calls: 1,
				total: 10_000,
			});
			const decay = { halfLifeDays: 30 };
			// Ten queries of 500 records, of which the first is full and asked again as two: five, five and two.
			expect(await callsFor({ related: { object: 'Event' }, decay })).toEqual({ calls: 3, total: 2_500 });
		} finally {
			await org.close();
		}
	});
});
