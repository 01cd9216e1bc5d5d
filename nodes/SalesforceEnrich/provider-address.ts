import { EnrichmentError } from '../../core/errors';

/** The variable of n8n's environment by which an operator sends providers' requests elsewhere: `id=address`, separated by commas. */
export const providersVariable = 'SALESFORCE_ENRICHMENT_PROVIDERS';

/**
 * Where the provider is reached instead of at its own address, e.g. an emulator or a gateway; `undefined` as a rule. Throws
 * `invalid_parameter` for an entry that is no address, because requests with keys must not go where nobody meant.
 */
export function providerAddress(id: string, named = process.env[providersVariable]): string | undefined {
	const entries = (named ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter(Boolean);
	const entry = entries.find((each) => each.split('=', 1)[0].trim() === id);
	if (entry === undefined) return undefined;
	const address = entry.slice(entry.indexOf('=') + 1).trim();
	if (entry.includes('=') && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address;
	throw new EnrichmentError('invalid_parameter', `${providersVariable} names no address for ${id}.`, {
		remedy: `Write it as ${id}=https://host, with http or https, and a comma between two.`,
	});
}
