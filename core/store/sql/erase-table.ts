import type { ErasedTraces, EraseStore, TracePlace } from '../contract/erase';
import { tracePlaces } from '../contract/erase';
import { recordsHolding } from '../rows/parcel-row';
import { unpackEverywhere } from './parcels';
import { all, run, type Database, type Work } from './statement';

/** How one person is forgotten. */
export function eraseTable(db: Database): EraseStore {
	return {
		async findRecordsHolding(orgId, texts) {
			return await db.perform(function* () {
				const found = new Set<string>();
				for (const text of texts) {
					const rows = yield* all(selectHolding, { orgId, pattern: patternOf(text) });
					for (const { record_id: recordId } of rows) found.add(String(recordId));
					const bodies = yield* all(selectParcelsHolding, { orgId, pattern: patternOf(text) });
					for (const { body_json: body } of bodies)
						for (const recordId of recordsHolding(String(body), quotedText(text))) found.add(recordId);
				}
				return [...found].sort();
			});
		},

		async eraseAnswersHolding(orgId, texts) {
			return await db.transact(function* () {
				let erased = 0;
				for (const text of texts) {
					erased += yield* run(deleteAnswers, { orgId, pattern: patternOf(text) });
					yield* run(forgetQuestions, { orgId, pattern: patternOf(text) });
				}
				return erased;
			});
		},

		async eraseTraces(orgId, recordIds) {
			return await db.transact(() => eraseAll(orgId, recordIds));
		},
	};
}

function* eraseAll(orgId: string, recordIds: readonly string[]): Work<ErasedTraces> {
	yield* unpackEverywhere(orgId, recordIds);
	const erased: Partial<Record<TracePlace, number>> = {};
	for (const place of tracePlaces) erased[place] = yield* run(statementOf[place], { orgId, recordIds });
	// Whoever is changing an index may have read the values before, and begins again.
	if (erased.matchIndexes) yield* run(raiseRevisions, { orgId });
	return erased as ErasedTraces;
}

/** The text as a whole value of a JSON document: in quotes, escaped as there. */
function patternOf(text: string): string {
	return `%${quotedText(text).replace(/[!%_]/g, '!$&')}%`;
}

function quotedText(text: string): string {
	return JSON.stringify(text.toLowerCase());
}

const ofOrg = 'run IN (SELECT sequence FROM {schema}.runs WHERE org_id = :orgId)';
const ofRecords = 'record_id {isOneOf recordIds}';
const ofOrgsRecords = `org_id = :orgId AND ${ofRecords}`;

const statementOf: Readonly<Record<TracePlace, string>> = {
	journal: `DELETE FROM {schema}.journal WHERE ${ofRecords} AND ${ofOrg}`,
	lastWritten: `DELETE FROM {schema}.kept_values WHERE ${ofOrgsRecords}`,
	undone: `DELETE FROM {schema}.tombstones WHERE ${ofOrgsRecords}`,
	staged: `DELETE FROM {schema}.staged_rows WHERE ${ofRecords} AND ${ofOrg}`,
	carryOver: `DELETE FROM {schema}.carry_over WHERE ${ofOrgsRecords}`,
	attempts: `DELETE FROM {schema}.attempts WHERE ${ofOrgsRecords}`,
	claims: `DELETE FROM {schema}.record_claims WHERE ${ofOrgsRecords}`,
	inbox: `DELETE FROM {schema}.inbox WHERE ${ofOrgsRecords}`,
	messages: `
		UPDATE {schema}.work SET message = NULL, left_out_json = NULL
		WHERE ${ofRecords} AND ${ofOrg} AND (message IS NOT NULL OR left_out_json IS NOT NULL)`,
	merges: `
		UPDATE {schema}.merges SET values_json = NULL, message = NULL
		WHERE org_id = :orgId AND values_json IS NOT NULL AND (master_id {isOneOf recordIds}
			OR first_loser {isOneOf recordIds} OR second_loser {isOneOf recordIds})`,
	mergedKeys: `
		DELETE FROM {schema}.merged_keys
		WHERE org_id = :orgId AND (loser_id {isOneOf recordIds} OR master_id {isOneOf recordIds})`,
	matchIndexes: `UPDATE {schema}.match_records SET values_json = NULL WHERE ${ofOrgsRecords} AND values_json IS NOT NULL`,
};

const raiseRevisions = 'UPDATE {schema}.match_indexes SET index_revision = index_revision + 1 WHERE org_id = :orgId';

const holds = (column: string) => `lower(${column}) LIKE :pattern ESCAPE '!'`;

const selectHolding = `
	SELECT record_id FROM {schema}.journal WHERE ${ofOrg} AND ${holds('changes_json')}
	UNION SELECT record_id FROM {schema}.staged_rows WHERE ${ofOrg} AND ${holds('values_json')}
	UNION SELECT record_id FROM {schema}.kept_values WHERE org_id = :orgId AND ${holds('after_json')}
	UNION SELECT record_id FROM {schema}.kept_answers
		WHERE org_id = :orgId AND record_id IS NOT NULL AND ${holds('answer_json')}
	UNION SELECT record_id FROM {schema}.open_questions
		WHERE org_id = :orgId AND record_id IS NOT NULL AND ${holds('question_json')}
	UNION SELECT master_id FROM {schema}.merges WHERE org_id = :orgId AND ${holds('values_json')}
	UNION SELECT record_id FROM {schema}.match_records WHERE org_id = :orgId AND ${holds('values_json')}
	UNION SELECT record_id FROM {schema}.tombstones WHERE org_id = :orgId AND ${holds('value_json')}`;

const selectParcelsHolding = `SELECT body_json FROM {schema}.parcels WHERE ${ofOrg} AND ${holds('body_json')}`;

const deleteAnswers = `DELETE FROM {schema}.kept_answers WHERE org_id = :orgId AND ${holds('answer_json')}`;

/** The call stays open with what it may cost. */
const forgetQuestions = `
	UPDATE {schema}.open_questions SET question_json = NULL, input_hash = '' WHERE org_id = :orgId AND ${holds('question_json')}`;
