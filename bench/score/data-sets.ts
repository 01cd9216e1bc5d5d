import type { ModelDocument } from '../../core/stages/score/predictive/model/model-document';
import type { TrainRequest } from '../../core/stages/score/predictive/train/train-request';
import type { Row } from '../../demo/score/read-csv';
import { madeLeads } from './made-leads';

export interface Goal {
	readonly says: string;
	isMet(model: ModelDocument): boolean;
}

/** Records whose outcome is known, how to learn from them, and what has to come of it. */
export interface ScoreDataSet {
	readonly name: string;
	/** In the data folder. */
	readonly file?: string;
	make?(): Row[];
	readonly request: Pick<TrainRequest, 'kind' | 'outcome'> & Partial<TrainRequest>;
	readonly goals: readonly Goal[];
}

const bank = 'bank-marketing/bank-additional-full.csv';
const pipeline = 'crm-sales-opportunities/sales_pipeline.csv';

/** Public data sets with the goals of a prototype, and made leads whose leak is known. */
export function dataSets(seed: number): ScoreDataSet[] {
	return [
		{
			name: 'Bank Marketing without duration',
			file: bank,
			request: { kind: 'scorecard', outcome: 'y', skip: ['duration'] },
			goals: [aucFrom(0.798), brierUpTo(0.08), liftFrom(4.4), calibrationUpTo(0.01), noLeak()],
		},
		{
			name: 'Bank Marketing without duration',
			file: bank,
			request: { kind: 'trees', outcome: 'y', skip: ['duration'] },
			goals: [aucFrom(0.805), brierUpTo(0.079), liftFrom(4.4), calibrationUpTo(0.01), noLeak()],
		},
		{
			name: 'Bank Marketing by time',
			file: bank,
			request: { kind: 'scorecard', outcome: 'y', skip: ['duration'], isInTimeOrder: true },
			goals: [aucFrom(0.7), driftAlarm(), noLeak()],
		},
		{
			name: 'Bank Marketing with duration',
			file: bank,
			request: { kind: 'scorecard', outcome: 'y' },
			goals: [leaks('duration'), aucFrom(0.798)],
		},
		{
			name: 'CRM sales opportunities',
			file: pipeline,
			request: { kind: 'scorecard', outcome: 'deal_stage', time: 'engage_date' },
			goals: [noSignal(), leaks('close_value', 'close_date')],
		},
		{
			name: 'CRM sales opportunities',
			file: pipeline,
			request: { kind: 'trees', outcome: 'deal_stage' },
			goals: [noSignal(), leaks('close_value')],
		},
		...(['none', 'filled_after', 'nearly_decides', 'late_date'] as const).map(
			(leak): ScoreDataSet => ({
				name: `made leads, leak ${leak}`,
				make: () => madeLeads(8_000, { leak, seed }),
				request: { kind: 'scorecard', outcome: 'Converted', time: 'Created' },
				goals: leak === 'none' ? [noLeak(), usable()] : [leaks('Follow_Up__c'), usable()],
			}),
		),
	];
}

function aucFrom(least: number): Goal {
	return { says: `AUC of at least ${least}`, isMet: ({ training }) => training.validation.auc.auc >= least };
}

function brierUpTo(most: number): Goal {
	return { says: `Brier score of at most ${most}`, isMet: ({ training }) => training.validation.brier <= most };
}

function liftFrom(least: number): Goal {
	return {
		says: `lift in the top tenth of at least ${least}`,
		isMet: ({ training }) => training.validation.liftTopTenth >= least,
	};
}

function calibrationUpTo(most: number): Goal {
	return {
		says: `calibration error of at most ${most}`,
		isMet: ({ training }) => training.validation.calibrationError <= most,
	};
}

function driftAlarm(): Goal {
	return { says: 'drift alarm', isMet: ({ training }) => training.validation.scoreDrift >= 0.25 };
}

function leaks(...fields: readonly string[]): Goal {
	return {
		says: `leaks: ${fields.join(', ')}, and no other`,
		isMet: ({ training }) =>
			training.leaks
				.map(({ field }) => field)
				.sort()
				.join() === [...fields].sort().join(),
	};
}

function noLeak(): Goal {
	return { says: 'no honest field is taken for a leak', isMet: ({ training }) => training.leaks.length === 0 };
}

function noSignal(): Goal {
	return { says: 'no reliable signal', isMet: ({ training }) => training.signal === 'none' };
}

function usable(): Goal {
	return { says: 'a usable signal', isMet: ({ training }) => training.signal === 'usable' };
}
