/** The counts of what each run has tried, which settling its work keeps; nothing in them: the run is older, and its work is counted anew. */
export function addTriedCounts(integer: string): string {
	return `
	ALTER TABLE {schema}.runs ADD COLUMN tried ${integer};
	ALTER TABLE {schema}.runs ADD COLUMN refused ${integer};`;
}
