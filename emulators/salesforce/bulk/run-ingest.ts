import type { OrgState } from '../org/org-state';
import { toId18 } from '../record-id';
import { recordError } from '../writes/save-result';
import { readColumns, type Column } from './columns';
import { readRecord, type CsvRecord } from './csv-record';
import { headerText, indexRows, rowText, type CsvRows } from './csv-rows';
import { readValues } from './csv-values';
import { delimiterOf } from './job-info';
import { isFinal, type IngestJob } from './job';
import { dueProgress } from './job-progress';
import { nextTurn } from './next-turn';
import { errorText, saveRow } from './save-row';

const rowsPerTransaction = 200;
const longestRecord = 400_000;
const longestField = 32_000;
const mostRetries = 20;

/** Where the rows of a job's upload lie; found on first use. */
export function rowsOf(job: IngestJob): Promise<CsvRows> {
	job.rows ??= indexRows(job.upload ?? Buffer.alloc(0), job);
	return job.rows;
}

/** Brings a closed job to where polls and the clock say it is by now; leaves the event loop alone in between. */
export async function advanceIngest(org: OrgState, job: IngestJob): Promise<void> {
	if (isFinal(job) || job.state === 'Open' || org.faults.jobsStuckIn === 'UploadComplete') return;
	const rows = await rowsOf(job);
	const elapsedMs = org.clock().getTime() - job.closedAt!.getTime();
	const due = dueProgress(
		job.polls,
		elapsedMs,
		Math.ceil(rows.starts.length / org.bulk.settings.batchRows),
		org.bulk.settings,
	);
	if (due.state === 'UploadComplete' || isFinal(job)) return;
	setState(org, job, 'InProgress');
	// Nothing was uploaded: that is a job without rows, not a broken one.
	if (!job.upload?.length)
		return due.state === 'JobComplete' && org.faults.jobsStuckIn !== 'InProgress'
			? setState(org, job, 'JobComplete')
			: undefined;
	const read = rows.hasRightEndings
		? readColumns(org.access.of(job.createdById).schema, job, headerText(rows))
		: { error: wrongEndings(job) };
	if ('error' in read) return fail(org, job, read.error);
	if (org.faults.jobsStuckIn === 'InProgress') return;
	while (job.batchesDone < due.batches && job.state === 'InProgress') await runBatch(org, job, rows, read.columns);
	if (due.state === 'JobComplete' && job.state === 'InProgress') setState(org, job, 'JobComplete');
}

async function runBatch(org: OrgState, job: IngestJob, rows: CsvRows, columns: readonly Column[]): Promise<void> {
	if (job.batchesDone === org.faults.failJobsAfterBatches) {
		job.retries = mostRetries;
		return fail(org, job, `InternalServerError : Batch failed after ${mostRetries} retries`);
	}
	if (!org.bulk.takeBatch())
		return fail(org, job, 'ExceededQuota : Exceeded the number of batches allowed in 24 hours');
	const end = Math.min(rows.starts.length, (job.batchesDone + 1) * org.bulk.settings.batchRows);
	while (job.outcomes.processed < end && job.state === 'InProgress') {
		const from = job.outcomes.processed;
		org.script.beforeWrite((object) => object.toLowerCase() === job.type.name.toLowerCase());
		org.store.transaction(() => saveRows(org, job, rows, columns, from, Math.min(end, from + rowsPerTransaction)));
		await nextTurn();
	}
	if (job.state === 'InProgress') job.batchesDone++;
	job.modifiedAt = org.clock();
}

function saveRows(
	org: OrgState,
	job: IngestJob,
	rows: CsvRows,
	columns: readonly Column[],
	from: number,
	until: number,
): void {
	const records: Array<CsvRecord | string> = [];
	for (let row = from; row < until; row++) records.push(recordOf(job, columns, rowText(rows, row)));
	const repeated = repeatedKeys(job, records);
	const { assignmentRuleId } = job;
	const context = {
		org,
		userId: job.createdById,
		autoAssign: assignmentRuleId !== undefined,
		batchSize: records.length,
		...(assignmentRuleId ? { assignmentRuleId } : {}),
	};
	for (const record of records) {
		if (typeof record === 'string') {
			job.outcomes.addFailure('', record);
		} else if (repeated.has(comparableKey(job, record))) {
			const error = recordError('DUPLICATE_VALUE', `Duplicate external id specified: ${record.key}`, [
				job.externalIdField!.name,
			]);
			job.outcomes.addFailure('', errorText([error]));
		} else {
			const result = saveRow(context, job, record);
			if (result.success) job.outcomes.addSuccess(result.id, result.created);
			else job.outcomes.addFailure(idOfRefused(org, job, record), errorText(result.errors));
		}
	}
}

function recordOf(job: IngestJob, columns: readonly Column[], text: string): CsvRecord | string {
	if (text.length > longestRecord) return badRow(`A record can't have more than ${longestRecord} characters`);
	const row = readValues(text, delimiterOf(job));
	if ('error' in row) return badRow(row.error);
	if (row.values.length > columns.length) {
		return badRow(`Failed to parse CSV. Expected number of columns: ${columns.length} Found: ${row.values.length}`);
	}
	if (text.length > longestField && row.values.some((value) => value.length > longestField)) {
		return badRow(`A field can't have more than ${longestField} characters`);
	}
	return readRecord(columns, row.values);
}

function badRow(message: string): string {
	return errorText([recordError('InvalidBatch', message)]);
}

/** External ids that stand twice in one transaction; Salesforce refuses every row that has one. */
function repeatedKeys(job: IngestJob, records: ReadonlyArray<CsvRecord | string>): ReadonlySet<string | undefined> {
	const seen = new Set<string>();
	const repeated = new Set<string>();
	for (const record of records) {
		const key = typeof record === 'string' ? undefined : comparableKey(job, record);
		if (key === undefined) continue;
		if (seen.has(key)) repeated.add(key);
		seen.add(key);
	}
	return repeated;
}

function comparableKey({ externalIdField }: IngestJob, { key }: CsvRecord): string | undefined {
	if (externalIdField?.type === 'id') return key && (toId18(key) ?? key);
	return externalIdField?.caseSensitive ? key : key?.toLowerCase();
}

/** Results name the record of a refused row since v53, when there is one. */
function idOfRefused(org: OrgState, job: IngestJob, { id }: CsvRecord): string {
	const id18 = id === undefined || Number(job.apiVersion) < 53 ? undefined : toId18(id);
	return id18 !== undefined && org.store.find(job.type, id18) ? id18 : '';
}

function wrongEndings({ lineEnding }: IngestJob): string {
	return `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${lineEnding}`;
}

function setState(org: OrgState, job: IngestJob, state: IngestJob['state']): void {
	if (job.state === state) return;
	job.state = state;
	job.modifiedAt = org.clock();
}

function fail(org: OrgState, job: IngestJob, message: string): void {
	job.errorMessage = message;
	setState(org, job, 'Failed');
}
