import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { ModelDocument } from '../../core/stages/score/predictive/model/model-document';
import { parseModel } from '../../core/stages/score/predictive/model/parse-model';
import { enrichmentOf } from '../wiring/run-context';
import { instanceStore } from '../wiring/store';

/** Under which models are kept that were learnt from records of no org, such as items of a file. */
const noOrg = '';

/** The org that the items come from, as far as they say; the same in all nodes of a run. */
export function orgOfItems(items: readonly INodeExecutionData[]): string {
	return enrichmentOf(items[0]).orgId ?? noOrg;
}

/**
 * The model of a name, or of `name@version`: of the items' org, or else learnt from records of no org. Throws `invalid_parameter` when
 * there is none.
 */
export async function loadKeptModel(orgId: string, named: string): Promise<ModelDocument> {
	const [name, version] = named.split('@').map((part) => part.trim());
	const store = await instanceStore();
	const kept = (await store.loadModel(orgId, name, version)) ?? (await store.loadModel(noOrg, name, version));
	if (kept) return parseModel(kept.document);
	const all = [...(await store.listModels(orgId)), ...(orgId === noOrg ? [] : await store.listModels(noOrg))];
	const known = [...new Set(all.map((model) => model.name))].join(', ');
	throw new EnrichmentError(
		'invalid_parameter',
		`There is no model ${named}. ${known ? `Kept are ${known}.` : 'None is kept yet.'}`,
		{
			remedy: 'Train one with Keep in the Store switched on, or give a model document as JSON.',
		},
	);
}

/** Keeps a model in the store, for the org of the items. */
export async function keepModel(
	this: IExecuteFunctions,
	orgId: string,
	document: ModelDocument,
	keptAt: Date,
): Promise<void> {
	const { name = '', id = '' } = this.getWorkflow();
	const store = await instanceStore();
	await store.keepModel(orgId, {
		name: document.name,
		version: document.version,
		document: JSON.stringify(document),
		keptAt,
		keptBy: `${name || id}, execution ${this.getExecutionId()}`,
	});
}

/** Which model an operation takes: a kept one, or a document. */
export function modelChoice(operation: string, prefix: string, label: string): INodeProperties[] {
	const displayOptions = { show: { operation: [operation] } };
	return [
		{
			displayName: `${label} From`,
			name: `${prefix}From`,
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'JSON', value: 'json', description: 'A model document, as Train puts out' },
				{ name: 'Store', value: 'store', description: 'A model that Train has kept' },
			],
			default: 'store',
			displayOptions,
		},
		{
			displayName: `${label} Name`,
			name: `${prefix}Name`,
			type: 'string',
			default: '',
			placeholder: 'e.g. lead-conversion or lead-conversion@2026-11-28',
			description: 'The version that was kept last, unless one is named after an @',
			displayOptions: { show: { ...displayOptions.show, [`${prefix}From`]: ['store'] } },
		},
		{
			displayName: `${label} JSON`,
			name: `${prefix}Json`,
			type: 'json',
			typeOptions: { rows: 6 },
			default: '',
			placeholder: '={{ $("Train").first().json.model }}',
			description: 'The document; the same one scores the same anywhere, in a sandbox as in production',
			displayOptions: { show: { ...displayOptions.show, [`${prefix}From`]: ['json'] } },
		},
	];
}

/** The model that the parameters of `modelChoice` choose. */
export async function readModelChoice(this: IExecuteFunctions, prefix: string, orgId: string): Promise<ModelDocument> {
	if (this.getNodeParameter(`${prefix}From`, 0) === 'json') {
		return parseModel(this.getNodeParameter(`${prefix}Json`, 0) as string | IDataObject);
	}
	return await loadKeptModel(orgId, String(this.getNodeParameter(`${prefix}Name`, 0)).trim());
}

/** A list as a person types it, separated by commas. */
export function listFrom(text: unknown): string[] {
	return String(text ?? '')
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '');
}
