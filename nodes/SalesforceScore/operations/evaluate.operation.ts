import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { tableOf } from '../../../core/stages/score/predictive/data/table';
import { evaluateModel } from '../../../core/stages/score/predictive/evaluate/evaluate-model';
import { paceOf } from '../../../core/stages/score/predictive/pace';
import { systemClock } from '../../wiring/clock';
import { recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { modelChoice, orgOfItems, readModelChoice } from '../kept-models';
import { evaluationNotes } from '../model-notes';

export const description: INodeProperties[] = [
	...modelChoice('evaluate', 'evaluated', 'Model'),
	{
		displayName: 'Outcome Field of the Records',
		name: 'evaluatedOutcome',
		type: 'string',
		default: '',
		description: 'Empty means the one that the model learnt from',
		displayOptions: { show: { operation: ['evaluate'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const read = await readModelChoice.call(this, 'evaluated', orgOfItems(items));
	const field = String(this.getNodeParameter('evaluatedOutcome', 0)).trim() || read.outcome.field;
	const model = { ...read, outcome: { ...read.outcome, field } };
	const pace = paceOf(undefined, this.getExecutionCancelSignal());
	const evaluation = await evaluateModel(model, await tableOf(recordsOf(items)), systemClock(), pace);
	showNotes.call(this, evaluationNotes(model, evaluation));
	// Loaded where it is needed: it brings the library that draws.
	const { reportPage } = await import('../../../core/stages/score/predictive/report/report-page');
	const page = Buffer.from(reportPage(model, evaluation));
	const report = await this.helpers.prepareBinaryData(
		page,
		`${model.name}-${model.version}.html`.replace(/[^\w.-]/g, '-'),
		'text/html',
	);
	const { name, version, id } = model;
	return [[{ json: { name, version, id, ...evaluation }, binary: { report }, pairedItem: { item: 0 } }]];
}
