import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens Dropcontact; its test sends one empty contact, which costs nothing. */
export class EnrichmentDropcontactApi implements ICredentialType {
	name = 'enrichmentDropcontactApi';

	displayName = 'Dropcontact (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://developer.dropcontact.com/';

	properties = [
		keyProperty('In Dropcontact, under API; an existing credential of the type Dropcontact API can be chosen instead'),
	];

	authenticate = keyInHeader('X-Access-Token');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.dropcontact.com',
			url: '/v1/enrich/all',
			method: 'POST',
			body: { data: [{ email: '' }] },
		},
	};
}
