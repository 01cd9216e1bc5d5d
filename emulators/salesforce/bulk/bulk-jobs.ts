import { ApiError, notFound } from '../api-error';
import type { OrgState } from '../org/org-state';
import { makeRecordId, toId18 } from '../record-id';
import { bulkSettings, type BulkOptions, type BulkSettings } from './bulk-options';
import { isFinal, type BulkJob, type IngestJob, type QueryJob } from './job';
import { advanceIngest } from './run-ingest';
import { advanceQuery, dropResult } from './run-query-job';

const dayMs = 24 * 60 * 60 * 1000;
const lifetimeMs = 7 * dayMs;

/** What every new job is given; the rest comes from the request. */
export type NewJobStart = Pick<BulkJob, 'id' | 'createdAt' | 'modifiedAt' | 'polls' | 'errorMessage' | 'retries'>;

/** All Bulk API 2.0 jobs of an org; works on one at a time, in the order in which work fell due. */
export class BulkJobs {
	readonly settings: BulkSettings;
	private readonly byId = new Map<string, BulkJob>();
	private created = 0;
	private batchTimes: number[] = [];
	private queryTimes: number[] = [];
	private work: Promise<void> = Promise.resolve();

	constructor(
		private readonly org: OrgState,
		options: BulkOptions | undefined,
	) {
		this.settings = bulkSettings(options);
	}

	/** Batches left of the 24 hours' allowance. */
	get batchesLeft(): number {
		this.batchTimes = this.withinDay(this.batchTimes);
		return Math.max(0, this.settings.dailyBatches - this.batchTimes.length);
	}

	/** Query jobs left of the 24 hours' allowance. */
	get queryJobsLeft(): number {
		this.queryTimes = this.withinDay(this.queryTimes);
		return Math.max(0, this.settings.dailyQueryJobs - this.queryTimes.length);
	}

	/** Counts an ingest batch; false when there is none left today. */
	takeBatch(): boolean {
		if (this.batchesLeft === 0) return false;
		this.batchTimes.push(this.org.clock().getTime());
		return true;
	}

	/** The identity and the counters of a job that begins now. */
	startJob(): NewJobStart {
		const now = this.org.clock();
		const id = makeRecordId('750', ++this.created);
		return { id, createdAt: now, modifiedAt: now, polls: 0, errorMessage: undefined, retries: 0 };
	}

	/** Keeps a new job; throws EXCEEDEDQUOTA when it is a query too many. */
	add(job: BulkJob): void {
		if (job.jobType === 'V2Query') {
			if (this.queryJobsLeft === 0)
				throw new ApiError(400, 'EXCEEDEDQUOTA', 'Exceeded the number of query jobs allowed in 24 hours');
			this.queryTimes.push(this.org.clock().getTime());
		}
		this.byId.set(job.id, job);
	}

	/** The ingest job with this id; throws 404. */
	ingestJob(id: string): IngestJob {
		const job = this.find(id);
		if (job?.jobType !== 'V2Ingest') throw notFound();
		return job;
	}

	/** The query job with this id; throws 404. */
	queryJob(id: string): QueryJob {
		const job = this.find(id);
		if (job?.jobType !== 'V2Query') throw notFound();
		return job;
	}

	/** All jobs younger than seven days, oldest first. */
	list(): BulkJob[] {
		for (const job of [...this.byId.values()]) this.removeIfOld(job);
		return [...this.byId.values()];
	}

	remove(job: BulkJob): void {
		if (job.jobType === 'V2Query') dropResult(this.org, job);
		this.byId.delete(job.id);
	}

	/** Counts a look at a job's status; resolves once the job is as far as it has to be by then. */
	poll(job: BulkJob): Promise<void> {
		if (!isFinal(job) && job.closedAt) job.polls++;
		return this.advance(job);
	}

	/** Does what the clock alone has made due; resolves at once when that is nothing. */
	async catchUp(): Promise<void> {
		for (const job of this.byId.values()) {
			if (this.isDueByClock(job)) await this.advance(job);
		}
	}

	/** Forgets all jobs; those at work stop after the rows in hand. */
	clear(): void {
		for (const job of [...this.byId.values()]) {
			if (!isFinal(job)) job.state = 'Aborted';
			this.remove(job);
		}
		this.created = 0;
		this.batchTimes = [];
		this.queryTimes = [];
	}

	private find(id: string): BulkJob | undefined {
		const id18 = toId18(id) ?? '';
		const job = this.byId.get(id18);
		if (job) this.removeIfOld(job);
		return this.byId.get(id18);
	}

	private removeIfOld(job: BulkJob): void {
		if (this.org.clock().getTime() - job.createdAt.getTime() > lifetimeMs) this.remove(job);
	}

	private isDueByClock(job: BulkJob): boolean {
		if (isFinal(job) || !job.closedAt) return false;
		const done = job.jobType === 'V2Ingest' ? job.batchesDone : 0;
		return this.org.clock().getTime() - job.closedAt.getTime() >= this.settings.batchMs * (done + 1);
	}

	private advance(job: BulkJob): Promise<void> {
		this.work = this.work.then(async () => {
			try {
				if (job.jobType === 'V2Ingest') await advanceIngest(this.org, job);
				else await advanceQuery(this.org, job);
			} catch (error) {
				job.state = 'Failed';
				job.errorMessage = `Emulator fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
			}
		});
		return this.work;
	}

	private withinDay(times: readonly number[]): number[] {
		const now = this.org.clock().getTime();
		return times.filter((time) => now - time < dayMs);
	}
}
