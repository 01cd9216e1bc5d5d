import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens Prospeo; its test reads the account. */
export class EnrichmentProspeoApi implements ICredentialType {
	name = 'enrichmentProspeoApi';

	displayName = 'Prospeo (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://prospeo.io/api-docs';

	properties = [keyProperty('In Prospeo, under API')];

	authenticate = keyInHeader('X-KEY');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.prospeo.io',
			url: '/account-information',
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'error', value: true, message: 'Prospeo does not know this key' },
			},
		],
	};
}
