import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { providerIcon } from './provider-key';

/** Opens ZoomInfo's GTM API by client credentials: there is no refresh token that two runs could take from each other. */
export class EnrichmentZoomInfoOAuth2Api implements ICredentialType {
	name = 'enrichmentZoomInfoOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'ZoomInfo OAuth2 (Salesforce Enrichment)';

	icon = providerIcon;

	documentationUrl = 'https://docs.zoominfo.com/docs/zoominfo-oauth-scopes';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			required: true,
			default: 'https://api.zoominfo.com/gtm/oauth/v1/token',
		},
		// Without one ZoomInfo grants all that the app has; one that it has not would fail the whole login.
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];
}
