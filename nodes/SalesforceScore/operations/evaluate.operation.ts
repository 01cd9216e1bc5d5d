import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { tableOf } from '../../../core/stages/score/predictive/data/table';
import { evaluateModel } from '../../../core/stages/score/predictive/evaluate/evaluate-model';
import { systemClock } from '../../wiring/clock';
import { recordsOf } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { modelChoice, orgOfItems, readModelChoice } from '../kept-models';
import { evaluationNotes } from '../model-notes';
import { nodePace } from '../node-pace';
import { readFromSalesforce } from '../training-data-parameters';

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
	const wanted = { outcome: field, time: read.timeField ?? '', wins: read.outcome.wins };
	const inputs = [...new Set(read.features.map((feature) => feature.field))];
	const ofOrg = await readFromSalesforce.call(this, items, wanted, inputs);
	const model = { ...read, outcome: { ...read.outcome, field: ofOrg?.outcome ?? field } };
	const table = ofOrg?.table ?? (await tableOf(recordsOf(items)));
	const evaluation = await evaluateModel(model, table, systemClock(), nodePace.call(this));
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
	const { orgId, calls } = ofOrg ?? {};
	const about = ofOrg && { calls, _enrichment: { ...enrichmentOf(items[0]), orgId } as IDataObject };
	return [[{ json: { name, version, id, ...evaluation, ...about }, binary: { report }, pairedItem: { item: 0 } }]];
}
