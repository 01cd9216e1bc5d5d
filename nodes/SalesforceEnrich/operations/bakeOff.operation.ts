import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { bakeOff, bakeOffRequest, hiddenRecords } from '../../../core/stages/enrich/bake-off';
import { bakeOffRows } from '../../../core/stages/enrich/bake-off-rows';
import { forecastLookUps } from '../../../core/stages/enrich/forecast';
import { forecastRows } from '../../../core/stages/enrich/forecast-rows';
import { recordsOf } from '../../wiring/record-items';
import { itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { readEnrichRequest } from '../read-request';

const displayOptions = { show: { operation: ['bakeOff'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Spend Credits',
		name: 'spendCredits',
		type: 'boolean',
		default: false,
		description:
			'Whether to ask the provider, which costs what a look-up costs; off, the node only forecasts what it would take',
		displayOptions,
	},
	{
		displayName: 'Most Records',
		name: 'mostBaked',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200, numberPrecision: 0 },
		default: 200,
		description:
			'How many of the records to ask about: the first ones whose mapped fields hold something, which is hidden from the provider and compared with its answer',
		displayOptions,
	},
	{
		displayName: 'Number Tolerance (%)',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 20,
		description: 'By how much a number, such as employees or revenue, may differ and still count as right',
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const context = await itemsRunContext(items);
	const options = this.getNodeParameter('options', 0, {});
	const request = await readEnrichRequest.call(this, items, options, context?.run);
	const settings = {
		most: this.getNodeParameter('mostBaked', 0) as number,
		tolerance: (this.getNodeParameter('tolerance', 0) as number) / 100,
	};
	const pairedItem = items.map((_, item) => ({ item }));
	const hidden = hiddenRecords(recordsOf(items), request, settings);
	const forecast = await forecastLookUps(hidden.items, bakeOffRequest(request));
	showNotes.call(this, [forecast.sentence]);
	if (!(this.getNodeParameter('spendCredits', 0) as boolean)) {
		return [forecastRows(forecast).map((row) => ({ json: { ...row }, pairedItem }))];
	}
	const report = await bakeOff(recordsOf(items), request, context, settings, this.getExecutionCancelSignal());
	showNotes.call(this, [report.sentence]);
	return [bakeOffRows(report).map((row) => ({ json: { ...row }, pairedItem }))];
}
