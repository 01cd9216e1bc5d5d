import { ApiError } from '../api-error';
import type { OrgState } from '../org/org-state';
import { seededRandom } from '../seeded-random';
import type { RecordQuery } from '../soql/result-shape';
import { refuseSlowQuery } from '../soql/slow-queries';
import { whereSql } from '../soql/where-sql';
import { compileJobQuery } from './compile-job-query';
import { isFinal, type QueryJob } from './job';
import { dueProgress } from './job-progress';
import { nextTurn } from './next-turn';
import { shuffle } from './shuffle';

const rowsPerTurn = 5_000;
const rowsPerSlice = 50_000;

/** Brings a query job to where polls and the clock say it is by now; its rows are those of the moment it completes. */
export async function advanceQuery(org: OrgState, job: QueryJob): Promise<void> {
	const { jobsStuckIn } = org.faults;
	if (isFinal(job) || jobsStuckIn === 'UploadComplete') return;
	const elapsedMs = org.clock().getTime() - job.closedAt!.getTime();
	const due = dueProgress(job.polls, elapsedMs, 1, org.bulk.settings);
	if (due.state === 'UploadComplete') return;
	job.state = 'InProgress';
	if (due.state === 'JobComplete' && jobsStuckIn !== 'InProgress') await complete(org, job);
	job.modifiedAt = org.clock();
}

async function complete(org: OrgState, job: QueryJob): Promise<void> {
	try {
		const { query, columns, options } = compileJobQuery(org, job.query, job.operation, job.createdById);
		refuseSlowQuery(org, job.query, options, true);
		const table = `bulk_${job.id}`;
		const rowCount = await keepRows(org, job, table, query);
		if (job.state !== 'InProgress') return org.store.database.exec(`DROP TABLE temp.${table}`);
		job.result = { table, columns, rowCount };
		job.state = 'JobComplete';
	} catch (error) {
		// What was right when the job was made may be refused now, after a change of permissions, or take too long.
		if (!(error instanceof ApiError)) throw error;
		job.state = 'Failed';
		job.errorMessage = `${error.errorCode} : ${error.message}`;
	}
}

/** Copies the rows into a table of their own, some at a time; gives their number. */
async function keepRows(org: OrgState, job: QueryJob, table: string, query: RecordQuery): Promise<number> {
	const rowNumbers = await findRows(org, job, query);
	org.store.database.exec(`CREATE TEMP TABLE ${table} AS SELECT * FROM (${query.rowsSql.replace('?', "'[]'")})`);
	const insert = org.store.database.prepare(`INSERT INTO temp.${table} ${query.rowsSql}`);
	let rowCount = 0;
	for (let start = 0; start < rowNumbers.length && job.state === 'InProgress'; start += rowsPerTurn) {
		const slice = JSON.stringify(rowNumbers.slice(start, start + rowsPerTurn));
		rowCount += Number(org.lateCommits.read('query', () => insert.run(slice)).changes);
		await nextTurn();
	}
	return rowCount;
}

/** The numbers of the rows that are asked for; an unsorted query is answered in slices of the object's table. */
async function findRows(org: OrgState, job: QueryJob, query: RecordQuery): Promise<number[]> {
	const { rootAlias, orderSql, limit, offset } = query;
	if (orderSql) return readNumbers(org, query, [], ` LIMIT ${limit ?? -1} OFFSET ${offset}`);
	const last = org.store.prepare(`SELECT MAX(rowid) AS last FROM "${org.store.tableOf(job.type)}"`).get()?.last;
	const rowNumbers: number[] = [];
	for (let from = 0; from < Number(last ?? 0) && job.state === 'InProgress'; from += rowsPerSlice) {
		const slice = `${rootAlias}.rowid > ${from} AND ${rootAlias}.rowid <= ${from + rowsPerSlice}`;
		for (const rowNumber of readNumbers(org, query, [slice], '')) rowNumbers.push(rowNumber);
		await nextTurn();
	}
	if (query.shuffleSeed !== undefined) shuffle(rowNumbers, seededRandom(query.shuffleSeed));
	return limit === undefined ? rowNumbers : rowNumbers.slice(0, limit);
}

function readNumbers(
	org: OrgState,
	query: RecordQuery,
	extraConditions: readonly string[],
	limitSql: string,
): number[] {
	const where = whereSql([...query.conditions, ...extraConditions]);
	const statement = org.store.database.prepare(
		`SELECT ${query.rootAlias}.rowid FROM ${query.fromSql}${where}${query.orderSql}${limitSql}`,
	);
	statement.setReturnArrays(true);
	const rows = org.lateCommits.read('query', () => statement.all(...query.params)) as unknown as number[][];
	return rows.map(([rowNumber]) => rowNumber);
}

/** Gives the result's memory back. */
export function dropResult(org: OrgState, job: QueryJob): void {
	if (job.result) org.store.database.exec(`DROP TABLE temp.${job.result.table}`);
	job.result = undefined;
}
