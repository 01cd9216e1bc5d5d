/** The keys that erased persons are hashed with, `text` being compared byte by byte; in every backup, unlike those of one store. */
export function addSuppressionKeys(text: string): string {
	return `
	CREATE TABLE {schema}.suppression_keys (
		org_id ${text} PRIMARY KEY NOT NULL,
		suppression_key ${text} NOT NULL
	);`;
}
