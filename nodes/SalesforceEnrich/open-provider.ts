import { readFile } from 'node:fs/promises';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import type { HttpDefinition } from '../../core/stages/enrich/providers/http/definition';
import { openHttpProvider } from '../../core/stages/enrich/providers/http/open-http-provider';
import { parseHttpDefinition } from '../../core/stages/enrich/providers/http/parse-definition';
import { openWebsite } from '../../core/stages/enrich/providers/website';
import { localWeb } from '../../core/stages/enrich/providers/website/local-web';
import { shippedProvider } from '../../core/stages/enrich/providers/registry';
import { allowedFile } from '../wiring/allowed-file';
import { readCallbackUrl } from './callback-parameter';
import { providerAddress } from './provider-address';
import { customProvider, referenceData, referenceTable, websiteProvider } from './provider-choices';
import { credentialTypeOf } from './provider-credentials';
import { assertDomainAllowed, connectProvider } from './provider-send';
import { openTable } from './reference-table';
import { openReference } from './reference-provider';
import { readWebsite } from './website-parameters';

/** The provider that the parameters choose, ready to be asked; throws `invalid_parameter` when it cannot be opened. */
export async function openProvider(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	options: IDataObject,
): Promise<EnrichmentProvider> {
	const chosen = this.getNodeParameter('provider', 0, referenceData) as string;
	if (chosen === referenceData) return await openReference.call(this, items, options);
	if (chosen === websiteProvider) return openWebsite({ ...readWebsite(options), network: localWeb() });
	if (chosen === referenceTable) return await openTable.call(this, options);
	const type = credentialTypeOf(chosen, {
		providerCredential: this.getNodeParameter('providerCredential', 0, 'ours'),
		customAuthentication: this.getNodeParameter('customAuthentication', 0, 'none'),
	});
	if (chosen === customProvider) return await openCustom.call(this, type);
	const shipped = shippedProvider(chosen);
	if (!shipped) throw unknownProvider(chosen);
	const callbackUrl = readCallbackUrl(options);
	const connection = { ...(await connectProvider.call(this, type)), ...addressOf(chosen) };
	return shipped.open({ ...connection, ...(callbackUrl !== undefined && { callbackUrl }) });
}

async function openCustom(this: IExecuteFunctions, type: string | undefined): Promise<EnrichmentProvider> {
	const { definition, source } = await readDefinition.call(this);
	if (type !== undefined) assertDomainAllowed(await this.getCredentials(type), addressesOf(definition));
	const connection = await connectProvider.call(this, type);
	return openHttpProvider(definition, { ...connection, source, ...addressOf(definition.id) });
}

async function readDefinition(this: IExecuteFunctions): Promise<{ definition: HttpDefinition; source: string }> {
	if (this.getNodeParameter('definitionSource', 0, 'json') === 'json') {
		const definition = parseHttpDefinition(this.getNodeParameter('definition', 0), 'Definition');
		return { definition, source: definition.id };
	}
	const path = this.getNodeParameter('definitionPath', 0) as string;
	const allowed = await allowedFile.call(this, path);
	const text = allowed === undefined ? undefined : await readFile(allowed, 'utf8').catch(() => undefined);
	if (text !== undefined) return { definition: parseHttpDefinition(text, path), source: path };
	throw new EnrichmentError('invalid_parameter', `The definition "${path}" cannot be read.`, {
		remedy: 'See that the file is there, in a folder that n8n lets workflows read (N8N_RESTRICT_FILE_ACCESS_TO).',
	});
}

function addressesOf({ routes }: HttpDefinition): string[] {
	return routes.flatMap(({ steps }) => steps.map(({ request }) => request.url.replace(/\{[^}]*\}/g, 'x')));
}

function addressOf(id: string): { baseUrl?: string } {
	const baseUrl = providerAddress(id);
	return baseUrl === undefined ? {} : { baseUrl };
}

function unknownProvider(id: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `There is no provider "${id}" in this version of the pack.`, {
		remedy: 'Choose another one in Provider, or update the pack.',
	});
}
