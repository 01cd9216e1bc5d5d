import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { parseModel } from '../../../core/stages/score/predictive/model/parse-model';
import { clientRunContext } from '../../wiring/client-run';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { keepModel, orgOfItems } from '../kept-models';
import { trainingNotes } from '../model-notes';

export const description: INodeProperties[] = [
	{
		displayName: 'Model JSON to Keep',
		name: 'keptJson',
		type: 'json',
		typeOptions: { rows: 6 },
		default: '',
		placeholder: '={{ $("Train Model").first().json.model }}',
		description:
			'A model document, as Train Model puts it out, here or in another org; it is kept for the org of Connect With, or else for that of the items',
		displayOptions: { show: { operation: ['keep'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const model = parseModel(this.getNodeParameter('keptJson', 0) as string | IDataObject);
	const orgId = await connectedOrg.call(this, items);
	await keepModel.call(this, orgId, model, systemClock());
	showNotes.call(this, trainingNotes(model));
	const { name, version, id, kind, basis, training } = model;
	const context = { ...enrichmentOf(items[0]), ...(orgId && { orgId }) };
	return [[asItem({ name, version, id, kind, basis, isKept: true, ...training, _enrichment: context }, 0)]];
}

async function connectedOrg(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<string> {
	if (this.getNodeParameter('authentication', 0, 'none') === 'none') return orgOfItems(items);
	const client = await salesforceClient.call(this);
	await clientRunContext(items, client);
	return client.org.orgId;
}
