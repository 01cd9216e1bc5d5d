import { EnrichmentError } from '../errors';
import { openSqliteStore } from './sqlite/sqlite-store';
import type { Store } from './store';
import { printableAddress, type StoreLocation } from './store-location';

/** Opens the store that was planned; throws `store_unavailable` when this version has no adapter for it. */
export async function openStore(location: StoreLocation): Promise<Store> {
	if (location.kind === 'sqlite') return await openSqliteStore(location.path);
	throw new EnrichmentError(
		'store_unavailable',
		`This version of the pack cannot keep its store in PostgreSQL (${printableAddress(location.url)}).`,
		{
			remedy:
				'Set SALESFORCE_ENRICHMENT_STORE to a file and run n8n in regular mode, or update the pack.',
		},
	);
}
