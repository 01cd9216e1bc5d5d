import type { INodeExecutionData } from 'n8n-workflow';
import { randomOf } from '../../core/stages/score/predictive/random';
import type { RecordEnrichment } from '../../core/record/record-item';
import { executeNode } from '../execute-functions.builders';
import { SalesforceScore } from './SalesforceScore.node';

const node = new SalesforceScore();

/** Leads of which those from partners convert more often; `Handover__c` is filled once they have. */
function leads(count: number, seed = 1): INodeExecutionData[] {
	const random = randomOf(seed);
	return Array.from({ length: count }, (_, at) => {
		const LeadSource = ['Web', 'Partner', 'List'][Math.floor(random() * 3)];
		const NumberOfEmployees = Math.round(Math.exp(random() * 8));
		const logOdds = { Web: -1.8, Partner: -0.4, List: -2.6 }[LeadSource]! + 0.35 * Math.log(NumberOfEmployees);
		const IsConverted = random() < 1 / (1 + Math.exp(-logOdds));
		const json = {
			attributes: { type: 'Lead' },
			Id: `00Q${String(at).padStart(12, '0')}AAA`,
			LeadSource,
			NumberOfEmployees,
			Handover__c: IsConverted && random() < 0.9 ? 'done' : null,
			IsConverted,
		};
		return { json };
	});
}

async function train(parameters: Record<string, unknown> = {}, items = leads(2_000)) {
	const trained = { operation: 'train', isKept: false, ...parameters };
	const { outputs, hints } = await executeNode(node, { items, parameters: trained });
	return { trained: outputs[0][0], hints: hints.map(({ message }) => message) };
}

function scoreBy(
	rows: ReadonlyArray<Record<string, unknown>>,
	items: INodeExecutionData[],
	more: Record<string, unknown> = {},
) {
	return executeNode(node, { items, parameters: { scorecard: 'models', models: { rows }, ...more } });
}

const enrichmentsOf = (outputs: Array<Array<Record<string, unknown>>>): RecordEnrichment[] =>
	outputs[0].map(({ _enrichment }) => _enrichment as RecordEnrichment);

describe('Train Model', () => {
	it('learns a model, leaves the leak out, and says so', async () => {
		const { trained, hints } = await train();
		expect(trained).toMatchObject({ signal: 'usable', leaks: [{ field: 'Handover__c', isForced: false }] });
		expect(hints[0]).toMatch(/^A usable signal: AUC 0\.\d+/);
		expect(hints[1]).toContain('Handover__c looks like a leak and was left out');
	});

	it('gives a scorecard of rules with a warning where there are too few records, unless forced', async () => {
		const { trained, hints } = await train({}, leads(400));
		expect(trained).toMatchObject({ kind: 'hand_scorecard', records: 400, madeFrom: 'records', isKept: false });
		expect(trained).not.toHaveProperty('model');
		expect(hints[0]).toMatch(/^400 decided records, \d+ won, are too few to learn a model from/);
		const { scorecard } = trained as { scorecard: { version: string; rules: Array<{ field: string }> } };
		expect(scorecard.version).toContain('too few for a model');
		expect(scorecard.rules.map(({ field }) => field)).toContain('LeadSource');
		expect(scorecard.rules.map(({ field }) => field)).not.toContain('Handover__c');
		const { trained: standard } = await train({}, leads(60));
		expect(standard).toMatchObject({ madeFrom: 'standard' });
		const { trained: forced } = await train({ trainingOptions: { isForced: true } }, leads(400));
		expect(forced).toMatchObject({ records: 400, model: { kind: 'scorecard' } });
	});
});

describe('Score by trained models', () => {
	it('writes score, rank and insights, with reasons in the words of the labels', async () => {
		const { trained } = await train({ trainingOptions: { labels: '{"LeadSource":"Source"}' } });
		const insights = {
			rows: [
				{ field: 'Why__c', kind: 'reasonsFor' },
				{ field: 'Is_Good__c', kind: 'isRankAtLeast', of: 'B' },
				{ field: 'Chance__c', kind: 'probability' },
			],
		};
		const { outputs } = await scoreBy([{ document: trained.model }], leads(20, 9), { insights });
		const scored = enrichmentsOf(outputs);
		const partner = outputs[0].findIndex(({ LeadSource }) => LeadSource === 'Partner');
		expect(scored[partner].proposals?.Why__c.value).toContain('Source is partner');
		for (const { scores, proposals } of scored) {
			const { score, rank, contributions, probability } = scores!.conversion;
			expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBe(score);
			expect(proposals!.Enrichment_Score__c.value).toBe(score);
			expect(proposals!.Enrichment_Rank__c.value).toBe(rank);
			expect(proposals!.Is_Good__c.value).toBe(rank === 'A' || rank === 'B');
			expect(proposals!.Chance__c.value).toBeCloseTo(probability! * 100, 1);
		}
	});

	it('routes records to the model whose box is ticked, and leaves others alone', async () => {
		const { trained } = await train();
		const { trained: other } = await train({ modelName: 'enterprise' });
		const items = leads(4, 3).map(({ json }, at) => ({
			json: { ...json, Smb__c: at === 0, Segment__c: at === 1 ? 'Enterprise' : null },
		}));
		const rows = [
			{ document: trained.model, whenField: 'Smb__c' },
			{ document: other.model, whenField: 'Segment__c', whenValue: 'enterprise' },
		];
		const routed = enrichmentsOf((await scoreBy(rows, items, { modelMode: 'first' })).outputs);
		expect(routed.map((each) => Object.keys(each?.scores ?? {}))).toEqual([['conversion'], ['enterprise'], [], []]);
		const all = enrichmentsOf((await scoreBy(rows, items)).outputs);
		expect(all.map(({ scores, primaryModel }) => [Object.keys(scores ?? {}), primaryModel])).toEqual([
			[['conversion', 'enterprise'], 'conversion'],
			[['conversion', 'enterprise'], 'enterprise'],
			[['conversion', 'enterprise'], 'conversion'],
			[['conversion', 'enterprise'], 'conversion'],
		]);
	});

	it('keeps the rank that a person has set, and the one that a score has hardly left', async () => {
		const { trained } = await train();
		const [lead] = leads(1, 5);
		const [first] = enrichmentsOf((await scoreBy([{ document: trained.model }], [lead])).outputs);
		const { score } = first.scores!.conversion;
		const ranks = { A: 101, B: score + 1, C: score, D: 1 };
		const document = { ...(trained.model as object), ranks: { ...ranks, A: score + 2 } };
		const before = async (rank: string, more = {}) => {
			const item = { json: { ...lead.json, Enrichment_Rank__c: rank, ...more } };
			const scored = await scoreBy([{ document, overrideField: 'By_Hand__c' }], [item]);
			return enrichmentsOf(scored.outputs)[0].proposals!.Enrichment_Rank__c.value;
		};
		expect(await before('')).toBe('C');
		expect(await before('B')).toBe('B');
		expect(await before('F')).toBe('C');
		expect(await before('B', { By_Hand__c: 'D' })).toBe('D');
	});

	it('writes no ranks where the model found no signal, unless forced', async () => {
		const noise = leads(2_000).map(({ json }, at) => ({
			json: { ...json, Handover__c: null, IsConverted: at % 3 === 0 },
		}));
		const { trained } = await train({}, noise);
		expect(trained.signal).toBe('none');
		const rankOf = async (isForced: boolean) =>
			enrichmentsOf((await scoreBy([{ document: trained.model }], leads(1), { isForced })).outputs)[0].proposals;
		expect(await rankOf(false)).not.toHaveProperty('Enrichment_Rank__c');
		expect(await rankOf(true)).toHaveProperty('Enrichment_Rank__c');
	});

	it('refuses a model of people on accounts', async () => {
		const { trained } = await train();
		const account = { json: { attributes: { type: 'Account' }, Id: '001000000000001AAA', NumberOfEmployees: 5 } };
		await expect(scoreBy([{ document: trained.model }], [account])).rejects.toThrow('was learnt from people');
	});
});

it('Evaluate Model measures a model and draws a page that needs nothing else', async () => {
	const { trained } = await train();
	let page = '';
	const prepareBinaryData = async (data: Buffer) => {
		page = data.toString();
		return { data: '', mimeType: 'text/html' };
	};
	const { outputs } = await executeNode(node, {
		items: leads(1_000, 77),
		parameters: { operation: 'evaluate', evaluatedFrom: 'json', evaluatedJson: trained.model },
		helpers: { prepareBinaryData } as never,
	});
	expect(outputs[0][0]).toMatchObject({ name: 'conversion', signal: 'usable', isDriftAlarm: false });
	expect(page.match(/<svg/g)).toHaveLength(5);
	expect(page).not.toMatch(/<script|<link|(src|href)="http/);
});

it('Compare Models tells which records would change rank', async () => {
	const { trained } = await train();
	const { trained: trees } = await train({ modelName: 'trees', kind: 'trees' });
	const { outputs } = await executeNode(node, {
		items: leads(500, 78),
		parameters: {
			operation: 'compare',
			championFrom: 'json',
			championJson: trained.model,
			challengerFrom: 'json',
			challengerJson: JSON.stringify(trees.model),
		},
	});
	const [{ summary }, ...changed] = outputs[0];
	expect(summary).toMatchObject({ records: 500, changed: changed.length });
	expect(changed.length).toBeGreaterThan(0);
	expect(changed.every(({ rankBefore, rankAfter }) => rankBefore !== rankAfter)).toBe(true);
});
