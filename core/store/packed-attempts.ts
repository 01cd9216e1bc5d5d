/** When the records of a parcel were attempted, if their attempts are packed with them. */
export function addPackedAttempts(integer: string): string {
	return `
	ALTER TABLE {schema}.parcels ADD COLUMN attempted_at ${integer};
	CREATE INDEX parcels_attempted ON {schema}.parcels (attempted_at) WHERE attempted_at IS NOT NULL;`;
}
