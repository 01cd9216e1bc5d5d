import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens People Data Labs; its test suggests names, which costs nothing. */
export class EnrichmentPeopleDataLabsApi implements ICredentialType {
	name = 'enrichmentPeopleDataLabsApi';

	displayName = 'People Data Labs (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://docs.peopledatalabs.com/docs/authentication';

	properties = [keyProperty('In the dashboard of People Data Labs, under API Keys')];

	authenticate = keyInHeader('X-Api-Key');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.peopledatalabs.com',
			url: '/v5/autocomplete',
			qs: { field: 'company', text: 'acme', size: 1 },
		},
	};
}
