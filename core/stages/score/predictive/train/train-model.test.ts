import { tableOf } from '../data/table';
import { evaluateModel } from '../evaluate/evaluate-model';
import { parseModel } from '../model/parse-model';
import { predictiveModel } from '../model/predictive-model';
import { paceOf } from '../pace';
import { randomOf } from '../random';
import { trainModel } from './train-model';
import type { TrainRequest } from './train-request';

type Row = Record<string, unknown>;

const now = new Date('2026-01-01T00:00:00Z');
const pace = paceOf();

/** Leads of which those from partners and of large companies convert more often. */
function leads(count: number, more: (isWon: boolean, random: () => number) => Row = () => ({}), strength = 1): Row[] {
	const random = randomOf(count);
	return Array.from({ length: count }, (_, at) => {
		const employees = Math.round(Math.exp(random() * 8));
		const source = ['Web', 'Partner', 'List'][Math.floor(random() * 3)];
		const logOdds = -2 + strength * (0.3 * Math.log(employees) + { Web: 0, Partner: 1.2, List: -1 }[source]!);
		const isWon = random() < 1 / (1 + Math.exp(-logOdds));
		const size = random() < 0.1 ? null : employees;
		return { Id: `00Q${at}`, Account: { Size: size }, Source: source, Won: isWon, ...more(isWon, random) };
	});
}

async function train(rows: readonly Row[], changes: Partial<TrainRequest> = {}) {
	const request: TrainRequest = {
		name: 'fit',
		version: '1',
		kind: 'scorecard',
		basis: 'lead',
		outcome: 'Won',
		seed: 7,
		now,
		...changes,
	};
	return await trainModel(await tableOf(rows), request, pace);
}

describe.each(['scorecard', 'trees'] as const)('trainModel, %s', (kind) => {
	const rows = leads(3_000);

	it('finds what makes leads convert, and measures it on records it did not learn from', async () => {
		const { model, tested, testRows } = await train(rows, { kind });
		expect(model.features.map(({ field }) => field).sort()).toEqual(['Account.Size', 'Source']);
		expect(model.training.signal).toBe('usable');
		const { auc } = model.training.validation.auc;
		const again = await evaluateModel(tested, await tableOf([...testRows].map((row) => rows[row])), now, pace);
		expect(again.auc.auc).toBeCloseTo(auc, 10);
		expect(again.records).toBe(900);
	});

	it('scores with points that add up exactly, alike after it was written and read again', async () => {
		const { model } = await train(rows, { kind });
		const [before, after] = [model, parseModel(JSON.stringify(model))].map((each) => predictiveModel(each, now));
		for (const row of rows.slice(0, 300)) {
			const score = before.score(row);
			expect(score.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(score.score);
			expect(after.score(row)).toEqual(score);
		}
	});

	it('learns the weights again from all records once it is tested, with the figures of the tested model', async () => {
		const { model, tested } = await train(rows, { kind });
		expect(model.training).toEqual({ ...tested.training, refittedOn: 3_000 });
		expect(model.features.map(({ field }) => field)).toEqual(tested.features.map(({ field }) => field));
		expect([model.features, model.scoreMap]).not.toEqual([tested.features, tested.scoreMap]);
		const kept = await train(rows, { kind, isTestedModelKept: true });
		expect(kept.model).toEqual(tested);
	});

	it('learns the same from the same records', async () => {
		const [first, second] = [await train(rows, { kind }), await train(rows, { kind })];
		expect(second.model).toEqual(first.model);
	});
});

describe('the guards', () => {
	const rows = leads(3_000);

	it.each<[string, (isWon: boolean, random: () => number) => Row]>([
		['filled only afterwards', (isWon, random) => ({ Note: random() < (isWon ? 0.7 : 0.02) ? 'called' : '' })],
		['nearly deciding', (isWon, random) => ({ Note: (isWon ? 8 : 2) + random() * 7 })],
		['of a few, all of them won', (isWon, random) => ({ Note: isWon && random() < 0.2 ? 'vip' : 'usual' })],
	])('leave out a field that is %s, unless it is kept', async (_, more) => {
		const rows = leads(3_000, more);
		const { model } = await train(rows);
		expect(model.training.leaks).toEqual([expect.objectContaining({ field: 'Note', isForced: false })]);
		expect(model.features.map(({ field }) => field)).not.toContain('Note');
		const kept = await train(rows, { keep: ['Note'] });
		expect(kept.model.training.leaks).toEqual([expect.objectContaining({ field: 'Note', isForced: true })]);
		expect(kept.model.features.map(({ field }) => field)).toContain('Note');
	});

	it('leave out a date that lies after the moment of the decision', async () => {
		const start = Date.UTC(2024, 0, 1);
		let at = 0;
		const rows = leads(2_000, (isWon, random) => {
			const created = start + (at += 1) * 3_600_000;
			const late = created + random() * 40 * 86_400_000;
			return { Created: new Date(created).toISOString(), Closed: isWon ? new Date(late).toISOString() : null };
		});
		const { model } = await train(rows, { time: 'Created' });
		expect(model.training.leaks.map(({ field }) => field)).toEqual(['Closed']);
		expect(model.training.validatedOn).toBe('newest');
	});

	it('leave out a field that the history of the org shows to be set afterwards', async () => {
		const { model } = await train(rows, { knownLeaks: { Source: 'field history shows it' } });
		expect(model.training.leaks).toEqual([
			expect.objectContaining({ field: 'Source', why: ['field history shows it'] }),
		]);
	});

	it('say that there is no signal where there is none', async () => {
		const { model } = await train(leads(3_000, () => ({}), 0));
		expect(model.training.signal).toBe('none');
	});

	it('refuse too few records, unless forced', async () => {
		await expect(train(leads(400))).rejects.toThrow('There is too little to learn from: 400 decided records');
		const { model } = await train(leads(400), { isForced: true });
		expect(model.training.records).toBe(400);
	});

	it('raise the alarm when the records are others than those it learnt from', async () => {
		const rows = leads(3_000);
		const { model } = await train(rows);
		const others = rows.filter(({ Source }) => Source === 'Partner');
		const evaluation = await evaluateModel(model, await tableOf(others), now, pace);
		expect(evaluation.isDriftAlarm).toBe(true);
		expect(evaluation.featureDrift[0].label).toBe('Source');
	});
});
