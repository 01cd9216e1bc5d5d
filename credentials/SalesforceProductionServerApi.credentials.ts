import type { ICredentialType } from 'n8n-workflow';
import { serverIcon, serverToServerProperties } from './server-to-server';

/** Server-to-server login to a production org; a node refuses it when the org turns out to be of the other kind. */
export class SalesforceProductionServerApi implements ICredentialType {
	name = 'salesforceProductionServerApi';

	displayName = 'Salesforce Production – server to server';

	icon = serverIcon;

	documentationUrl = 'https://github.com/n8n-nodes-salesforce-enrichment/n8n-nodes-salesforce-enrichment#credentials';

	properties = serverToServerProperties;
}
