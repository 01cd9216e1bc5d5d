import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ModelScore } from '../../core/record/record-item';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{ object: 'Lead', name: 'Reach__c', type: 'double', precision: 3, scale: 0 },
			{ object: 'Lead', name: 'Grade__c', type: 'string', length: 40 },
			{ object: 'Lead', name: 'Scored_At__c', type: 'datetime' },
		],
		records: {
			Lead: [
				changed({ LastName: 'Novak', Company: 'Northwind', Title: 'CTO', Phone: '+1 555 0100' }),
				changed({ LastName: 'Okafor', Company: 'Northwind', Title: 'Student' }),
				changed({ LastName: 'Perez', Company: 'Northwind', Phone: '+1 555 0101' }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function fetchAll(): Promise<INodeExecutionData[]> {
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters: { sObject: 'Lead' } }));
}

async function score(parameters: IDataObject, items: INodeExecutionData[]) {
	return await org.execute(new SalesforceScore(), { items, parameters });
}

function scoreOf(json: Record<string, unknown>): ModelScore {
	return Object.values(enrichmentOf(json).scores ?? {})[0];
}

describe('a scorecard that counts related records', () => {
	const engagement = {
		name: 'engagement',
		version: '1',
		base: 10,
		rules: [
			{ name: 'Calls', related: { object: 'Task', lastDays: 90 }, operator: 'each', points: 20, most: 50 },
			{ name: 'Visits', related: { object: 'Visit__c' }, operator: 'each', points: 20 },
			{ name: 'Size', field: 'NumberOfEmployees', operator: 'is_blank', points: 1 },
		],
	};
	const connected = {
		scorecard: 'json',
		scorecardJson: JSON.stringify(engagement),
		authentication: 'salesforceProductionServerApi',
	};

	it('counts in the org, names fields by label, and says what it could not count', async () => {
		const leads = await fetchAll();
		for (let call = 0; call < 3; call += 1) {
			org.emulator.org.insert('Task', { WhoId: leads[0].json.Id, Subject: 'Call', Status: 'Completed' });
		}
		const { outputs, hints } = await score(connected, leads);
		expect(outputs[0].map((json) => scoreOf(json).score)).toEqual([61, 11, 11]);
		expect(scoreOf(outputs[0][0]).contributions.slice(1)).toEqual([
			{ rule: 'Calls', points: 50, reason: 'Task: 3 in the last 90 days, at most 50 points' },
			{ rule: 'Size', points: 1, reason: 'Employees is blank' },
		]);
		expect(hints.map(({ message }) => message)).toContain(
			'Not counted, so the rule "Visits" gave no points: Visit__c: this user sees no such object',
		);
	});

	it('puts its calls on the books of the run, and scores again once there are more', async () => {
		const executionId = 'exec-counting';
		const started = await org.execute(new SalesforceEnrichmentRun(), {
			parameters: { pipeline: 'hourly' },
			executionId,
		});
		const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
		const items = itemsOf(fetched);
		org.emulator.calls.clear();
		const scored = await score(connected, items);
		const { runId } = enrichmentOf(items[0].json);
		// Descriptions that an earlier node of the session has read are not read again.
		const used = org.emulator.calls.total;
		expect(used).toBeGreaterThan(0);
		expect((await org.store.readCalls(String(runId))).score).toEqual({ planned: used, used, retries: 0 });
		await org.execute(new SalesforceBulkWrite(), { items: itemsOf(scored) });
		await org.execute(new SalesforceEnrichmentRun(), { parameters: { operation: 'finish' }, executionId });

		org.passMinutes(15);
		const again = await fetchAll();
		expect((await score(connected, again)).outputs[0].map((json) => scoreOf(json).contributions[0].rule)).toEqual([
			'kept',
			'kept',
			'kept',
		]);
		org.emulator.org.insert('Task', { WhoId: again[0].json.Id, Subject: 'Call', Status: 'Completed' });
		expect((await score(connected, again)).outputs[0].map((json) => scoreOf(json).score)).toEqual([31, 11, 11]);
	});
});

describe('fit and engagement', () => {
	const parameters: IDataObject = {
		authentication: 'salesforceProductionServerApi',
		gridField: 'Grade__c',
		fitField: 'Reach__c',
	};

	async function leadsWithMeetings() {
		const leads = await fetchAll();
		const at = {
			Subject: 'Meeting',
			ActivityDate: '2026-11-20',
			ActivityDateTime: '2026-11-20T10:00:00Z',
			DurationInMinutes: 30,
		};
		for (let meeting = 0; meeting < 4; meeting += 1)
			org.emulator.org.insert('Event', { WhoId: leads[0].json.Id, ...at });
		return leads;
	}

	it.each([['grid'], ['gridJson']])(
		'by %s score the standard way, and write cell, fit and score in one pass',
		async (scorecard) => {
			const { outputs, items, hints } = await score({ ...parameters, scorecard }, await leadsWithMeetings());
			const { scores = {} } = enrichmentOf(outputs[0][0]);
			expect(Object.keys(scores)).toEqual(['fit-and-engagement', 'lead-fit', 'lead-engagement']);
			expect(scores['lead-engagement']).toMatchObject({
				score: 45,
				contributions: [
					{ rule: 'Meetings', reason: expect.stringContaining('Event: 4 in the last 180 days, the newest 1 day ago') },
				],
			});
			expect(hints.map(({ message }) => message).join()).toMatch(/On the grid: [A-D]4 2/);
			await org.execute(new SalesforceBulkWrite(), { items: itemsOf({ outputs, items, hints } as never) });
			const novak = org.find('Lead', 'LastName', 'Novak');
			expect(novak).toMatchObject({
				Reach__c: scores['lead-fit'].score,
				Enrichment_Score__c: scores['fit-and-engagement'].score,
			});
			expect(novak.Grade__c).toMatch(/^[A-D]3$/);
		},
	);

	it('takes rules, bands and cells that a person fills in, and refuses one field for two values', async () => {
		const rules = {
			fitRules: { rows: [{ field: 'Phone', operator: 'is_set', points: 70 }] },
			engagementRelatedRules: {
				rows: [{ object: 'Event', operator: 'each', points: 20, most: 80, lastDays: 30, date: 'ActivityDate' }],
			},
			gridCells: {
				rows: [
					{ cell: 'A1', says: 'Call today', rank: 'A' },
					{ cell: 'B4', rank: 'C' },
				],
			},
		};
		const leads = await leadsWithMeetings();
		const { outputs } = await score({ ...parameters, ...rules, scorecard: 'grid' }, leads);
		const told = outputs[0].map((json) => [
			enrichmentOf(json).proposals?.Grade__c.value,
			enrichmentOf(json).proposals?.Enrichment_Rank__c.value,
		]);
		expect(told).toEqual([
			['Call today', 'A'],
			['D4', 'F'],
			['A4', 'C'],
		]);
		const error = await errorOf(
			score({ ...parameters, ...rules, scorecard: 'grid', engagementField: 'Reach__c' }, leads),
		);
		expect(error.message).toContain('Reach__c is to get two different values');
	});
});

describe('the age of a score', () => {
	const parameters: IDataObject = { scoredAtField: 'Scored_At__c' };
	const write = async (result: Awaited<ReturnType<typeof score>>) => {
		await org.execute(new SalesforceBulkWrite(), { items: itemsOf(result) });
	};
	const scoredAt = () => Date.parse(String(org.find('Lead', 'LastName', 'Novak').Scored_At__c));

	it('is kept in a field, and a score that still holds is confirmed once a day', async () => {
		await write(await score(parameters, await fetchAll()));
		const first = scoredAt();
		expect(first).toBe(Date.now());
		org.passMinutes(60);
		const [soon] = (await score(parameters, await readLeads())).outputs[0];
		expect(enrichmentOf(soon)).toMatchObject({
			proposals: {},
			scores: { 'lead-fit': { contributions: [{ rule: 'kept' }] } },
		});
		org.passMinutes(24 * 60);
		await write(await score(parameters, await readLeads()));
		expect(scoredAt() - first).toBe(25 * 3_600_000);
	});

	async function readLeads() {
		const ids = org.emulator.org.find('Lead', {}).map(({ Id }) => String(Id));
		const read = {
			sObject: 'Lead',
			selection: 'ids',
			ids: ids.join(','),
			options: { additionalFields: 'Scored_At__c' },
		};
		return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters: read }));
	}

	describe('in a forecast', () => {
		const forecast = async (more: IDataObject) => {
			const all = {
				...parameters,
				authentication: 'salesforceProductionServerApi',
				operation: 'forecast',
				sObject: 'Lead',
				...more,
			};
			return await org.execute(new SalesforceScore(), { items: [{ json: {} }], parameters: all });
		};
		const setTimes = (...days: Array<number | undefined>) => {
			for (const [at, { Id }] of org.emulator.org.find('Lead', {}).entries()) {
				const age = days[at];
				if (age === undefined) continue;
				const time = new Date(Date.now() - age * 86_400_000).toISOString();
				org.emulator.org.update('Lead', String(Id), { Scored_At__c: time, Enrichment_Score__c: 50 });
			}
		};

		it('counts records, ages, calls and minutes, and tells what is read and how much of it is filled', async () => {
			setTimes(10, 100);
			org.emulator.calls.clear();
			const { outputs, hints } = await forecast({ forecastFor: 'older', forecastDays: 30 });
			const [{ fields, ...told }] = outputs[0] as Array<Record<string, unknown>>;
			expect(told).toMatchObject({
				sObject: 'Lead',
				records: 2,
				withoutScore: 1,
				ages: { upTo30Days: 1, upTo90Days: 0, older: 1 },
				callsAtMost: 11,
				minutes: 1,
				text: '2 records, at most 11 API calls, about 1 minute at 2 seconds a call, because no run of the object has shown its pace yet',
			});
			expect(fields).toEqual(
				expect.arrayContaining([
					{ field: 'NumberOfEmployees', label: 'Employees', type: 'int', filledPercent: 0 },
					{ field: 'Phone', label: 'Phone', type: 'phone', filledPercent: 50 },
					{ field: 'DoNotCall', label: 'Do Not Call', type: 'boolean' },
				]),
			);
			expect(hints.map(({ message }) => message)).toEqual([told.text]);
			// Three counts in one call, what is filled in another, and what the session has not described yet.
			expect(org.emulator.calls.total).toBeLessThanOrEqual(4);
			expect(org.find('Lead', 'LastName', 'Novak').Scored_At__c).not.toBeNull();
		});

		it('warns of what the rules will not see', async () => {
			const card = {
				name: 'c',
				version: '1',
				rules: [
					{ name: 'Mood', field: 'Mood__c', operator: 'is_set', points: 5 },
					{ name: 'Visits', related: { object: 'Visit__c' }, operator: 'each', points: 5 },
				],
			};
			const { outputs, hints } = await forecast({
				scorecard: 'json',
				scorecardJson: JSON.stringify(card),
				forecastFor: 'condition',
				forecastCondition: "LastName = 'Novak'",
			});
			expect(outputs[0][0]).toMatchObject({ records: 1, additionalFields: ['Id'], uncounted: [{ rule: 'Visits' }] });
			expect(hints.map(({ message }) => message).slice(1)).toEqual([
				'The rule "Visits" will give no points: Visit__c: this user sees no such object',
				'Fields that cannot be read, so that their rules will give no points: Mood__c (Lead.Mood__c: this user sees no such field)',
			]);
		});

		it('needs an org, and a time field for ages', async () => {
			expect((await errorOf(forecast({ authentication: 'none' }))).message).toContain('Connect With is None');
			expect((await errorOf(forecast({ forecastFor: 'older', scoredAtField: '' }))).message).toContain(
				'Scored At Field is empty',
			);
		});
	});
});
