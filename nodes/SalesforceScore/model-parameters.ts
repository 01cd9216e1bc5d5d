import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Insight, InsightKind } from '../../core/stages/score/insights';
import { parseModel } from '../../core/stages/score/predictive/model/parse-model';
import type { ModelUse } from '../../core/stages/score/score-by-models';
import { loadKeptModel } from './kept-models';

const displayOptions = { show: { operation: ['score'], scorecard: ['models'] } };

/** Trained models, which records each is for, and the fields that get what it says. */
export const modelParameters: INodeProperties[] = [
	{
		displayName: 'Each Record Is Scored By',
		name: 'modelMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'All Models',
				value: 'all',
				description: 'Every record gets the score of every model; the first that is for the record counts',
			},
			{
				name: 'The First Model That Is for It',
				value: 'first',
				description: 'Records go to a model by a field, such as a checkbox per market; others are left alone',
			},
		],
		default: 'all',
		displayOptions,
	},
	{
		displayName: 'Models',
		name: 'models',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Model',
		default: {},
		options: [
			{
				displayName: 'Model',
				name: 'rows',
				values: [
					{
						displayName: 'Document',
						name: 'document',
						type: 'json',
						default: '',
						description: 'A model document in place of a kept model',
					},
					{
						displayName: 'Holds',
						name: 'whenValue',
						type: 'string',
						default: '',
						placeholder: 'e.g. SMB',
						description: 'Empty means a ticked checkbox',
					},
					{
						displayName: 'Is for Records Where This Field',
						name: 'whenField',
						type: 'string',
						default: '',
						placeholder: 'e.g. Market_SMB__c, Segment__c',
						description: 'Empty means all records',
					},
					{
						displayName: 'Name in the Store',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. lead-conversion',
						description: 'A model that Train has kept;	empty where its document is given as JSON',
					},
					{
						displayName: 'Override Field',
						name: 'overrideField',
						type: 'string',
						default: '',
						placeholder: 'e.g. Rank_Set_by_Hand__c',
						description: 'Field in which a person sets a rank from A to F, which holds until it is emptied',
					},
					{
						displayName: 'Rank Field',
						name: 'rankField',
						type: 'string',
						default: '',
						placeholder: 'e.g. SMB_Rank__c',
						description: 'Empty means the rank field of the pack for the first model, and none for others beside it',
					},
					{
						displayName: 'Score Field',
						name: 'scoreField',
						type: 'string',
						default: '',
						placeholder: 'e.g. SMB_Score__c',
						description: 'Empty means the score field of the pack for the first model, and none for others beside it',
					},
				],
			},
		],
		displayOptions,
	},
	{
		displayName: 'Insights',
		name: 'insights',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Insight',
		default: {},
		description: 'What a model says of a record, each in a field of its own',
		options: [
			{
				displayName: 'Insight',
				name: 'rows',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. Why_High__c',
						description: 'Checkbox, number or text field that gets it',
					},
					{
						displayName: 'Model',
						name: 'model',
						type: 'string',
						default: '',
						description: 'Name of the model that it comes from; empty means the first',
					},
					{
						displayName: 'Insight',
						name: 'kind',
						type: 'options',
						options: [
							{ name: 'Probability in Percent (Number)', value: 'probability' },
							{ name: 'Rank Is at Least (Checkbox)', value: 'isRankAtLeast' },
							{ name: 'Reasons Against (Text)', value: 'reasonsAgainst' },
							{ name: 'Reasons For (Text)', value: 'reasonsFor' },
							{ name: 'What It Says of a Field (Text)', value: 'sayingOf' },
							{ name: 'Whether a Field Speaks for It (Checkbox)', value: 'speaksFor' },
						],
						default: 'reasonsFor',
					},
					{
						displayName: 'Of',
						name: 'of',
						type: 'string',
						default: '',
						placeholder: 'e.g. B, or Industry',
						description: "The rank, or the label of the model's field",
						displayOptions: { show: { kind: ['isRankAtLeast', 'sayingOf', 'speaksFor'] } },
					},
				],
			},
		],
		displayOptions,
	},
	{
		displayName: 'Rank Without a Reliable Signal',
		name: 'isForced',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether ranks are written although the model tells won from lost no better than chance',
		displayOptions,
	},
];

interface ModelRow {
	readonly name?: string;
	readonly document?: string | IDataObject;
	readonly whenField?: string;
	readonly whenValue?: string;
	readonly scoreField?: string;
	readonly rankField?: string;
	readonly overrideField?: string;
}

interface InsightRow {
	readonly field?: string;
	readonly model?: string;
	readonly kind: InsightKind;
	readonly of?: string;
}

/** The models that the rows name, with their insights. */
export async function readModelUses(this: IExecuteFunctions, orgId: string): Promise<ModelUse[]> {
	const { rows = [] } = this.getNodeParameter('models', 0, {}) as { rows?: ModelRow[] };
	const { rows: insightRows = [] } = this.getNodeParameter('insights', 0, {}) as { rows?: InsightRow[] };
	const uses: ModelUse[] = [];
	for (const row of rows) {
		const document = row.document ? parseModel(row.document) : await loadKeptModel(orgId, trimmed(row.name));
		const isFirst = uses.length === 0;
		uses.push({
			document,
			...(trimmed(row.whenField) && { when: { field: trimmed(row.whenField), value: trimmed(row.whenValue) } }),
			scoreField: trimmed(row.scoreField),
			rankField: trimmed(row.rankField),
			overrideField: trimmed(row.overrideField),
			insights: insightRows
				.filter(({ field, model }) => trimmed(field) && (trimmed(model) ? trimmed(model) === document.name : isFirst))
				.map(({ field, kind, of }): Insight => ({ field: trimmed(field), kind, of: trimmed(of) })),
		});
	}
	return uses;
}

function trimmed(text: string | undefined): string {
	return String(text ?? '').trim();
}
