import { ApiError, notFound, unreadableBody } from '../api-error';
import { failedResults, successfulResults, unprocessedRows } from '../bulk/ingest-results';
import { isFinal, type IngestJob } from '../bulk/job';
import { jobDetails, jobSummary } from '../bulk/job-info';
import { listJobs } from '../bulk/job-list';
import { readIngestRequest } from '../bulk/job-request';
import { readMultipart } from '../bulk/multipart';
import { RowOutcomes } from '../bulk/row-outcomes';
import { isObject, jsonBody, ok, type ApiReply, type ApiRequest, type JsonObject } from '../http/api-request';
import { parseJson } from '../http/json-parser';
import type { Route } from '../http/route';

/** 100 MB, which Salesforce reckons to be 150 MB in base64. */
const largestUpload = 100 * 1024 * 1024;
const longestMultipartContent = 100_000;
const oldestVersion = 41;
const csvType = /^text\/csv\s*(?:;\s*charset="?utf-?8"?\s*)?$/i;
const csvReply = { 'Content-Type': 'text/csv' };

/** Bulk API 2.0 jobs that write records. */
export const ingestJobRoutes: Route[] = [
	{ method: 'POST', path: 'jobs/ingest', kind: 'bulkJob', handle: forVersion(createJob) },
	{ method: 'GET', path: 'jobs/ingest', kind: 'bulkJob', handle: forVersion(listAll) },
	{ method: 'GET', path: 'jobs/ingest/:id', kind: 'bulkPoll', handle: forVersion(readJob) },
	{ method: 'PATCH', path: 'jobs/ingest/:id', kind: 'bulkJob', handle: forVersion(changeState) },
	{ method: 'DELETE', path: 'jobs/ingest/:id', kind: 'bulkJob', handle: forVersion(deleteJob) },
	{ method: 'PUT', path: 'jobs/ingest/:id/batches', kind: 'bulkUpload', handle: forVersion(upload) },
	{ method: 'GET', path: 'jobs/ingest/:id/successfulResults', kind: 'bulkResults', handle: forVersion(readSuccessful) },
	{ method: 'GET', path: 'jobs/ingest/:id/failedResults', kind: 'bulkResults', handle: forVersion(readFailed) },
	{
		method: 'GET',
		path: 'jobs/ingest/:id/unprocessedrecords',
		kind: 'bulkResults',
		handle: forVersion(readUnprocessed),
	},
];

function forVersion(handle: Route['handle']): Route['handle'] {
	return (request) => {
		if (Number(request.params.version) < oldestVersion) throw notFound();
		return handle(request);
	};
}

function createJob(request: ApiRequest): ApiReply {
	const contentType = String(request.headers['content-type'] ?? '');
	if (!/^multipart\/form-data/i.test(contentType)) return ok(jobSummary(addJob(request, jsonBody(request))));
	const parts = readMultipart(contentType, request.bytes) ?? [];
	const [job, content] = ['job', 'content'].map((name) => parts.find((each) => each.name === name)?.bytes);
	if (!job || !content)
		throw new ApiError(400, 'INVALIDJOB', 'A multipart request needs a part named job and a part named content');
	const text = content.toString('utf8');
	if (text.length > longestMultipartContent) {
		throw new ApiError(
			400,
			'INVALIDJOB',
			`The content of a multipart request can't have more than ${longestMultipartContent} characters`,
		);
	}
	const body = parseJson(job.toString('utf8'));
	if (!isObject(body))
		throw unreadableBody('Unexpected character: the job part must be a JSON object at [line:1, column:1]');
	const added = addJob(request, body);
	added.upload = Buffer.from(content);
	close(request, added);
	return ok(jobSummary(added));
}

function addJob({ org, params, session }: ApiRequest, body: JsonObject): IngestJob {
	const asked = readIngestRequest(org, session.userId, body);
	const job: IngestJob = {
		...asked,
		...org.bulk.startJob(),
		jobType: 'V2Ingest',
		apiVersion: params.version,
		createdById: session.userId,
		state: 'Open',
		closedAt: undefined,
		upload: undefined,
		rows: undefined,
		outcomes: new RowOutcomes(),
		batchesDone: 0,
		shuffleSeed: Math.floor(org.random() * 2 ** 32),
	};
	org.bulk.add(job);
	return job;
}

function listAll({ org, query, dataUrl }: ApiRequest): ApiReply {
	return ok(listJobs(org.bulk.list(), `${dataUrl}/jobs/ingest`, query, 'V2Ingest'));
}

function readJob({ org, params }: ApiRequest): ApiReply {
	const job = org.bulk.ingestJob(params.id);
	return ok(org.bulk.poll(job).then(() => jobDetails(job)));
}

function changeState(request: ApiRequest): ApiReply {
	const job = request.org.bulk.ingestJob(request.params.id);
	const { state } = jsonBody(request);
	if (state === 'Aborted') {
		if (isFinal(job)) throw wrongState(`Aborting already ${job.state} Job not allowed`);
		job.state = 'Aborted';
		job.modifiedAt = request.org.clock();
	} else if (state === 'UploadComplete') {
		if (job.state !== 'Open') throw wrongState(`Job state must be Open to be closed, it is ${job.state}`);
		close(request, job);
	} else {
		throw wrongState(`Not a state that a job can be set to: ${String(state)}`);
	}
	return ok(jobSummary(job));
}

function close({ org }: ApiRequest, job: IngestJob): void {
	job.state = 'UploadComplete';
	job.closedAt = org.clock();
	job.modifiedAt = job.closedAt;
}

function upload(request: ApiRequest): ApiReply {
	const job = request.org.bulk.ingestJob(request.params.id);
	if (!csvType.test(String(request.headers['content-type'] ?? ''))) {
		throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Job data must be sent as text/csv in UTF-8');
	}
	if (job.state !== 'Open') throw wrongState(`Job state must be Open to take data, it is ${job.state}`);
	if (job.upload) {
		const message = `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`;
		throw new ApiError(400, 'INVALIDJOB', message);
	}
	if (request.bytes.length > largestUpload) {
		throw new ApiError(
			413,
			'REQUEST_ENTITY_TOO_LARGE',
			'Job data exceeds the maximum size of 150 MB after base64 encoding',
		);
	}
	job.upload = request.bytes;
	return { status: 201 };
}

function deleteJob({ org, params }: ApiRequest): ApiReply {
	const job = org.bulk.ingestJob(params.id);
	if (job.state === 'Open' || job.state === 'InProgress')
		throw wrongState(`A job that is ${job.state} cannot be deleted`);
	// A closed job may still wait for its turn; it must not run once it is gone.
	if (job.state === 'UploadComplete') job.state = 'Aborted';
	org.bulk.remove(job);
	return { status: 204 };
}

function readSuccessful({ org, params }: ApiRequest): ApiReply {
	const job = org.bulk.ingestJob(params.id);
	return resultReply(job, job.outcomes.processed - job.outcomes.failed, () => successfulResults(job, org.isStrict));
}

function readFailed({ org, params }: ApiRequest): ApiReply {
	const job = org.bulk.ingestJob(params.id);
	return resultReply(job, job.outcomes.failed, () => failedResults(job, org.isStrict));
}

function readUnprocessed({ org, params }: ApiRequest): ApiReply {
	const job = org.bulk.ingestJob(params.id);
	return resultReply(job, 0, () => unprocessedRows(job));
}

function resultReply(job: IngestJob, records: number, text: () => AsyncIterable<string>): ApiReply {
	return isFinal(job) ? { status: 200, body: text(), headers: csvReply, records } : { status: 204 };
}

function wrongState(message: string): ApiError {
	return new ApiError(400, 'INVALIDJOBSTATE', message);
}
