import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens Hunter; its test reads the account. */
export class EnrichmentHunterApi implements ICredentialType {
	name = 'enrichmentHunterApi';

	displayName = 'Hunter (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://hunter.io/api-documentation/v2#authentication';

	properties = [
		keyProperty('In Hunter, under API; an existing credential of the type Hunter API can be chosen instead'),
	];

	authenticate = keyInHeader('X-API-KEY');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.hunter.io',
			url: '/v2/account',
		},
	};
}
