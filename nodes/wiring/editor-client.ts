import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { CredentialType } from './credential-fields';
import { connect } from './salesforce-client';

/** A client for the credential that a node in the editor names; there is no execution to cancel yet. */
export async function editorClient(this: ILoadOptionsFunctions): Promise<SalesforceClient> {
	return await connect.call(this, this.getNodeParameter('authentication') as CredentialType);
}
