import type { ProviderVersion } from '../../core/record/attempt';
import { fileVersion } from '../../core/stages/enrich/providers/reference-data/file-version';

/**
 * The version that a source of a provider has now, so that a new one makes due what found no match; `undefined` for a file
 * that cannot be read here, of which Enrich speaks once it is asked.
 */
export async function versionOf({ provider, source }: ProviderVersion): Promise<string | undefined> {
	if (provider !== 'reference-data') return undefined;
	try {
		return await fileVersion(source);
	} catch {
		return undefined;
	}
}
