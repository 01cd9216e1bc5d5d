import { ApiError } from '../api-error';
import type { BulkJob } from './job';
import { listedJob } from './job-info';

const jobsPerPage = 1_000;
const jobTypes = ['V2Ingest', 'V2Query', 'Classic', 'BigObjectIngest'];

/** One page of the jobs that the query string asks for, as the API answers it; `ownType` when it names none. */
export function listJobs(jobs: readonly BulkJob[], url: string, query: URLSearchParams, ownType: BulkJob['jobType']) {
	const jobType = query.get('jobType') || ownType;
	if (!jobTypes.includes(jobType)) throw invalid('jobType', jobType);
	const concurrencyMode = query.get('concurrencyMode')?.toLowerCase() || 'parallel';
	if (concurrencyMode !== 'parallel' && concurrencyMode !== 'serial') throw invalid('concurrencyMode', concurrencyMode);
	// Neither serial jobs nor jobs with PK chunking exist in Bulk API 2.0.
	const hasAny = concurrencyMode === 'parallel' && query.get('isPkChunkingEnabled') !== 'true';
	const fitting = hasAny ? jobs.filter((job) => job.jobType === jobType) : [];
	const offset = readLocator(query.get('queryLocator'), fitting.length);
	const end = offset + jobsPerPage;
	const isLast = end >= fitting.length;
	return {
		done: isLast,
		records: fitting.slice(offset, end).map(listedJob),
		nextRecordsUrl: isLast ? null : nextUrl(url, query, end),
	};
}

function nextUrl(url: string, query: URLSearchParams, offset: number): string {
	const next = new URLSearchParams(query);
	next.set('queryLocator', `01g5e0000000001-${offset}`);
	return `${url}?${next.toString()}`;
}

function readLocator(locator: string | null, count: number): number {
	if (!locator) return 0;
	const offset = /^01g5e0000000001-(\d+)$/.exec(locator)?.[1];
	if (offset === undefined || Number(offset) > count)
		throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
	return Number(offset);
}

function invalid(name: string, value: string): ApiError {
	return new ApiError(400, 'INVALID_PARAMETER', `${value} is not a valid value for ${name}`);
}
