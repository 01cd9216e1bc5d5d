/** What a part of a write has staged, packed many records to a row, and where each of them is; `text` is compared byte by byte. */
export function addParcels(identity: string, text: string, integer: string): string {
	return `
	CREATE TABLE {schema}.parcels (
		sequence ${identity}, run ${integer} NOT NULL REFERENCES {schema}.runs (sequence), s_object ${text} NOT NULL,
		confirmed_at ${text}, row_count ${integer} NOT NULL, first_parent ${text} NOT NULL, first_id ${text} NOT NULL,
		head_json ${text} NOT NULL, body_json ${text} NOT NULL
	);
	CREATE INDEX parcels_of_run ON {schema}.parcels (run, sequence);

	CREATE TABLE {schema}.parcel_records (
		record_id ${text} NOT NULL, run ${integer} NOT NULL, parcel ${integer} NOT NULL, word_number ${integer} NOT NULL,
		PRIMARY KEY (record_id, run)
	)`;
}
