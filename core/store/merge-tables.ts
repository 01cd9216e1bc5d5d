/** What merges moved and how they ended, whose key a survivor answers to, and what people decided about pairs; `text` is compared byte by byte. */
export function addMerges(text: string, integer: string): string {
	return `
	CREATE TABLE {schema}.merges (
		org_id ${text} NOT NULL, run_id ${text} NOT NULL, merge_number ${integer} NOT NULL,
		group_id ${text} NOT NULL, s_object ${text} NOT NULL, master_id ${text} NOT NULL,
		first_loser ${text} NOT NULL, second_loser ${text},
		state ${text} NOT NULL, message ${text}, sent_at ${integer}, values_json ${text}, children_json ${text},
		PRIMARY KEY (org_id, run_id, merge_number)
	);
	CREATE INDEX merges_of_loser ON {schema}.merges (org_id, first_loser);
	CREATE INDEX merges_of_second_loser ON {schema}.merges (org_id, second_loser);

	CREATE TABLE {schema}.merged_keys (
		org_id ${text} NOT NULL, s_object ${text} NOT NULL, field ${text} NOT NULL, key_value ${text} NOT NULL,
		loser_id ${text} NOT NULL, master_id ${text} NOT NULL, run_id ${text} NOT NULL,
		PRIMARY KEY (org_id, s_object, field, key_value)
	);
	CREATE INDEX merged_keys_of_loser ON {schema}.merged_keys (org_id, loser_id);

	CREATE TABLE {schema}.match_decisions (
		org_id ${text} NOT NULL, one_id ${text} NOT NULL, other_id ${text} NOT NULL,
		verdict ${text} NOT NULL, decided_by ${text}, decided_at ${integer} NOT NULL,
		PRIMARY KEY (org_id, one_id, other_id)
	);
	CREATE INDEX match_decisions_of_other ON {schema}.match_decisions (org_id, other_id);`;
}
