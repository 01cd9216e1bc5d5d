import { toRestDateTime, toStoredSecond } from '../date-time';
import { columnDelimiters } from './csv-dialect';
import type { BulkJob, IngestJob } from './job';

type Json = Record<string, unknown>;

/** A job as creating, closing and aborting it answers. */
export function jobSummary(job: BulkJob): Json {
	return {
		id: job.id,
		operation: job.operation,
		object: job.type.name,
		createdById: job.createdById,
		createdDate: shownTime(job.createdAt),
		systemModstamp: shownTime(job.modifiedAt),
		state: job.state,
		...(job.jobType === 'V2Ingest' ? ingestTraits(job) : {}),
		concurrencyMode: 'Parallel',
		contentType: 'CSV',
		apiVersion: Number(job.apiVersion),
		...(job.jobType === 'V2Ingest' && job.state === 'Open' ? { contentUrl: contentUrl(job) } : {}),
		lineEnding: job.lineEnding,
		columnDelimiter: job.columnDelimiter,
	};
}

/** A job as a list shows it. */
export function listedJob(job: BulkJob): Json {
	return { ...jobSummary(job), jobType: job.jobType };
}

/** A job with all its counters. */
export function jobDetails(job: BulkJob): Json {
	const isIngest = job.jobType === 'V2Ingest';
	const records = isIngest ? job.outcomes.processed : (job.result?.rowCount ?? 0);
	return {
		...listedJob(job),
		numberRecordsProcessed: records,
		...(isIngest ? { numberRecordsFailed: job.outcomes.failed } : {}),
		retries: job.retries,
		// Times follow from the work done, so that a run repeats them.
		totalProcessingTime: Math.ceil(records / 2),
		...(isIngest
			? { apiActiveProcessingTime: Math.ceil(records / 3), apexProcessingTime: 0 }
			: { isPkChunkingSupported: true }),
		...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
	};
}

/** The character between a job's columns. */
export function delimiterOf({ columnDelimiter }: BulkJob): string {
	return columnDelimiters[columnDelimiter];
}

function ingestTraits({ externalIdField, assignmentRuleId }: IngestJob): Json {
	return {
		...(externalIdField ? { externalIdFieldName: externalIdField.name } : {}),
		...(assignmentRuleId ? { assignmentRuleId } : {}),
	};
}

function contentUrl({ id, apiVersion }: IngestJob): string {
	return `services/data/v${apiVersion}/jobs/ingest/${id}/batches`;
}

function shownTime(date: Date): string {
	return toRestDateTime(toStoredSecond(date));
}
