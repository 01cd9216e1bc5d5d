import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { tableOf } from '../../../core/stages/score/predictive/data/table';
import { compareModels } from '../../../core/stages/score/predictive/evaluate/compare-models';
import { paceOf } from '../../../core/stages/score/predictive/pace';
import { systemClock } from '../../wiring/clock';
import { asItem, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { modelChoice, orgOfItems, readModelChoice } from '../kept-models';
import { comparisonNotes } from '../model-notes';

export const description: INodeProperties[] = [
	...modelChoice('compare', 'champion', 'Champion'),
	...modelChoice('compare', 'challenger', 'Challenger'),
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const orgId = orgOfItems(items);
	const champion = await readModelChoice.call(this, 'champion', orgId);
	const challenger = await readModelChoice.call(this, 'challenger', orgId);
	const records = recordsOf(items);
	const pace = paceOf(undefined, this.getExecutionCancelSignal());
	const comparison = await compareModels(champion, challenger, await tableOf(records), systemClock(), pace);
	showNotes.call(this, comparisonNotes(comparison, records.length));
	const changed = comparison.changes.map(({ row, from, to, scoreBefore, scoreAfter }) =>
		asItem({ Id: records[row].Id, rankBefore: from, rankAfter: to, scoreBefore, scoreAfter }, row),
	);
	const { moves, champion: before, challenger: after } = comparison;
	const summary = {
		records: records.length,
		changed: changed.length,
		moves,
		championAuc: before.auc,
		challengerAuc: after.auc,
	};
	return [[asItem({ summary }, 0), ...changed]];
}
