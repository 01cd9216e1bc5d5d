import { component, type ComponentFile } from '../xml-file';
import { enrichNow } from './enrich-now';

/** The named credential that Enrich Now calls: n8n's address here, the key in the external credential behind it. */
export function n8nAddressFiles(url: string): ComponentFile[] {
	return [
		component(
			`namedCredentials/${enrichNow.namedCredential}.namedCredential`,
			'NamedCredential',
			{
				allowMergeFieldsInBody: 'false',
				allowMergeFieldsInHeader: 'true',
				calloutStatus: 'Enabled',
				generateAuthorizationHeader: 'false',
				label: 'Enrichment n8n',
				namedCredentialParameters: [
					{ parameterName: 'Url', parameterType: 'Url', parameterValue: url },
					{
						externalCredential: enrichNow.externalCredential,
						parameterName: 'ExternalCredential',
						parameterType: 'Authentication',
					},
				],
				namedCredentialType: 'SecuredEndpoint',
			},
			'metadata/components/n8n-address.ts',
		),
	];
}
