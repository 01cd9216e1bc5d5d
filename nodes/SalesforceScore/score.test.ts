import type { INodeExecutionData } from 'n8n-workflow';
import type { RecordEnrichment } from '../../core/record/record-item';
import { executeNode } from '../execute-functions.builders';
import { SalesforceScore } from './SalesforceScore.node';

const items: INodeExecutionData[] = [
	{ json: { attributes: { type: 'Lead' }, Id: '00Q000000000001AAA', Phone: '+1 555 0100' } },
	{ json: { attributes: { type: 'Lead' }, Id: '00Q000000000002AAA', Phone: null } },
];
const reachable = {
	name: 'reachable',
	version: '1',
	base: 10,
	rules: [{ name: 'Has a phone number', field: 'Phone', operator: 'is_set', points: 75 }],
	ranks: { A: 80, B: 60, C: 40, D: 20 },
};

async function score(parameters: Record<string, unknown>) {
	return (await executeNode(new SalesforceScore(), { items, parameters })).outputs[0];
}

describe('Score', () => {
	it('scores by a scorecard given as JSON, into the fields named', async () => {
		const scored = await score({
			scorecard: 'json',
			scorecardJson: JSON.stringify(reachable),
			scoreField: 'Reach__c',
			rankField: 'Reach_Rank__c',
		});
		expect(scored.map(({ _enrichment }) => _enrichment)).toEqual([
			expect.objectContaining({
				scores: { reachable: expect.objectContaining({ score: 85, rank: 'A' }) },
				proposals: {
					Reach__c: expect.objectContaining({ value: 85 }),
					Reach_Rank__c: expect.objectContaining({ value: 'A' }),
				},
			}),
			expect.objectContaining({ scores: { reachable: expect.objectContaining({ score: 10, rank: 'F' }) } }),
		]);
	});

	it('scores by the scorecard of the object that the records belong to', async () => {
		const [scored] = await score({});
		expect(scored).toHaveProperty('_enrichment.proposals.Enrichment_Score__c');
		expect(scored).toHaveProperty('_enrichment.proposals.Enrichment_Rank__c');
	});

	it('takes the score and rank fields that the org has, unless others are named for this score', async () => {
		const options = { fieldNames: { names: { score: 'Mintigo_Score__c', rank: 'Mintigo_Rank__c' } } };
		const [scored] = await score({ options, rankField: ' Grade__c ' });
		expect(Object.keys((scored._enrichment as RecordEnrichment).proposals ?? {})).toEqual([
			'Mintigo_Score__c',
			'Grade__c',
		]);
	});

	it('offers a scorecard as an example that works', async () => {
		const [scored] = await score({ scorecard: 'json' });
		expect(scored).toHaveProperty('_enrichment.scores');
	});

	it('lists what is wrong with a scorecard', async () => {
		const broken = score({ scorecard: 'json', scorecardJson: '{"name":"x","version":"1","rules":[{}]}' });
		await expect(broken).rejects.toThrow('rules[0].points');
	});

	it('scores by rules that a person fills in, and says how it went and what was not read', async () => {
		const rows = [
			{ field: 'Phone', operator: 'is_set', points: 45, reason: 'Can be called' },
			{ field: 'Title', operator: 'is_blank', points: -30 },
		];
		const { outputs, hints } = await executeNode(new SalesforceScore(), {
			items,
			parameters: { scorecard: 'rows', rules: { rows } },
		});
		expect(outputs[0].map(({ _enrichment }) => (_enrichment as RecordEnrichment).scores?.fit.score)).toEqual([65, 20]);
		expect(outputs[0][0]).toHaveProperty('_enrichment.scores.fit.contributions.1.reason', 'Can be called');
		expect(hints.map(({ message }) => message)).toEqual([
			'2 scored: B 1, D 1',
			'Not read, so their rules gave no points: Title. Add them to the fields that Fetch reads.',
		]);
	});
});

it('says of a record with none of the fields that the scorecard looks at that its score says nothing', async () => {
	const rows = [{ field: 'Phone', operator: 'is_blank', points: 45 }];
	const bare: INodeExecutionData = { json: { attributes: { type: 'Lead' }, Id: '00Q000000000003AAA' } };
	const parameters = { scorecard: 'rows', rules: { rows } };
	const { outputs, hints } = await executeNode(new SalesforceScore(), { items: [...items, bare], parameters });
	const reasons = outputs[0].map(
		({ _enrichment }) => (_enrichment as RecordEnrichment).scores?.fit.contributions.at(-1)?.reason,
	);
	expect(reasons[2]).toBe('None of the fields that the scorecard looks at was read');
	expect(reasons.slice(0, 2)).not.toContain(reasons[2]);
	expect(hints.map(({ message }) => message)).toEqual([
		'3 scored: B 2, D 1; 1 of them carry none of the fields that the scorecard looks at',
	]);

	const readBack = await executeNode(new SalesforceScore(), { items: [bare], parameters, typeVersion: 2 });
	expect(readBack.outputs[0][0]._reasons).toEqual({
		fit: expect.stringContaining('0 None of the fields that the scorecard looks at was read'),
	});
});

it('asks for a connection before it scores by rules that count, and fades points where a row says so', async () => {
	const rows = [{ field: 'Seen__c', operator: 'is_set', points: 40, halfLifeDays: 1e-9, reason: 'Seen' }];
	const seen: INodeExecutionData = { json: { Id: '00Q000000000003AAA', Seen__c: '2020-01-01' } };
	const parameters = { sObject: 'Lead', scorecard: 'rows', rules: { rows } };
	const [scored] = (await executeNode(new SalesforceScore(), { items: [seen], parameters })).outputs[0];
	expect(scored).toHaveProperty('_enrichment.scores.fit.score', 20);
	const relatedRules = { rows: [{ object: 'Task', operator: 'each', points: 5, most: 30, lastDays: 90 }] };
	const counting = executeNode(new SalesforceScore(), { items: [seen], parameters: { ...parameters, relatedRules } });
	await expect(counting).rejects.toThrow('counts related records, and Connect With is None');
});
