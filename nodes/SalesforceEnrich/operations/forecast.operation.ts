import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { EnrichRequest } from '../../../core/stages/enrich/enrich-request';
import { forecastLookUps } from '../../../core/stages/enrich/forecast';
import { adviceFrom, keptQuestions, recentLookUps } from '../../../core/stages/enrich/look-up-history';
import type { SeenLookUp } from '../../../core/stages/enrich/order-advice-episodes';
import { forecastRows } from '../../../core/stages/enrich/forecast-rows';
import { systemClock } from '../../wiring/clock';
import { attributesRead } from '../../../core/stages/enrich/propose-values';
import { recordsOf } from '../../wiring/record-items';
import { enrichmentOf, itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { readEnrichRequest } from '../read-request';

const displayOptions = { show: { operation: ['forecast'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Forecast For',
		name: 'forecastFor',
		type: 'options',
		options: [
			{
				name: 'A Number of Records',
				value: 'count',
				description: 'So many records like the items: in the same proportions of new, unchanged and filled ones',
			},
			{ name: 'The Items', value: 'items', description: 'The records that enter the node' },
		],
		default: 'items',
		description: 'What the forecast is about; it asks nobody and spends nothing',
		displayOptions,
	},
	{
		displayName: 'Number of Records',
		name: 'recordCount',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10_000_000, numberPrecision: 0 },
		default: 10_000,
		description: 'How many records are to be looked up',
		displayOptions: { show: { ...displayOptions.show, forecastFor: ['count'] } },
	},
	{
		displayName: 'Records per Execution',
		name: 'perExecution',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50_000, numberPrecision: 0 },
		default: 2_000,
		description: 'How many records one execution takes on, as in Claim; the last call of each may be short',
		displayOptions: { show: { ...displayOptions.show, forecastFor: ['count'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const context = await itemsRunContext(items);
	const options = this.getNodeParameter('options', 0, {});
	const request = await readEnrichRequest.call(this, items, options, context?.run);
	const isCount = this.getNodeParameter('forecastFor', 0, 'items') === 'count';
	const { orgId } = enrichmentOf(items[0]);
	const lookUps = await lookUpsOf(orgId);
	const forecast = await forecastLookUps(recordsOf(items), request, {
		lookUps,
		...(orgId !== undefined && { keptOf: keptOf(orgId, request) }),
		...(isCount && {
			count: this.getNodeParameter('recordCount', 0) as number,
			perExecution: this.getNodeParameter('perExecution', 0) as number,
		}),
	});
	const advice = adviceFrom(lookUps, systemClock(), Math.random);
	showNotes.call(this, [forecast.sentence, ...(advice ? [`Order of providers: ${advice.sentence}`] : [])]);
	const pairedItem = items.map((_, item) => ({ item }));
	return [forecastRows(forecast).map((row) => ({ json: { ...row }, pairedItem }))];
}

/** What the org's ledger has seen; nothing for items that do not tell their org. */
async function lookUpsOf(orgId: string | undefined): Promise<readonly SeenLookUp[]> {
	return orgId === undefined ? [] : await recentLookUps(await instanceStore(), orgId, systemClock());
}

function keptOf(orgId: string, { provider, mappings }: EnrichRequest) {
	const wanted = attributesRead(mappings);
	return async (hashes: readonly string[]) =>
		await keptQuestions(await instanceStore(), orgId, provider.id, { hashes, wanted, now: systemClock() });
}
