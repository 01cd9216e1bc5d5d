import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens Explorium; its test reads the credits. */
export class EnrichmentExploriumApi implements ICredentialType {
	name = 'enrichmentExploriumApi';

	displayName = 'Explorium (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://developers.explorium.ai/reference/quick-starts/introduction';

	properties = [keyProperty('In the Explorium admin portal, under Access & Authentication')];

	authenticate = keyInHeader('API_KEY');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.explorium.ai',
			url: '/v1/credits',
		},
	};
}
