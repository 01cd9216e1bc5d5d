/** What is kept of a job's questions while it is open, and what a run's providers were not paid for; `text` is compared byte by byte. */
export function addAsking(text: string, integer: string): string {
	return `
	ALTER TABLE {schema}.open_questions ADD COLUMN question_json ${text};

	CREATE TABLE {schema}.unpaid_counts (
		org_id ${text} NOT NULL, run_id ${text} NOT NULL, provider ${text} NOT NULL, word ${text} NOT NULL,
		records ${integer} NOT NULL, message ${text},
		PRIMARY KEY (org_id, run_id, provider, word)
	);`;
}
