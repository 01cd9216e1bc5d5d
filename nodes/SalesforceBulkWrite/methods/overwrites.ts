import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { OverwritePolicy } from '../../../core/record/record-item';
import { overwriteSentence } from '../../../core/stages/write/overwrite-sentence';
import { type Columns, fieldsOnPanel } from '../mapped-columns';

const value = 'as_set';
const byExpression = 'An expression decides, item by item';

/** How many of the mapped fields may replace what Salesforce holds, as the node is set now. */
export async function getOverwrites(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const policy = raw.call(this, 'policy') as OverwritePolicy;
	const { exception = [] } = (raw.call(this, 'exceptions') ?? {}) as { exception?: IDataObject[] };
	const exceptions = exception.map(({ field, policy: own }) => ({
		field: String(field ?? '').trim(),
		policy: own as OverwritePolicy,
	}));
	if ([policy, ...exceptions.map(({ policy: own }) => own)].some(isExpression)) return [{ name: byExpression, value }];
	const columns = (raw.call(this, 'columns') ?? {}) as Columns;
	const fields = fieldsOnPanel(columns);
	// Only a field that is mapped below is also cleared where nothing is mapped to it.
	const effective =
		columns.mappingMode === 'autoMapInputData' ? exceptions.filter(({ field }) => fields.includes(field)) : exceptions;
	return [{ name: overwriteSentence(fields, policy, effective), value }];
}

/** As it is set: an expression over items has no value in the editor. */
function raw(this: ILoadOptionsFunctions, parameter: string): unknown {
	return this.getNodeParameter(parameter, undefined, { rawExpressions: true });
}

function isExpression(policy: unknown): boolean {
	return typeof policy === 'string' && policy.startsWith('=');
}
