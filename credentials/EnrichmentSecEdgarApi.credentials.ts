import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { providerIcon } from './provider-key';

/** Tells SEC EDGAR who asks, which it demands of programs; its test reads one company. There is no key. */
export class EnrichmentSecEdgarApi implements ICredentialType {
	name = 'enrichmentSecEdgarApi';

	displayName = 'SEC EDGAR (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://www.sec.gov/about/webmaster-frequently-asked-questions';

	properties: INodeProperties[] = [
		{
			displayName: 'Organization',
			name: 'organization',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Acme Corporation',
			description: 'Who asks; it is sent with each request',
		},
		{
			displayName: 'Contact Email',
			name: 'contactEmail',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. salesforce-admin@acme.com',
			description: 'Where the SEC can reach the person who runs the workflow; it is sent with each request',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'User-Agent': '={{$credentials.organization}} {{$credentials.contactEmail}}' } },
	};

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://data.sec.gov', url: '/submissions/CIK0000320193.json' },
	};
}
