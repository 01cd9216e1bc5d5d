import type { ExpressionString, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { outcomeIs } from '../../core/record/outcome';
import type { RecordItem } from '../../core/record/record-item';
import { asItem } from '../wiring/record-items';

const together = 'together';
const names = ['Matched', 'Not Matched', 'Failed'];
const [matched, notMatched, failed] = [0, 1, 2];

/** Whether records leave by what became of them; workflows saved before there were such outputs have all records on one. */
export const outputParameter: INodeProperties = {
	displayName: 'Records Leave By',
	name: 'outputs',
	type: 'options',
	noDataExpression: true, // the node's outputs hang on it, before there is any item
	options: [
		{
			name: 'One Output',
			value: together,
			description:
				'In their order, each with its outcome; for a chain of providers, each of which skips what is filled already',
		},
		{
			name: 'Outputs by Outcome',
			value: 'separate',
			description:
				'Matched has what a provider knew and what needs no answer, Not Matched what nobody knew, Failed what has to be asked for again',
		},
	],
	default: 'separate',
	displayOptions: { show: { operation: ['enrich'], '@version': [{ _cnd: { gte: 3 } }] } },
};

/** The node's outputs, by the raw parameters: n8n asks for them where no expression has a value. */
export const outputs: ExpressionString = `={{ $nodeVersion < 3 || $rawParameter["outputs"] === "${together}" || !["enrich", undefined].includes($rawParameter["operation"])
	? ["main"]
	: [${names.map((displayName) => JSON.stringify({ type: 'main', displayName })).join(', ')}] }}`;

/** Whether the node has the outputs by outcome. */
export function hasOutputsByOutcome(this: IExecuteFunctions): boolean {
	if (this.getNodeParameter('operation', 0, 'enrich') !== 'enrich') return false;
	return this.getNode().typeVersion >= 3 && this.getNodeParameter('outputs', 0, 'separate') !== together;
}

/** The output of items that a failure has stopped. */
export function failureOutput(this: IExecuteFunctions): number {
	return hasOutputsByOutcome.call(this) ? failed : 0;
}

/** The records as items, each on the output of its outcome. */
export function byOutcome(records: readonly RecordItem[]): INodeExecutionData[][] {
	const outputsOf: INodeExecutionData[][] = [[], [], []];
	for (const [index, record] of records.entries()) outputsOf[outputOf(record)].push(asItem(record, index));
	return outputsOf;
}

/** Opted out is no failure: nobody is to ask, and nobody knows. */
function outputOf({ _enrichment: { outcome } = {} }: RecordItem): number {
	const { asksAgain, isMiss, troubles } = outcomeIs(outcome);
	if (isMiss || outcome === 'opted_out') return notMatched;
	return asksAgain || troubles === 'failed' ? failed : matched;
}
