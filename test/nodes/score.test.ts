import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ModelScore, OverwritePolicy, Proposal } from '../../core/record/record-item';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { aProposal } from '../salesforce/enrichment-org';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

const reach = {
	name: 'reach',
	version: '3',
	base: 10,
	rules: [
		{ name: 'Phone', field: 'Phone', operator: 'is_set', points: 75 },
		{ name: 'Chief', field: 'Title', operator: 'contains', value: ['chief', 'CTO'], points: 40 },
		{ name: 'Student', field: 'Title', operator: 'equals', value: 'student', points: -50 },
	],
	ranks: { A: 80, B: 60, C: 40, D: 20 },
};

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{ object: 'Lead', name: 'Reach__c', type: 'double', precision: 3, scale: 0 },
			{ object: 'Lead', name: 'Reach_Rank__c', type: 'string', length: 1 },
		],
		records: {
			Account: [
				changed({ '@ref': 'northwind', Name: 'Northwind', NumberOfEmployees: 1200, Website: 'northwind.example' }),
			],
			Contact: [changed({ LastName: 'Novak', AccountId: '@northwind', Title: 'VP Sales' })],
			Lead: [
				changed({
					LastName: 'Novak',
					Company: 'Northwind',
					Title: 'CTO',
					Phone: '+1 555 0100',
					Email: 'jana@northwind.example',
				}),
				changed({ LastName: 'Okafor', Company: 'Northwind', Title: 'Student' }),
				changed({
					LastName: 'Perez',
					Company: 'Northwind',
					Phone: '+1 555 0101',
					HasOptedOutOfEmail: true,
					DoNotCall: true,
				}),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function fetchAll(sObject = 'Lead'): Promise<INodeExecutionData[]> {
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters: { sObject } }));
}

async function score(parameters: IDataObject = {}, items?: INodeExecutionData[]) {
	return await org.execute(new SalesforceScore(), { items: items ?? (await fetchAll()), parameters });
}

async function scoreAndWrite(parameters: IDataObject = {}, sObject = 'Lead') {
	return await org.execute(new SalesforceBulkWrite(), {
		items: itemsOf(await score(parameters, await fetchAll(sObject))),
	});
}

function scoreOf(json: Record<string, unknown>): ModelScore {
	return Object.values(enrichmentOf(json).scores ?? {})[0];
}

function sumOf({ contributions }: ModelScore): number {
	return contributions.reduce((sum, { points }) => sum + points, 0);
}

const ownCard = (card: object = reach): IDataObject => ({ scorecard: 'json', scorecardJson: JSON.stringify(card) });

describe('the scorecard of the object', () => {
	it.each(['Lead', 'Contact', 'Account'])(
		'scores %s from 0 to 100, with contributions that add up',
		async (sObject) => {
			const { outputs } = await score({}, await fetchAll(sObject));
			for (const json of outputs[0]) {
				const scored = scoreOf(json);
				expect(scored.score).toBe(sumOf(scored));
				expect(scored.score >= 0 && scored.score <= 100).toBe(true);
				expect(scored.rank).toMatch(/^[ABCDF]$/);
			}
		},
	);

	it('puts the better lead first, and says why', async () => {
		const { outputs } = await score();
		const [chief, student] = outputs[0].map(scoreOf);
		expect(chief.score).toBeGreaterThan(student.score);
		expect(chief.contributions.map(({ reason }) => reason)).toContain('Phone "+1 555 0100" is set');
	});

	it('reads what the stages before it propose', async () => {
		const [, okafor] = await fetchAll();
		const proposals = { NumberOfEmployees: aProposal(5_000), Phone: aProposal('+1 555 0199') };
		const enriched = { ...okafor.json, _enrichment: { ...enrichmentOf(okafor.json), proposals } };
		const [before, after] = (await score({}, [okafor, { json: enriched as IDataObject }])).outputs[0].map(scoreOf);
		expect(after.score).toBeGreaterThan(before.score);
	});

	it('takes points from people who opted out, without anybody asking for the fields', async () => {
		const { outputs } = await score();
		const reasons = outputs[0].map((json) => scoreOf(json).contributions.map(({ rule }) => rule));
		expect(reasons[2]).toEqual(expect.arrayContaining(['Opted out of e-mail', 'Not to be called']));
		expect(reasons[0]).not.toContain('Opted out of e-mail');
	});

	it('ends in the fields of the pack', async () => {
		const { outputs } = await scoreAndWrite();
		const novak = scoreOf(outputs[0][0]);
		expect(org.find('Lead', 'LastName', 'Novak')).toMatchObject({
			Enrichment_Score__c: novak.score,
			Enrichment_Rank__c: novak.rank,
			Enrichment_Last_Activity__c: null, // nobody tried to enrich it
		});
	});

	it("is missing for an object of one's own, and says what to do instead", async () => {
		const error = await errorOf(score({ sObject: 'other', otherSObject: 'Partner__c' }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('no default scorecard for Partner__c'),
			description: expect.stringContaining('scorecard of your own'),
		});
	});
});

it('says that the run of its items is in another store', async () => {
	const [item] = await fetchAll();
	const json = { ...item.json, _enrichment: { ...enrichmentOf(item.json), runId: 'elsewhere' } } as IDataObject;
	const error = await errorOf(score({}, [{ json }]));
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining('Run elsewhere is not in the store'),
	});
});

describe('a scorecard in JSON', () => {
	it('scores by its rules, cut at 0 and 100 with a contribution for the cut', async () => {
		const { outputs } = await score(ownCard());
		expect(outputs[0].map((json) => [json.LastName, scoreOf(json).score, scoreOf(json).rank])).toEqual([
			['Novak', 100, 'A'],
			['Okafor', 0, 'F'],
			['Perez', 85, 'A'],
		]);
		expect(outputs[0].map((json) => sumOf(scoreOf(json)))).toEqual([100, 0, 85]);
		expect(scoreOf(outputs[0][0]).contributions.map(({ rule, points }) => [rule, points])).toEqual([
			['base', 10],
			['Phone', 75],
			['Chief', 40],
			['limit', -25],
		]);
		expect(enrichmentOf(outputs[0][0]).scores).toHaveProperty('reach.modelVersion', '3');
	});

	it('may be an object that an expression gave', async () => {
		const { outputs } = await score({ scorecard: 'json', scorecardJson: reach as unknown as IDataObject });
		expect(scoreOf(outputs[0][2]).score).toBe(85);
	});

	it('writes into the fields named', async () => {
		await scoreAndWrite({ ...ownCard(), scoreField: 'Reach__c', rankField: 'Reach_Rank__c' });
		expect(org.find('Lead', 'LastName', 'Perez')).toMatchObject({
			Reach__c: 85,
			Reach_Rank__c: 'A',
			Enrichment_Score__c: null,
		});
	});

	it('is refused with all its faults at once', async () => {
		const rules = [
			{ name: 'One', field: 'Phone number', operator: 'is_set', points: 1.5 },
			{ name: 'One', field: 'Title', operator: 'like', points: 5 },
			{ name: 'Three', field: 'Title', operator: 'at_least', value: 'ten', points: 5 },
		];
		const error = await errorOf(
			score(ownCard({ name: '', version: '1', rules, ranks: { A: 10, B: 20, C: 5, D: 1 }, typo: 1 })),
		);
		const places = [
			'typo:',
			'name:',
			'rules[0].field:',
			'rules[0].points:',
			'rules[1].name:',
			'rules[1].operator:',
			'rules[2].value:',
			'ranks.B:',
		];
		expect(error.name).toBe('NodeOperationError');
		for (const place of places) expect(error.message).toContain(place);
		expect(error.description).toContain('Correct every line');
	});

	it.each(['', '[]', '{"name":', 'null'])('is refused when it is %j', async (scorecardJson) => {
		await expect(score({ scorecard: 'json', scorecardJson })).rejects.toThrow('it is not a JSON object');
	});
});

describe('a value of ours that a tracked proposal replaces', () => {
	const employees = (count: number, policy: OverwritePolicy = 'tracked') => ({
		NumberOfEmployees: aProposal(count, { policy }),
	});
	const bySize = ownCard({
		...reach,
		rules: [{ name: 'Large', field: 'NumberOfEmployees', operator: 'at_least', value: 1_000, points: 60 }],
	});

	/** A run in which a provider says how many people work for Novak's company. */
	async function runWith(proposals: Record<string, Proposal>): Promise<unknown> {
		const executionId = `exec-${Date.now()}`;
		const started = await org.execute(new SalesforceEnrichmentRun(), {
			parameters: { pipeline: 'hourly' },
			executionId,
		});
		const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
		const items = fetched.outputs[0].map((json) => ({
			json: { ...json, _enrichment: { ...enrichmentOf(json), proposals } } as IDataObject,
		}));
		const scored = await score(
			bySize,
			items.filter(({ json }) => json.LastName === 'Novak'),
		);
		await org.execute(new SalesforceBulkWrite(), { items: itemsOf(scored) });
		await org.execute(new SalesforceEnrichmentRun(), { parameters: { operation: 'finish' }, executionId });
		org.passMinutes(15);
		return org.find('Lead', 'LastName', 'Novak').Enrichment_Score__c;
	}

	it('counts for the score of the same run, and of later ones', async () => {
		expect(await runWith(employees(50))).toBe(10);
		expect(await runWith(employees(5_000))).toBe(70);
		expect(await runWith({})).toBe(70);
	});

	it('does not count once a person has changed it', async () => {
		await runWith(employees(50));
		org.emulator.org.update('Lead', String(org.find('Lead', 'LastName', 'Novak').Id), { NumberOfEmployees: 60 });
		org.passMinutes(15);
		expect(await runWith(employees(5_000))).toBe(10);
	});
});

describe('Skip Unchanged', () => {
	it.each(['Lead', 'Contact', 'Account'])(
		'keeps the score of %s as long as neither inputs nor scorecard changed',
		async (sObject) => {
			await scoreAndWrite({}, sObject);
			org.passMinutes(15);
			const { outputs } = await score({}, await fetchAll(sObject));
			for (const json of outputs[0]) {
				expect(enrichmentOf(json).proposals).toEqual({});
				expect(scoreOf(json).contributions).toEqual([expect.objectContaining({ rule: 'kept' })]);
			}
		},
	);

	it('scores again what a mapping changed behind the score', async () => {
		await org.execute(new SalesforceBulkWrite(), {
			items: itemsOf(await score(ownCard())),
			parameters: {
				values: 'mapping',
				policy: 'always',
				columns: { mappingMode: 'defineBelow', value: { Title: 'Chief of Staff' } },
			},
		});
		org.passMinutes(15);
		const { outputs } = await score(ownCard());
		expect(outputs[0].map((json) => scoreOf(json).score)).toEqual([100, 50, 100]);
	});

	it('keeps no score of another scorecard on a record that was refused', async () => {
		await scoreAndWrite(ownCard());
		org.passMinutes(15);
		const other = ownCard({ ...reach, base: 20 });
		const scored = itemsOf(await score(other));
		const refused = scored.map(({ json }) => {
			const enrichment = enrichmentOf(json);
			return {
				json: {
					...json,
					_enrichment: { ...enrichment, proposals: { ...enrichment.proposals, NumberOfEmployees: aProposal('many') } },
				} as IDataObject,
			};
		});
		await org.execute(new SalesforceBulkWrite(), { items: refused, parameters: { options: { badValues: 'refuse' } } });
		org.passMinutes(15);
		const { outputs } = await score(other);
		// The other scorecard gives the first two what they have already.
		expect(outputs[0].map((json) => enrichmentOf(json).proposals?.Enrichment_Score__c?.value)).toEqual([
			undefined,
			undefined,
			95,
		]);
	});

	it('scores again what a person changed', async () => {
		await scoreAndWrite();
		org.emulator.org.update('Lead', String(org.find('Lead', 'LastName', 'Okafor').Id), { Title: 'Chief of Staff' });
		org.passMinutes(15);
		const { outputs } = await score();
		expect(
			outputs[0].filter((json) => enrichmentOf(json).proposals?.Enrichment_Score__c).map((json) => json.LastName),
		).toEqual(['Okafor']);
	});

	it('scores everything again under another scorecard, although its version stayed', async () => {
		await scoreAndWrite(ownCard());
		org.passMinutes(15);
		const [first] = reach.rules;
		const { outputs } = await score(ownCard({ ...reach, rules: [{ ...first, points: 70 }] }));
		expect(outputs[0].map((json) => Object.keys(enrichmentOf(json).proposals ?? {}).length)).toEqual([2, 2, 2]);
	});
});

describe('two scorecards in a row', () => {
	it.each([
		['the first', {}, 'reach'],
		['the one that is said to', { options: { isPrimary: true } }, 'lead-fit'],
	])('have %s as the one that counts', async (_, second, expected) => {
		const first = await score({ scorecard: 'json', scorecardJson: JSON.stringify(reach) });
		const both = await org.execute(new SalesforceScore(), {
			items: itemsOf(first),
			parameters: second,
			typeVersion: 2,
		});
		const scores = enrichmentOf(first.outputs[0][0]).scores!;
		const columns = both.outputs[0][0] as Record<string, unknown>;
		expect(Object.keys(columns._reasons as object)).toEqual(['reach', 'lead-fit']);
		const isFirst = columns._score === scores.reach.score;
		expect(isFirst).toBe(expected === 'reach');
	});
});
