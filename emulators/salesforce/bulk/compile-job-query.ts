import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import type { CompileOptions } from '../soql/compilation';
import { compileQuery } from '../soql/compile-query';
import { fiscalYearStartMonth } from '../soql/fiscal-year';
import { parseQuery } from '../soql/parser';
import type { RecordQuery, RecordShape } from '../soql/result-shape';
import type { QueryJob, ResultColumn } from './job';
import { refuseCompound, refuseUnsupported } from './query-restrictions';

/** A bulk query ready to run, its columns in the order of the SELECT list. */
export interface CompiledJobQuery {
	readonly type: SObjectType;
	readonly query: RecordQuery;
	readonly columns: readonly ResultColumn[];
	readonly options: CompileOptions;
}

/** Checks and compiles a job's SOQL; throws what Salesforce answers to a statement that it cannot run in bulk. */
export function compileJobQuery(
	org: OrgState,
	soql: string,
	operation: QueryJob['operation'],
	userId: string,
): CompiledJobQuery {
	refuseUnsupported(parseQuery(soql));
	const options = {
		now: org.clock(),
		timeZone: org.timeZoneOf(userId),
		language: org.languageOf(userId),
		fiscalYearStartMonth: fiscalYearStartMonth(org),
		includesDeleted: operation === 'queryAll',
		shuffleSeed: org.isStrict ? Math.floor(org.random() * 1_000_000) : undefined,
		userId,
		visibility: org.access.visibility(userId),
	};
	const query = compileQuery(org.schema, soql, options);
	if (query.kind !== 'records') throw new Error('A bulk query without aggregates selects records');
	const columns = columnsOf(query.shape, '').sort((left, right) => left.index - right.index);
	refuseCompound(columns);
	return { type: org.schema.type(query.shape.typeName)!, query, columns, options };
}

function columnsOf(shape: RecordShape, prefix: string): ResultColumn[] {
	return shape.entries.flatMap((entry) => {
		if (entry.kind === 'parent') return columnsOf(entry.shape, `${prefix}${entry.key}.`);
		return entry.kind === 'value' ? [{ header: prefix + entry.key, index: entry.column, type: entry.type }] : [];
	});
}
