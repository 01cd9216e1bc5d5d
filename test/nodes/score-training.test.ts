import { wonAndLost } from '../../demo/data/won-and-lost';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { orgNow } from '../salesforce/enrichment-org';
import { errorOf, NodeOrg } from './node-org';

const node = new SalesforceScore();
const monthsAgo = (months: number): string => new Date(orgNow.getTime() - months * 30.44 * 86_400_000).toISOString();

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open(wonAndLost(7, orgNow, { accounts: 1_500, leads: 2_200 }));
});
beforeEach(() => org.begin());
afterAll(() => org.close());

async function train(parameters: Record<string, unknown>) {
	const { outputs, hints } = await org.execute(node, {
		parameters: { operation: 'train', authentication: 'salesforceProductionServerApi', ...parameters },
	});
	// Whatever the model says is looked at field by field.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an item of any shape
	return { trained: outputs[0][0] as any, hints: hints.map(({ message }) => message) };
}

describe('Train Model on records of Salesforce', () => {
	it('learns from leads, converted ones included, and leaves out what history shows to be set afterwards', async () => {
		const { trained, hints } = await train({ trainingData: 'leads' });
		expect(trained).toMatchObject({ records: 2_200, signal: 'usable', validatedOn: 'newest', refittedOn: 2_200 });
		expect(trained.wins).toBe(org.emulator.org.count('Lead', { IsConverted: true }));
		expect(trained.leaks).toEqual([expect.objectContaining({ field: 'Rating', isForced: false })]);
		expect(trained.leaks[0].why[0]).toMatch(
			/^field history shows that it was set after the outcome in \d+ % of the won/,
		);
		const fields = trained.model.features.map(({ field }: { field: string }) => field);
		expect(fields).toEqual(expect.arrayContaining(['LeadSource', 'NumberOfEmployees', 'Title']));
		expect(fields).not.toContain('Status');
		expect(hints.join(' ')).toContain('Rating looks like a leak and was left out');
		expect(trained.calls).toBeGreaterThan(0);
		expect(trained.calls).toBeLessThanOrEqual(10);
	});

	it('learns from opportunities by account, and the model is for accounts', async () => {
		const { trained } = await train({ trainingData: 'accounts', modelName: 'account-wins' });
		expect(trained).toMatchObject({ records: 1_500, signal: 'usable', hasFieldHistory: true });
		expect(trained.model).toMatchObject({ basis: 'account', timeField: 'CreatedDate' });
		expect(trained.leaks.map(({ field }: { field: string }) => field).sort()).toEqual(['Rating', 'Type']);
		expect(trained.model.features.map(({ field }: { field: string }) => field)).toEqual(
			expect.arrayContaining(['Industry', 'NumberOfEmployees']),
		);
		const kept = await org.store.loadModel(trained._enrichment.orgId, 'account-wins');
		expect(JSON.parse(kept!.document)).toMatchObject({ id: trained.id });
	});

	it('learns from the people of those accounts', async () => {
		const { trained } = await train({ trainingData: 'contacts' });
		expect(trained).toMatchObject({ records: 1_500, signal: 'usable' });
		expect(trained.model.basis).toBe('lead');
		expect(trained.model.features.map(({ field }: { field: string }) => field)).toContain('Account.Industry');
	});

	it('learns from any object, with its own outcome, times and condition', async () => {
		const { trained } = await train({
			trainingData: 'other',
			trainingObject: 'Opportunity',
			outcomeField: 'StageName',
			timeField: 'CloseDate',
			trainingSelection: { condition: 'Amount > 20000', fields: 'Amount, Account.Industry' },
			trainingOptions: { wins: 'Closed Won', isForced: true },
		});
		expect(trained.records).toBe(org.emulator.org.count('Opportunity', ({ Amount }) => Number(Amount) > 20_000));
		expect(trained.model.features.map(({ field }: { field: string }) => field)).toContain('Account.Industry');
	});

	it('takes values that history shows to be later back, though the field is kept by name', async () => {
		const options = { trainingOptions: { keep: 'Rating' } };
		const { trained } = await train({ trainingData: 'leads', ...options });
		expect(trained.leaks).toEqual([expect.objectContaining({ field: 'Rating', isForced: true })]);
		// Taken back, it was empty in all of them.
		expect(trained.model.features.map(({ field }: { field: string }) => field)).not.toContain('Rating');
		const { trained: asNow } = await train({
			trainingData: 'leads',
			...options,
			trainingSelection: { isAsOfDecision: false },
		});
		expect(asNow.model.features.map(({ field }: { field: string }) => field)).toContain('Rating');
	});

	it('gives a scorecard of rules with a warning where there is too little', async () => {
		const { trained, hints } = await train({
			trainingData: 'leads',
			trainingSelection: { from: monthsAgo(9) },
		});
		expect(trained).toMatchObject({ kind: 'hand_scorecard', madeFrom: 'records', isKept: false });
		expect(hints[0]).toContain('too few to learn a model from');
		const { outputs } = await org.execute(node, {
			parameters: { scorecard: 'json', scorecardJson: JSON.stringify(trained.scorecard), sObject: 'Lead' },
			items: org.emulator.org
				.rows('Lead')
				.slice(0, 50)
				.map((json) => ({ json: json as never })),
		});
		const scores = outputs[0].map((json) => json._enrichment as { scores: Record<string, { score: number }> });
		expect(new Set(scores.map((each) => each.scores.conversion.score)).size).toBeGreaterThan(5);
	});

	it('asks for a credential when there is none', async () => {
		const error = await errorOf(train({ trainingData: 'leads', authentication: 'none' }));
		expect(error.message).toContain('no credential is chosen');
	});
});

describe('Evaluate Model on records of Salesforce', () => {
	it('back-tests on the newest records, which the model has not seen', async () => {
		const { trained } = await train({ trainingData: 'accounts', trainingSelection: { until: monthsAgo(8) } });
		let page = '';
		const prepareBinaryData = async (data: Buffer) => {
			page = data.toString();
			return { data: '', mimeType: 'text/html' };
		};
		const { outputs } = await org.execute(node, {
			parameters: {
				operation: 'evaluate',
				authentication: 'salesforceProductionServerApi',
				evaluatedFrom: 'json',
				evaluatedJson: trained.model,
				trainingData: 'accounts',
				trainingSelection: { from: monthsAgo(8) },
			},
			helpers: { prepareBinaryData } as never,
		});
		const [evaluation] = outputs[0] as Array<Record<string, number>>;
		expect(evaluation.records + trained.records).toBe(1_500);
		expect(evaluation.signal).not.toBe('none');
		expect(page).toContain('<svg');
	});
});
