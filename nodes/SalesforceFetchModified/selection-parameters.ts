import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import type { Run } from '../../core/store/contract/runs';
import { fieldNamesOption } from '../wiring/field-names-parameter';
import { readSObject } from '../wiring/object-parameter';
import { readAskedBy } from './asked-by-parameters';
import { dueOptions, dueParameters, readSelection } from './due-parameters';
import { filterOptions, filterParameters, readFilter } from './filter-parameters';
import { limitOptions, limitParameters, readLimit } from './limit-parameters';
import { versionOf } from './provider-versions';
import { readReading } from './reading-parameters';

/** What is selected, in which order and how much of it. */
export const selectionParameters: INodeProperties[] = [...dueParameters, ...filterParameters, ...limitParameters];

/** The options of Count, Get and Plan that belong to the selection. */
export const selectionOptions: INodeProperties[] = sortBy(
	[...dueOptions, ...filterOptions, ...limitOptions, fieldNamesOption],
	'displayName',
);

/**
 * The request that the parameters describe, within `run` or without one; `serverNow` is Salesforce's clock, from which
 * the first run looks back.
 */
export function readSelectionRequest(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	serverNow: Date,
	run: Run | undefined,
): SelectionRequest {
	const options = this.getNodeParameter('options', 0, {});
	const selection = readSelection.call(this, items, options, serverNow);
	return {
		...readReading.call(this, readSObject.call(this, items), run),
		...readLimit.call(this, options),
		selection,
		...readAskedBy(options, selection),
		versionOf: async (asked) => await versionOf.call(this, asked),
		filter: selection.kind === 'ids' ? undefined : readFilter.call(this, options),
	};
}
