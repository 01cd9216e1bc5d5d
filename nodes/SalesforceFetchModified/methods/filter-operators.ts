import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { operatorsFor } from '../../../core/stages/fetch/filter-row';
import { editorClient } from '../../wiring/editor-client';
import { chosenObject } from '../../wiring/lists/chosen-object';
import { fieldAt, rowField } from '../../wiring/lists/picklist-values';

/** All operators, by name. */
export const operatorNames: INodePropertyOptions[] = [
	{ name: 'Contains', value: 'contains' },
	{ name: 'Does Not Contain', value: 'notContains' },
	{ name: 'Does Not Equal', value: 'notEquals' },
	{ name: 'Ends With', value: 'endsWith' },
	{ name: 'Equals', value: 'equals' },
	{ name: 'Excludes (Multi-Select)', value: 'excludes' },
	{ name: 'Greater or Equal', value: 'greaterOrEqual' },
	{ name: 'Greater Than', value: 'greater' },
	{ name: 'Includes (Multi-Select)', value: 'includes' },
	{ name: 'Is Empty', value: 'isEmpty' },
	{ name: 'Is Not Empty', value: 'isNotEmpty' },
	{ name: 'Is Not One Of', value: 'notIn' },
	{ name: 'Is One Of', value: 'in' },
	{ name: 'Last N Days', value: 'lastNDays' },
	{ name: 'Less or Equal', value: 'lessOrEqual' },
	{ name: 'Less Than', value: 'less' },
	{ name: 'Next N Days', value: 'nextNDays' },
	{ name: 'Older Than N Days', value: 'olderThanNDays' },
	{ name: 'Starts With', value: 'startsWith' },
];

/** The operators that the row's field takes; all of them while it is not known which field that is. */
export async function getFilterOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const sObject = chosenObject.call(this);
	const path = rowField.call(this);
	if (sObject === undefined || path === '') return operatorNames;
	const field = await fieldAt(await editorClient.call(this), sObject, path);
	if (!field) return operatorNames;
	const possible: readonly unknown[] = operatorsFor(field);
	return operatorNames.filter(({ value }) => possible.includes(value));
}
