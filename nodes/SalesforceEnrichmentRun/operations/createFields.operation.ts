import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { createFields, type CreateFieldsReport } from '../../../core/org/create-fields';
import { creationRows, creationSentence } from '../../../core/org/creation-rows';
import { fieldNamesFor } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { fieldNamesParameter } from '../field-names-options';

const displayOptions = { show: { resource: ['org'], operation: ['createFields'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'I Want to Create Fields',
		name: 'confirmCreation',
		type: 'boolean',
		default: false,
		description: 'Whether the missing enrichment fields are created in the org; they can only be deleted in Setup',
		displayOptions,
	},
	{
		displayName: 'Fields for Values Too',
		name: 'hasValueFields',
		type: 'boolean',
		default: true,
		description:
			"Whether the fields of Enrich's preset Own Fields of the Pack are created too; one API call each, and only Lead, Contact and Account have some",
		displayOptions,
	},
	{
		displayName: 'Permission Set',
		name: 'permissionSet',
		type: 'string',
		required: true,
		default: 'Enrichment_Integration',
		placeholder: 'e.g. Enrichment_Integration',
		description:
			'API name of the permission set of the integration user that gets read and edit access to the fields; created when there is none',
		displayOptions,
	},
	fieldNamesParameter(displayOptions),
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	assertConfirmed.call(this);
	const client = await salesforceClient.call(this);
	const report = await createFields(
		client,
		{
			sObject: readSObject.call(this, items),
			fieldNames: fieldNamesFor(undefined, this.getNodeParameter('options', 0, {}) as IDataObject),
			hasValueFields: this.getNodeParameter('hasValueFields', 0, true) as boolean,
			permissionSet: (this.getNodeParameter('permissionSet', 0) as string).trim(),
		},
		this.getExecutionCancelSignal(),
	);
	showNotes.call(this, [creationSentence(report)]);
	const rows = creationRows(report).map((row) => asItem(row, 0));
	const isFlat = this.getNode().typeVersion >= 2;
	return [isFlat ? [asItem(flatSummary(report), 0), ...rows] : [...rows, asItem(summaryOf(report), 0)]];
}

function assertConfirmed(this: IExecuteFunctions): void {
	if (this.getNodeParameter('confirmCreation', 0) === true) return;
	throw new EnrichmentError('invalid_parameter', 'Nothing was created, because I Want to Create Fields is off.', {
		remedy: 'Turn it on after reading which fields the Check operation misses.',
	});
}

/** The first row; it has the keys of the others, so that a table of the output reads as one. */
function flatSummary(report: CreateFieldsReport) {
	const { field, status, access, why } = summaryOf(report);
	return { field, status, access, why, details: JSON.stringify({ grant: report.grant, calls: report.calls }) };
}

function summaryOf({ fields, grant, calls }: CreateFieldsReport) {
	const created = fields.filter(({ status }) => status === 'created').length;
	return {
		field: 'summary',
		status: `${created} created`,
		access: `${grant.granted.length} granted by ${grant.permissionSet} (${grant.status}, ${grant.assignment})`,
		why: grant.whatToDo ?? '',
		created,
		permissionSet: grant.permissionSet,
		assignment: grant.assignment,
		calls,
	};
}
