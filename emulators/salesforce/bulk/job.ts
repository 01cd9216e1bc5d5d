import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { CsvDialect } from './csv-dialect';
import type { CsvRows } from './csv-rows';
import { RowOutcomes } from './row-outcomes';

/** The states a job can be in; the last three are final. */
export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** What ingest jobs do with their rows. */
export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';

interface Job extends CsvDialect {
	/** 18 characters. */
	readonly id: string;
	/** `68.0`; results of a query are given to the same version only. */
	readonly apiVersion: string;
	readonly type: SObjectType;
	readonly createdById: string;
	readonly createdAt: Date;
	modifiedAt: Date;
	state: JobState;
	/** Since when the org may work on it. */
	closedAt: Date | undefined;
	/** How often its status was asked for since then. */
	polls: number;
	errorMessage: string | undefined;
	retries: number;
}

/** A job that writes records; its upload stays as it came, because results repeat its rows. */
export interface IngestJob extends Job {
	readonly jobType: 'V2Ingest';
	readonly operation: IngestOperation;
	/** What an upsert matches by. */
	readonly externalIdField: FieldDefinition | undefined;
	readonly assignmentRuleId: string | undefined;
	upload: Buffer | undefined;
	/** Known once somebody needed them. */
	rows: Promise<CsvRows> | undefined;
	readonly outcomes: RowOutcomes;
	batchesDone: number;
	/** Decides the order of the results. */
	readonly shuffleSeed: number;
}

/** A job that reads records; its result waits in a temporary table. */
export interface QueryJob extends Job {
	readonly jobType: 'V2Query';
	readonly operation: 'query' | 'queryAll';
	readonly query: string;
	result: QueryResult | undefined;
}

/** A finished query: a table whose columns are the CSV's, and how many rows it has. */
export interface QueryResult {
	readonly table: string;
	readonly columns: readonly ResultColumn[];
	readonly rowCount: number;
}

/** One column of a query's CSV and which column of the table it is. */
export interface ResultColumn {
	readonly header: string;
	readonly index: number;
	readonly type: FieldDefinition['type'];
}

/** Either kind of job. */
export type BulkJob = IngestJob | QueryJob;

/** Whether nothing will happen to the job any more. */
export function isFinal({ state }: BulkJob): boolean {
	return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}
