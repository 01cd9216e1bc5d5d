import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { keyProperty, providerIcon } from './provider-key';

/** Opens Companies House, which takes the key for a user name; its test reads one company. */
export class EnrichmentCompaniesHouseApi implements ICredentialType {
	name = 'enrichmentCompaniesHouseApi';

	displayName = 'Companies House (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://developer.company-information.service.gov.uk/authentication';

	properties = [
		keyProperty('On the developer hub of Companies House: register an application, and create a key of the kind REST'),
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{$credentials.apiKey}}', password: '' } },
	};

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.company-information.service.gov.uk', url: '/company/00445790' },
	};
}
