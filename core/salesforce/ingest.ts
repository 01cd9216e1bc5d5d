import { setTimeout as pause } from 'node:timers/promises';
import type { ApiCall, ApiCalls } from './api-calls';
import type { ApiCallContext } from './call-context';
import type { IngestJob, IngestJobs, IngestRequest, IngestResult, IngestState, ResultKind } from './ingest-jobs';
import { untilFinal } from './ingest-poll';
import { resultPages } from './ingest-results';
import { replyId } from './reply-path';
import { assertApiName } from './soql';
import { StreamedCalls } from './streamed-calls';

const resultPath: Readonly<Record<ResultKind, string>> = {
	successful: 'successfulResults',
	failed: 'failedResults',
	unprocessed: 'unprocessedrecords',
};

interface JobReply {
	readonly id: string;
	readonly state: IngestState;
	readonly numberRecordsProcessed?: number;
	readonly numberRecordsFailed?: number;
	readonly errorMessage?: string;
}

/** Over REST; the two long bodies are streamed. */
export class IngestCalls implements IngestJobs {
	private readonly streams: StreamedCalls;

	constructor(
		private readonly calls: ApiCalls,
		private readonly context: ApiCallContext,
	) {
		this.streams = new StreamedCalls(context);
	}

	async create({ sObject, operation, externalIdField }: IngestRequest, signal?: AbortSignal): Promise<IngestJob> {
		const body = {
			object: assertApiName(sObject),
			operation,
			contentType: 'CSV',
			columnDelimiter: 'COMMA',
			lineEnding: 'LF',
			...(externalIdField !== undefined && { externalIdFieldName: assertApiName(externalIdField) }),
		};
		const what = `create a job to ${operation} ${sObject}`;
		// An empty job that a lost reply leaves behind does nothing.
		return await this.send(
			{ kind: 'bulkJob', method: 'POST', url: '/jobs/ingest', body, what, isRepeatable: true },
			signal,
		);
	}

	async upload(jobId: string, pieces: () => AsyncIterable<string>, signal?: AbortSignal): Promise<void> {
		const what = `upload the rows of job ${jobId}`;
		await this.streams.upload({ kind: 'bulkUpload', url: `${jobPath(jobId)}/batches`, what }, pieces, signal);
	}

	async close(jobId: string): Promise<void> {
		const what = `close job ${jobId}`;
		await this.send({
			kind: 'bulkJob',
			method: 'PATCH',
			url: jobPath(jobId),
			body: { state: 'UploadComplete' },
			what,
			isRepeatable: false,
		});
	}

	async abort(jobId: string): Promise<void> {
		const what = `abort job ${jobId}`;
		await this.send({
			kind: 'bulkJob',
			method: 'PATCH',
			url: jobPath(jobId),
			body: { state: 'Aborted' },
			what,
			isRepeatable: true,
		});
	}

	async find(jobId: string, isRetry = false, signal?: AbortSignal): Promise<IngestJob> {
		const what = `ask for the state of job ${jobId}`;
		return await this.send(
			{ kind: 'bulkPoll', method: 'GET', url: jobPath(jobId), what, isRepeatable: true, isRetry },
			signal,
		);
	}

	async untilFinal(jobId: string, onPoll?: () => Promise<void>, signal?: AbortSignal): Promise<IngestJob> {
		const wait = this.context.settings.wait ?? ((ms: number) => pause(ms, undefined, { signal }));
		return await untilFinal(this, jobId, { wait, onPoll, signal });
	}

	async *results(jobId: string, kind: ResultKind, signal?: AbortSignal): AsyncIterable<readonly IngestResult[]> {
		const what = `read the ${kind} rows of job ${jobId}`;
		const reply = await this.streams.download(
			{ kind: 'bulkResults', url: `${jobPath(jobId)}/${resultPath[kind]}`, what },
			signal,
		);
		yield* resultPages(reply.body, what);
	}

	private async send(call: ApiCall, signal?: AbortSignal): Promise<IngestJob> {
		const reply = await this.calls.send<JobReply>(call, signal);
		return {
			jobId: replyId(reply.id, call.what),
			state: reply.state,
			processed: reply.numberRecordsProcessed ?? 0,
			failed: reply.numberRecordsFailed ?? 0,
			...(reply.errorMessage && { message: reply.errorMessage }),
		};
	}
}

/** The page of the org's setup that shows a job to a person. */
export function jobPageUrl(instanceUrl: string, jobId: string): string {
	return `${instanceUrl}/lightning/setup/AsyncApiJobStatus/page?address=%2F${encodeURIComponent(jobId)}`;
}

function jobPath(jobId: string): string {
	return `/jobs/ingest/${replyId(jobId, 'name a job')}`;
}
