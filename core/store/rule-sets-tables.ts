/** The rule sets that are kept of an org, each version of them; `text` is compared byte by byte. */
export function addRuleSets(text: string, integer: string): string {
	return `
	CREATE TABLE {schema}.rule_sets (
		org_id ${text} NOT NULL, revision ${integer} NOT NULL, document_json ${text} NOT NULL, digest ${text} NOT NULL,
		kept_at ${integer} NOT NULL, kept_by ${text} NOT NULL,
		PRIMARY KEY (org_id, revision)
	);`;
}
