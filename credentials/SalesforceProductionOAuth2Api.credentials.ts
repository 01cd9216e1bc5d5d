import type { ICredentialType } from 'n8n-workflow';
import { signedInUserIcon, signedInUserProperties } from './signed-in-user';

/** Login of a person to a production org; a node refuses it when the org turns out to be of the other kind. */
export class SalesforceProductionOAuth2Api implements ICredentialType {
	name = 'salesforceProductionOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Salesforce Production – as a person (OAuth2)';

	icon = signedInUserIcon;

	documentationUrl = 'https://github.com/n8n-nodes-salesforce-enrichment/n8n-nodes-salesforce-enrichment#credentials';

	properties = signedInUserProperties({
		generalHost: 'https://login.salesforce.com',
		placeholder: 'e.g. https://acme.my.salesforce.com',
	});
}
