import type { ICredentialType } from 'n8n-workflow';
import { sandboxServerProperties, serverIcon } from './server-to-server';
import { sandboxAppNotice } from './signed-in-user';

/** Server-to-server login to a sandbox org; a node refuses it when the org turns out to be of the other kind. */
export class SalesforceSandboxServerApi implements ICredentialType {
	name = 'salesforceSandboxServerApi';

	displayName = 'Salesforce Sandbox – server to server';

	icon = serverIcon;

	documentationUrl = 'https://github.com/n8n-nodes-salesforce-enrichment/n8n-nodes-salesforce-enrichment#credentials';

	properties = sandboxServerProperties(sandboxAppNotice);
}
