/** What a column holds; a `flag` is a boolean, which SQLite keeps as 0 or 1. Times are integers. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'flag';

/** The type of a column of each kind, in PostgreSQL, and in a table of SQLite that is not strict. */
export const columnType: Readonly<Record<ColumnKind, string>> = {
	text: 'text',
	integer: 'bigint',
	real: 'double precision',
	flag: 'boolean',
};

/** A table that every store has, whatever keeps it. */
export interface StoreTable {
	readonly name: string;
	readonly columns: Readonly<Record<string, ColumnKind>>;
}

const key = { org_id: 'text', pipeline: 'text', s_object: 'text' } as const;
/** The number that the run has in `sequence`. */
const byRun = { run: 'integer' } as const;
const ofRun = { org_id: 'text', run_id: 'text' } as const;
const ofAccount = { provider: 'text', account: 'text' } as const;
const origin = { provider: 'text', confidence: 'real', observed_at: 'text', policy: 'text' } as const;

/** Tables that no backup has: keys belong to one store, and another makes its own. */
export const tablesOfKeys: readonly string[] = ['store_keys'];

/** All other tables, a table before those that refer to it. The number in `sequence` is what rows are ordered by. */
export const storeTables: readonly StoreTable[] = [
	{
		name: 'runs',
		columns: {
			sequence: 'integer',
			...key,
			run_id: 'text',
			status: 'text',
			reason: 'text',
			execution_id: 'text',
			workflow_id: 'text',
			is_dry_run: 'flag',
			lease_ms: 'integer',
			started_at: 'integer',
			finished_at: 'integer',
			window_from: 'integer',
			window_until: 'integer',
			stopped_at: 'integer',
			stopped_after_id: 'text',
			settings_json: 'text',
			kind: 'text',
			stop_kind: 'text',
			is_judged: 'flag',
			had_canary: 'flag',
			tried: 'integer',
			refused: 'integer',
		},
	},
	{ name: 'leases', columns: { ...key, holder: 'text', expires_at: 'integer' } },
	{ name: 'watermarks', columns: { ...key, modified_at: 'integer', after_id: 'text' } },
	{
		name: 'work',
		columns: {
			...byRun,
			record_id: 'text',
			version: 'text',
			is_carried_over: 'flag',
			attempts: 'integer',
			drops: 'integer',
			outcome: 'text',
			enrich_outcome: 'text',
			message: 'text',
			retryable: 'flag',
			confidence: 'real',
			rank: 'text',
			is_duplicate: 'flag',
			left_out_json: 'text',
			must_fit_json: 'text',
			source: 'text',
		},
	},
	{
		name: 'carry_over',
		columns: {
			...key,
			record_id: 'text',
			attempts: 'integer',
			drops: 'integer',
			due_at: 'integer',
			reason: 'text',
		},
	},
	{
		name: 'calls',
		columns: { ...ofRun, stage: 'text', planned: 'integer', used: 'integer', retries: 'integer' },
	},
	{
		name: 'journal',
		columns: { sequence: 'integer', ...byRun, record_id: 'text', s_object: 'text', changes_json: 'text' },
	},
	{
		name: 'kept_values',
		columns: {
			org_id: 'text',
			record_id: 'text',
			field: 'text',
			after_json: 'text',
			...origin,
			at: 'text',
		},
	},
	{
		name: 'batches',
		columns: {
			...ofRun,
			batch_id: 'integer',
			is_finished: 'flag',
			holder: 'text',
			expires_at: 'integer',
			record_ids_json: 'text',
			selected_as: 'text',
		},
	},
	{ name: 'record_claims', columns: { ...ofRun, record_id: 'text', expires_at: 'integer' } },
	{
		name: 'tombstones',
		columns: {
			org_id: 'text',
			record_id: 'text',
			s_object: 'text',
			field: 'text',
			value_hash: 'text',
			value_json: 'text',
		},
	},
	{
		name: 'staged_rows',
		columns: { ...byRun, record_id: 'text', parent_id: 'text', values_json: 'text', creation_json: 'text' },
	},
	{
		name: 'parcels',
		columns: {
			sequence: 'integer',
			...byRun,
			s_object: 'text',
			confirmed_at: 'text',
			attempted_at: 'integer',
			row_count: 'integer',
			first_parent: 'text',
			first_id: 'text',
			head_json: 'text',
			body_json: 'text',
		},
	},
	{
		name: 'parcel_records',
		columns: { record_id: 'text', ...byRun, parcel: 'integer', word_number: 'integer' },
	},
	{
		name: 'remote_jobs',
		columns: {
			sequence: 'integer',
			...ofRun,
			job_id: 'text',
			step: 'text',
			operation: 'text',
			part: 'integer',
			row_count: 'integer',
		},
	},
	{ name: 'org_hosts', columns: { org_id: 'text', host: 'text', first_seen_at: 'integer' } },
	{
		name: 'attempts',
		columns: {
			org_id: 'text',
			record_id: 'text',
			s_object: 'text',
			last_activity: 'integer',
			outcome: 'text',
			reason: 'text',
			match_hash: 'text',
			version: 'text',
			run_id: 'text',
		},
	},
	{
		name: 'provider_versions',
		columns: { ...key, provider: 'text', source: 'text', version: 'text', changed_at: 'integer' },
	},
	{
		name: 'ledger_calls',
		columns: {
			sequence: 'integer',
			org_id: 'text',
			call_id: 'text',
			run_id: 'text',
			...ofAccount,
			state: 'text',
			reserved_at: 'integer',
			reserved_json: 'text',
			charged_json: 'text',
			job: 'text',
			due_at: 'integer',
			message: 'text',
		},
	},
	{
		name: 'open_questions',
		columns: {
			org_id: 'text',
			call_id: 'text',
			ask_order: 'integer',
			provider: 'text',
			input_hash: 'text',
			record_id: 'text',
			worst_json: 'text',
			question_json: 'text',
		},
	},
	{
		name: 'ledger_totals',
		columns: {
			org_id: 'text',
			scope: 'text',
			scope_key: 'text',
			...ofAccount,
			pool: 'text',
			reserved: 'integer',
			settled: 'integer',
			unknown: 'integer',
		},
	},
	{
		name: 'look_ups',
		columns: {
			sequence: 'integer',
			org_id: 'text',
			call_id: 'text',
			run_id: 'text',
			provider: 'text',
			record_id: 'text',
			input_hash: 'text',
			outcome: 'text',
			filled_json: 'text',
			asked_json: 'text',
			charged_json: 'text',
			settled_at: 'integer',
		},
	},
	{
		name: 'kept_answers',
		columns: {
			org_id: 'text',
			provider: 'text',
			input_hash: 'text',
			record_id: 'text',
			answer_json: 'text',
			seen_at: 'integer',
			keep_until: 'integer',
		},
	},
	{
		name: 'unpaid_counts',
		columns: { ...ofRun, provider: 'text', word: 'text', records: 'integer', message: 'text' },
	},
	{
		name: 'merges',
		columns: {
			...ofRun,
			merge_number: 'integer',
			group_id: 'text',
			s_object: 'text',
			master_id: 'text',
			first_loser: 'text',
			second_loser: 'text',
			state: 'text',
			message: 'text',
			sent_at: 'integer',
			values_json: 'text',
			children_json: 'text',
		},
	},
	{
		name: 'merged_keys',
		columns: {
			org_id: 'text',
			s_object: 'text',
			field: 'text',
			key_value: 'text',
			loser_id: 'text',
			master_id: 'text',
			run_id: 'text',
		},
	},
	{
		name: 'match_decisions',
		columns: {
			org_id: 'text',
			one_id: 'text',
			other_id: 'text',
			verdict: 'text',
			decided_by: 'text',
			decided_at: 'integer',
		},
	},
	{
		name: 'rule_sets',
		columns: {
			org_id: 'text',
			revision: 'integer',
			document_json: 'text',
			digest: 'text',
			kept_at: 'integer',
			kept_by: 'text',
		},
	},
	{
		name: 'models',
		columns: {
			org_id: 'text',
			model_name: 'text',
			model_version: 'text',
			document_json: 'text',
			kept_at: 'integer',
			kept_by: 'text',
		},
	},
	{ name: 'suppressions', columns: { org_id: 'text', person_hash: 'text', suppressed_at: 'integer' } },
	{ name: 'suppression_keys', columns: { org_id: 'text', suppression_key: 'text' } },
	{
		name: 'inbox',
		columns: {
			...key,
			record_id: 'text',
			received_at: 'integer',
			created_at: 'integer',
			is_new: 'flag',
			priority: 'integer',
			holder: 'text',
			expires_at: 'integer',
			has_changed_again: 'flag',
		},
	},
	{ name: 'inbox_notices', columns: { ...key, notification_id: 'text', received_at: 'integer' } },
	{ name: 'inbox_drains', columns: { ...key, holder: 'text', expires_at: 'integer' } },
	{ name: 'daily_calls', columns: { org_id: 'text', day: 'text', calls: 'integer' } },
];

const ofIndex = { org_id: 'text', index_name: 'text', generation: 'integer' } as const;

/** Tables that no backup has either: a scan of Salesforce makes them anew. */
export const remadeTables: readonly StoreTable[] = [
	{
		name: 'match_indexes',
		columns: { ...ofIndex, index_revision: 'integer', document_json: 'text', kept_at: 'integer' },
	},
	{ name: 'match_pages', columns: { ...ofIndex, page_key: 'text', content: 'text' } },
	{
		name: 'match_records',
		columns: {
			...ofIndex,
			record_key: 'text',
			record_id: 'text',
			cluster_id: 'integer',
			values_json: 'text',
			links: 'text',
		},
	},
];

const kinds = new Map([...storeTables, ...remadeTables].flatMap(({ columns }) => Object.entries(columns)));

/** What a column of this name holds, in whatever table; throws when there is none. */
export function kindOfColumn(name: string): ColumnKind {
	const kind = kinds.get(name);
	if (!kind) throw new Error(`No table has a column ${name}`);
	return kind;
}
