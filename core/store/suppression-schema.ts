const tables = `
	CREATE TABLE {schema}.suppressions (
		org_id {text} NOT NULL,
		suppressed_hash {text} NOT NULL,
		suppressed_at {integer} NOT NULL,
		PRIMARY KEY (org_id, suppressed_hash)
	);

	CREATE TABLE {schema}.suppression_keys (
		org_id {text} PRIMARY KEY NOT NULL,
		suppression_key {text} NOT NULL
	);
`;

/** The tables of erased persons, `text` being compared byte by byte. A key goes with its hashes into every backup: without it they say nothing. */
export function suppressionTables(text: string, integer: string): string {
	return tables.replaceAll('{text}', text).replaceAll('{integer}', integer);
}
