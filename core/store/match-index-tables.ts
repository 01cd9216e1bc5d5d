/** The indexes that scans leave, their pages and the records in them; `text` is compared byte by byte. */
export function addMatchIndexes(text: string, integer: string): string {
	const ofIndex = `org_id ${text} NOT NULL, index_name ${text} NOT NULL, generation ${integer} NOT NULL`;
	return `
	CREATE TABLE {schema}.match_indexes (
		${ofIndex}, index_revision ${integer} NOT NULL, document_json ${text} NOT NULL, kept_at ${integer} NOT NULL,
		PRIMARY KEY (org_id, index_name)
	);

	CREATE TABLE {schema}.match_pages (
		${ofIndex}, page_key ${text} NOT NULL, content ${text} NOT NULL,
		PRIMARY KEY (org_id, index_name, generation, page_key)
	);

	CREATE TABLE {schema}.match_records (
		${ofIndex}, record_key ${text} NOT NULL, record_id ${text} NOT NULL, cluster_id ${integer},
		values_json ${text}, links ${text} NOT NULL,
		PRIMARY KEY (org_id, index_name, generation, record_key)
	);
	CREATE INDEX match_records_of_id ON {schema}.match_records (org_id, record_id);`;
}
