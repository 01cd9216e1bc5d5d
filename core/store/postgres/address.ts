import { EnrichmentError } from '../../errors';
import { isUnambiguousAddress, printableAddress } from '../store-location';

/** A PostgreSQL address, taken apart. */
export interface PostgresAddress {
	/** What `pg` is given; holds the password. */
	readonly connectionString: string;
	/** The schema that the store's tables are in. */
	readonly schema: string;
	/** Safe to print. */
	readonly location: string;
}

const defaultSchema = 'salesforce_enrichment';

/** Takes an address apart: `?schema=` is ours and names the schema, everything else is PostgreSQL's own. */
export function parsePostgresAddress(address: string): PostgresAddress {
	if (!isUnambiguousAddress(address)) {
		// The address is not repeated: it may hold a password.
		throw new EnrichmentError('store_unavailable', "The store's postgres:// address cannot be read.", {
			remedy:
				'Write it as postgres://user:password@host:5432/database, with special characters percent-encoded (/ as %2F, # as %23, ? as %3F, @ as %40).',
		});
	}
	const url = new URL(address);
	const schema = url.searchParams.get('schema') ?? defaultSchema;
	if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
		throw new EnrichmentError(
			'store_unavailable',
			`The schema "${schema}" of the store's address is not a plain name.`,
			{ remedy: 'Use lower-case letters, digits and underscores, 63 at most.' },
		);
	}
	url.searchParams.delete('schema');
	const suffix = schema === defaultSchema ? '' : `?schema=${schema}`;
	return { connectionString: url.toString(), schema, location: printableAddress(address) + suffix };
}
