import type { ICredentialType } from 'n8n-workflow';
import { sandboxAppNotice, signedInUserIcon, signedInUserProperties } from './signed-in-user';

/** Login of a person to a sandbox org; a node refuses it when the org turns out to be of the other kind. */
export class SalesforceSandboxOAuth2Api implements ICredentialType {
	name = 'salesforceSandboxOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Salesforce Sandbox – as a person (OAuth2)';

	icon = signedInUserIcon;

	documentationUrl = 'https://github.com/n8n-nodes-salesforce-enrichment/n8n-nodes-salesforce-enrichment#credentials';

	properties = signedInUserProperties({
		generalHost: 'https://test.salesforce.com',
		placeholder: 'e.g. https://acme--dev.sandbox.my.salesforce.com',
		notice: sandboxAppNotice,
	});
}
