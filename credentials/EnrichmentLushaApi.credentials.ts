import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens Lusha; its test reads the usage of the account. */
export class EnrichmentLushaApi implements ICredentialType {
	name = 'enrichmentLushaApi';

	displayName = 'Lusha (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://docs.lusha.com/api-reference/overview';

	properties = [keyProperty('In the Lusha dashboard, under API')];

	authenticate = keyInHeader('api_key');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.lusha.com',
			url: '/v3/account/usage',
		},
	};
}
