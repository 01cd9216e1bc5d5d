import type { IExecuteFunctions } from 'n8n-workflow';
import type { ProviderVersion } from '../../core/record/attempt';
import { fileVersion } from '../../core/stages/enrich/providers/reference-data/file-version';
import { allowedFile } from '../wiring/allowed-file';

/**
 * The version that a source of a provider has now, so that a new one makes due what found no match; `undefined` for a file
 * that cannot or must not be read here, of which Enrich speaks once it is asked.
 */
export async function versionOf(
	this: IExecuteFunctions,
	{ provider, source }: ProviderVersion,
): Promise<string | undefined> {
	const path = provider === 'reference-data' ? await allowedFile.call(this, source) : undefined;
	if (path === undefined) return undefined;
	try {
		// Enrich knows how large it may be; here it is not held in memory.
		return await fileVersion(path, { maxBytes: Infinity, signal: this.getExecutionCancelSignal() });
	} catch {
		return undefined;
	}
}
