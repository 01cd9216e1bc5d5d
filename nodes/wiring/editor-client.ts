import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { SalesforceClient } from '../../core/salesforce/client';
import { salesforceClient } from './salesforce-client';

/** A client for the credential that a node in the editor names; there is no execution to cancel yet. */
export async function editorClient(this: ILoadOptionsFunctions): Promise<SalesforceClient> {
	const execution = Object.assign(Object.create(this) as object, {
		getNodeParameter: (name: string) => this.getNodeParameter(name),
		getExecutionCancelSignal: () => undefined,
	});
	return await salesforceClient.call(execution as IExecuteFunctions);
}
