import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { SalesforceClient } from '../../core/salesforce/client';
import { comparedPaths } from '../../core/stages/dedupe/linkage/linkage-records';
import { linkagePreset } from '../../core/stages/dedupe/linkage/presets';
import type { SelectionFilter, SelectionRequest } from '../../core/stages/fetch/selection';
import { filterOptions, filterParameters, readFilter } from '../SalesforceFetchModified/filter-parameters';

/** Conditions that concern this node's own business and nobody else's. */
const offered = ['rawWhere', 'listView', 'filterCurrency', 'candidateField'];

/** Which records of the object are compared: all, or those that meet conditions, as in Fetch Modified. */
export function scanFilterParameters(operation: string): INodeProperties[] {
	const [filters, logic] = filterParameters;
	return [filters, logic].map((parameter) => ({ ...parameter, displayOptions: { show: { operation: [operation] } } }));
}

/** Further conditions, as options. */
export const scanFilterOptions: INodeProperties[] = filterOptions
	.filter(({ name }) => offered.includes(name))
	.map(({ displayOptions: _shown, ...option }) => option);

/** All records of the object that meet the conditions, with what is compared of them. */
export async function readScanSelection(
	this: IExecuteFunctions,
	client: SalesforceClient,
	sObject: string,
	maxRecords: number,
): Promise<SelectionRequest> {
	const fields = comparedPaths(linkagePreset(sObject), await client.describe(sObject));
	const filter = readFilter.call(this, this.getNodeParameter('scanOptions', 0, {}) as IDataObject);
	return {
		sObject,
		fields,
		selection: { kind: 'filter' },
		filter,
		maxRecords,
		beyondLimit: 'stop',
		order: 'first_come',
	};
}

/** The conditions in words that only the same ones have. */
export function selectionText(filter: SelectionFilter | undefined): string {
	return JSON.stringify(filter ?? {});
}
