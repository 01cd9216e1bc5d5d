import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens Apollo; its test asks whether the key is known. */
export class EnrichmentApolloApi implements ICredentialType {
	name = 'enrichmentApolloApi';

	displayName = 'Apollo (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://docs.apollo.io/docs/create-api-key';

	properties = [
		keyProperty(
			'In Apollo, under Settings > Integrations > API; the key needs the endpoints People Enrichment and Organization Enrichment, bulk too',
		),
	];

	authenticate = keyInHeader('x-api-key');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.apollo.io',
			url: '/v1/auth/health',
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'is_logged_in', value: false, message: 'Apollo does not know this key' },
			},
		],
	};
}
