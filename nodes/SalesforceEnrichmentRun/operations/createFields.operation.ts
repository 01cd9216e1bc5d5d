import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { createFields, type CreateFieldsReport } from '../../../core/org/create-fields';
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

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	assertConfirmed.call(this);
	const client = await salesforceClient.call(this);
	const report = await createFields(
		client,
		{
			sObject: readSObject.call(this, items),
			fieldNames: fieldNamesFor(undefined, this.getNodeParameter('options', 0, {}) as IDataObject),
			permissionSet: (this.getNodeParameter('permissionSet', 0) as string).trim(),
		},
		this.getExecutionCancelSignal(),
	);
	const { whatToDo } = report.grant;
	if (whatToDo) showNotes.call(this, [whatToDo]);
	return [[...report.fields.map(({ field, status, why }) => asItem({ field, status, access: accessTo(field, report), why: why ?? '' }, 0)), asItem(summaryOf(report), 0)]];
}

function assertConfirmed(this: IExecuteFunctions): void {
	if (this.getNodeParameter('confirmCreation', 0) === true) return;
	throw new EnrichmentError('invalid_parameter', 'Nothing was created, because I Want to Create Fields is off.', {
		remedy: 'Turn it on after reading which fields the Check operation misses.',
	});
}

function accessTo(field: string, { grant }: CreateFieldsReport): string {
	if (grant.granted.includes(field)) return 'granted';
	if (grant.grantedBefore.includes(field)) return 'granted before';
	const refused = grant.refused.find((each) => each.field === field);
	return refused ? `refused: ${refused.why}` : 'none';
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
