/** How a database spells what it has of its own. */
export interface LedgerDialect {
	/** Of a column that numbers rows. */
	readonly identity: string;
	/** Ids and hashes are compared by their bytes. */
	readonly text: string;
	readonly integer: string;
	/** Behind a table's columns. */
	readonly end: string;
}

/**
 * The ledger of credits, the answers that were paid for and the persons who were erased, for either database. A question is open as long as its call is reserved, pending or unknown.
 */
export function createLedger({ identity, text, integer, end }: LedgerDialect): string {
	const moment = `${integer} NOT NULL`;
	return `
	CREATE TABLE {schema}.ledger_calls (
		sequence ${identity},
		org_id ${text} NOT NULL, call_id ${text} NOT NULL UNIQUE, run_id ${text},
		provider ${text} NOT NULL, account ${text} NOT NULL, state ${text} NOT NULL,
		reserved_at ${moment}, reserved_json ${text} NOT NULL, charged_json ${text},
		job ${text}, due_at ${integer}, message ${text}
	) ${end};
	CREATE INDEX open_ledger_calls ON {schema}.ledger_calls (org_id, state, sequence)
		WHERE state IN ('reserved', 'pending', 'unknown');
	CREATE INDEX old_ledger_calls ON {schema}.ledger_calls (reserved_at) WHERE state IN ('settled', 'released');

	CREATE TABLE {schema}.open_questions (
		org_id ${text} NOT NULL, call_id ${text} NOT NULL, ask_order ${moment}, provider ${text} NOT NULL,
		input_hash ${text} NOT NULL, record_id ${text}, worst_json ${text} NOT NULL,
		PRIMARY KEY (call_id, ask_order)
	) ${end};
	CREATE INDEX open_questions_by_hash ON {schema}.open_questions (org_id, provider, input_hash);

	CREATE TABLE {schema}.ledger_totals (
		org_id ${text} NOT NULL, scope ${text} NOT NULL, scope_key ${text} NOT NULL,
		account ${text} NOT NULL, provider ${text} NOT NULL, pool ${text} NOT NULL,
		reserved ${moment}, settled ${moment}, unknown ${moment},
		PRIMARY KEY (org_id, scope, scope_key, account, provider, pool)
	) ${end};

	CREATE TABLE {schema}.look_ups (
		sequence ${identity},
		org_id ${text} NOT NULL, call_id ${text} NOT NULL, run_id ${text}, provider ${text} NOT NULL,
		record_id ${text}, input_hash ${text} NOT NULL, outcome ${text} NOT NULL, filled_json ${text} NOT NULL,
		asked_json ${text} NOT NULL, charged_json ${text} NOT NULL, settled_at ${moment}
	) ${end};
	CREATE INDEX look_ups_in_order ON {schema}.look_ups (org_id, sequence);
	CREATE INDEX look_ups_by_run ON {schema}.look_ups (org_id, run_id);
	CREATE INDEX look_ups_by_record ON {schema}.look_ups (org_id, record_id);
	CREATE INDEX old_look_ups ON {schema}.look_ups (settled_at);

	CREATE TABLE {schema}.kept_answers (
		org_id ${text} NOT NULL, provider ${text} NOT NULL, input_hash ${text} NOT NULL, record_id ${text},
		answer_json ${text} NOT NULL, seen_at ${moment}, keep_until ${moment},
		PRIMARY KEY (org_id, provider, input_hash)
	) ${end};
	CREATE INDEX kept_answers_by_record ON {schema}.kept_answers (org_id, record_id);
	CREATE INDEX kept_answers_by_end ON {schema}.kept_answers (keep_until);

	CREATE TABLE {schema}.suppressions (
		org_id ${text} NOT NULL, person_hash ${text} NOT NULL, suppressed_at ${moment},
		PRIMARY KEY (org_id, person_hash)
	) ${end};`;
}
