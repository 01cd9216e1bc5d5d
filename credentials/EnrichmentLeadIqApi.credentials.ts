import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens LeadIQ; its test reads the plans of the account. */
export class EnrichmentLeadIqApi implements ICredentialType {
	name = 'enrichmentLeadIqApi';

	displayName = 'LeadIQ (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://developer.leadiq.com/';

	properties = [keyProperty('In LeadIQ, under Settings > API Keys: the Secret Base64 key, as it is')];

	authenticate = keyInHeader('Authorization', 'Basic');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.leadiq.com',
			url: '/graphql',
			method: 'POST',
			body: { query: '{ account { plans { name } } }' },
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'errors[0].extensions.response.status',
					value: 401,
					message: 'LeadIQ does not know this key',
				},
			},
		],
	};
}
