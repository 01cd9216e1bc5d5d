import { ApiError, notFound } from '../api-error';
import { compileJobQuery } from '../bulk/compile-job-query';
import { isFinal, type QueryJob, type QueryResult } from '../bulk/job';
import { jobDetails, jobSummary } from '../bulk/job-info';
import { listJobs } from '../bulk/job-list';
import { readQueryRequest } from '../bulk/job-request';
import { findPage, firstLocator, pageText, type ResultPage } from '../bulk/query-results';
import { jsonBody, ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

const oldestVersion = 47;
const oldestParallelVersion = 58;
const pagesPerReply = 5;

/** Bulk API 2.0 jobs that read records. */
export const queryJobRoutes: Route[] = [
	{ method: 'POST', path: 'jobs/query', kind: 'bulkJob', handle: since(oldestVersion, createJob) },
	{ method: 'GET', path: 'jobs/query', kind: 'bulkJob', handle: since(oldestVersion, listAll) },
	{ method: 'GET', path: 'jobs/query/:id', kind: 'bulkPoll', handle: since(oldestVersion, readJob) },
	{ method: 'PATCH', path: 'jobs/query/:id', kind: 'bulkJob', handle: since(oldestVersion, abortJob) },
	{ method: 'DELETE', path: 'jobs/query/:id', kind: 'bulkJob', handle: since(oldestVersion, deleteJob) },
	{ method: 'GET', path: 'jobs/query/:id/results', kind: 'bulkResults', handle: since(oldestVersion, readResults) },
	{
		method: 'GET',
		path: 'jobs/query/:id/resultPages',
		kind: 'bulkResults',
		handle: since(oldestParallelVersion, readPages),
	},
];

function since(version: number, handle: Route['handle']): Route['handle'] {
	return (request) => {
		if (Number(request.params.version) < version) throw notFound();
		return handle(request);
	};
}

function createJob(request: ApiRequest): ApiReply {
	const { org, params, session } = request;
	const asked = readQueryRequest(jsonBody(request));
	const { type } = compileJobQuery(org, asked.query, asked.operation, session.userId);
	const job: QueryJob = {
		...asked,
		...org.bulk.startJob(),
		type,
		jobType: 'V2Query',
		apiVersion: params.version,
		createdById: session.userId,
		state: 'UploadComplete',
		closedAt: org.clock(),
		result: undefined,
	};
	org.bulk.add(job);
	return ok(jobSummary(job));
}

function listAll({ org, query, dataUrl }: ApiRequest): ApiReply {
	return ok(listJobs(org.bulk.list(), `${dataUrl}/jobs/query`, query, 'V2Query'));
}

function readJob({ org, params }: ApiRequest): ApiReply {
	const job = org.bulk.queryJob(params.id);
	return ok(org.bulk.poll(job).then(() => jobDetails(job)));
}

function abortJob(request: ApiRequest): ApiReply {
	const job = request.org.bulk.queryJob(request.params.id);
	const { state } = jsonBody(request);
	if (state !== 'Aborted') throw wrongState(`Not a state that a query job can be set to: ${String(state)}`);
	if (isFinal(job)) throw wrongState(`Aborting already ${job.state} Job not allowed`);
	job.state = 'Aborted';
	job.modifiedAt = request.org.clock();
	return ok(jobSummary(job));
}

function deleteJob({ org, params }: ApiRequest): ApiReply {
	const job = org.bulk.queryJob(params.id);
	if (!isFinal(job)) throw wrongState(`A query job that is ${job.state} cannot be deleted`);
	org.bulk.remove(job);
	return { status: 204 };
}

function readResults(request: ApiRequest): ApiReply {
	const { org, query } = request;
	const job = org.bulk.queryJob(request.params.id);
	const result = finishedResult(request, job);
	if (!result) return { status: 204 };
	const page = findPage(result, query.get('locator'), readMaxRecords(request));
	const records = page.until - page.from;
	const headers = {
		'Content-Type': 'text/csv',
		'Sforce-NumberOfRecords': String(records),
		'Sforce-Locator': page.nextLocator ?? 'null',
	};
	return { status: 200, body: pageText(org.store, job, result, page), headers, records };
}

function readPages(request: ApiRequest): ApiReply {
	const { org, query, dataUrl } = request;
	const job = org.bulk.queryJob(request.params.id);
	const result = finishedResult(request, job);
	if (!result) return { status: 204 };
	const jobUrl = `${dataUrl}/jobs/query/${job.id}`;
	const locators: string[] = [];
	let locator: string | undefined = query.get('locator') ?? firstLocator;
	do {
		const page: ResultPage = findPage(result, locator, org.bulk.settings.pageRows);
		locators.push(locator);
		locator = page.nextLocator;
	} while (locator !== undefined && locators.length < pagesPerReply);
	const nextRecordsUrl = locator === undefined ? null : `${jobUrl}/resultPages?locator=${locator}`;
	return ok({
		resultPages: locators.map((each) => ({ resultUrl: `${jobUrl}/results?locator=${each}` })),
		// The guide prints the former; orgs are seen to answer the latter, relative to the versioned root.
		resultChunks: locators.map((each) => ({ resultLink: `/jobs/query/${job.id}/results?locator=${each}` })),
		nextRecordsUrl,
		done: locator === undefined,
	});
}

/** The result once there is one; throws 409 for a client that has changed its version in between. */
function finishedResult({ params }: ApiRequest, job: QueryJob): QueryResult | undefined {
	if (job.apiVersion !== params.version) {
		const message = `The job was created with API version ${job.apiVersion}, its results cannot be read with ${params.version}`;
		throw new ApiError(409, 'API_VERSION_MISMATCH', message);
	}
	return job.result;
}

function readMaxRecords({ org, query }: ApiRequest): number {
	const text = query.get('maxRecords');
	if (text === null) return org.bulk.settings.pageRows;
	if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
	throw new ApiError(400, 'INVALID_PARAMETER', `maxRecords must be a positive whole number, not ${text}`);
}

function wrongState(message: string): ApiError {
	return new ApiError(400, 'INVALIDJOBSTATE', message);
}
