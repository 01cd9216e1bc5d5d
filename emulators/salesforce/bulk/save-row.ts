import type { RecordError } from '../api-error';
import { toId18 } from '../record-id';
import { deleteRecord } from '../writes/delete-record';
import type { SaveContext } from '../writes/save-context';
import { insertRecord, updateRecord } from '../writes/save-record';
import { recordError, rejected, type SaveResult } from '../writes/save-result';
import { upsertRecord } from '../writes/upsert-record';
import type { CsvRecord } from './csv-record';
import type { IngestJob } from './job';

/** Does with one row what the job's operation says, by the code that serves the REST API. */
export function saveRow(context: SaveContext, job: IngestJob, record: CsvRecord): SaveResult {
	switch (job.operation) {
		case 'insert':
			if (record.id === undefined) return insertRecord(context, job.type, record.fields);
			return rejected(recordError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']));
		case 'update':
			if (record.id === undefined) return missingId('an update');
			return updateRecord(context, job.type, record.id, record.fields);
		case 'upsert':
			return upsertRow(context, job, record);
		case 'delete':
			if (record.id === undefined) return missingId('a delete');
			return deleteRecord(context, job.type, record.id);
		case 'hardDelete':
			if (record.id === undefined) return missingId('a delete');
			return hardDelete(context, job, record.id);
	}
}

/** A refusal as `sf__Error` words it: `CODE:message:Field --`. */
export function errorText(errors: readonly RecordError[]): string {
	return errors
		.map(
			({ statusCode, message, fields }) => `${statusCode}:${message}:${fields.join(', ')}${fields.length ? ' ' : ''}--`,
		)
		.join(';');
}

function upsertRow(
	context: SaveContext,
	{ type, externalIdField }: IngestJob,
	{ id, key, fields }: CsvRecord,
): SaveResult {
	if (externalIdField!.type !== 'id') {
		if (id !== undefined)
			return rejected(
				recordError(
					'INVALID_FIELD_FOR_INSERT_UPDATE',
					'cannot specify both an external ID reference and a salesforce id',
					['Id'],
				),
			);
		return upsertRecord(context, type, externalIdField!, key ?? null, fields);
	}
	return key === undefined ? insertRecord(context, type, fields) : updateRecord(context, type, key, fields);
}

function hardDelete(context: SaveContext, { type }: IngestJob, rawId: string): SaveResult {
	const result = deleteRecord(context, type, rawId);
	if (!result.success) return result;
	context.org.store.remove(type, toId18(rawId)!);
	return result;
}

function missingId(call: string): SaveResult {
	return rejected(recordError('MISSING_ARGUMENT', `Id not specified in ${call} call`));
}
