import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { EnrichRequest } from '../../core/stages/enrich/enrich-request';
import type { RunContext } from '../../core/run/run-context';
import { systemClock } from '../wiring/clock';
import { fieldNamesFor } from '../wiring/field-names-parameter';
import { readSObject } from '../wiring/object-parameter';
import { itemsRunContext } from '../wiring/run-context';
import { readMappings } from './mapping-parameters';
import { readMatchInputs } from './match-input-parameters';
import { openProvider } from './open-provider';

/** What the parameters that all asking operations share come to; `context` is the run of the items, if they have one. */
export interface LookUpRequest {
	readonly request: EnrichRequest;
	readonly context: RunContext | undefined;
	readonly options: IDataObject;
}

/** Reads them once for all items; throws `invalid_parameter` when the provider cannot be opened. */
export async function readLookUpRequest(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): Promise<LookUpRequest> {
	const sObject = readSObject.call(this, [...items]);
	const context = await itemsRunContext([...items]);
	const options = this.getNodeParameter('options', 0, {});
	const provider = await openProvider.call(this, items, options);
	const request: EnrichRequest = {
		sObject,
		provider,
		inputs: readMatchInputs.call(this, sObject, options),
		mappings: readMappings.call(this, sObject, provider, options),
		gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
		fieldNames: fieldNamesFor(context?.run, options),
		now: systemClock(),
	};
	return { request, context, options };
}
