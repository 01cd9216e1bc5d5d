import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyInHeader, keyProperty, providerIcon } from './provider-key';

/** Opens BetterContact; its test reads the account. */
export class EnrichmentBetterContactApi implements ICredentialType {
	name = 'enrichmentBetterContactApi';

	displayName = 'BetterContact (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://doc.bettercontact.rocks/';

	properties = [keyProperty('In BetterContact, under API')];

	authenticate = keyInHeader('X-API-Key');

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://app.bettercontact.rocks',
			url: '/api/v2/account',
		},
	};
}
