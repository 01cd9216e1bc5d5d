import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens FullEnrich; its test asks whether the key is known. */
export class EnrichmentFullEnrichApi implements ICredentialType {
	name = 'enrichmentFullEnrichApi';

	displayName = 'FullEnrich (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://docs.fullenrich.com/';

	properties = [keyProperty('In FullEnrich, under Settings > API')];

	authenticate = keyInHeader('Authorization', 'Bearer');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://app.fullenrich.com',
			url: '/api/v2/account/keys/verify',
		},
	};
}
