import type { OrgState } from '../org/org-state';
import { compileQuery } from './compile-query';
import { formatAggregate } from './format-record';
import { fiscalYearStartMonth } from './fiscal-year';
import { firstPage, pageOfCursor, type QueryPage } from './query-page';
import type { Row } from './read-rows';
import { refuseSlowQuery } from './slow-queries';
import { soqlError } from './soql-error';
import type { QueryVisibility } from './visibility';

/** Who asks, and how. */
export interface QueryRequest {
	readonly userId: string;
	readonly includesDeleted: boolean;
	readonly pageSize: number;
	readonly dataUrl: string;
	/** What the user may see; everything when left out. */
	readonly visibility?: QueryVisibility | undefined;
}

const largestPage = 2_000;

/** Runs a SOQL statement; a result beyond one page stays open behind `nextRecordsUrl`. */
export function runQuery(org: OrgState, soql: string, request: QueryRequest): QueryPage {
	const options = {
		now: org.clock(),
		timeZone: org.timeZoneOf(request.userId),
		language: org.languageOf(request.userId),
		fiscalYearStartMonth: fiscalYearStartMonth(org),
		includesDeleted: request.includesDeleted,
		shuffleSeed: org.isStrict ? Math.floor(org.random() * 1_000_000) : undefined,
		userId: request.userId,
		visibility: request.visibility,
	};
	const compiled = compileQuery(org.schema, soql, options);
	refuseSlowQuery(org, soql, options);
	if (compiled.kind === 'records') return firstPage(org, compiled, request);
	const statement = org.store.prepare(compiled.sql);
	statement.setReturnArrays(true);
	const rows = statement.all(...compiled.params) as unknown as Row[];
	if (compiled.kind === 'count') return { totalSize: Number(rows[0][0]), done: true, records: [] };
	if (rows.length > largestPage) throw tooManyGroups(soql);
	return { totalSize: rows.length, done: true, records: rows.map((row) => formatAggregate(compiled.entries, row)) };
}

/** The page behind a locator such as `0r8…-2000`. */
export function nextPage(org: OrgState, locator: string, dataUrl: string): QueryPage {
	const { cursor, offset } = org.cursors.find(locator, org.clock());
	return pageOfCursor(org, cursor, offset, dataUrl);
}

function tooManyGroups(soql: string): Error {
	return soqlError(
		soql,
		0,
		'EXCEEDED_ID_LIMIT',
		'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
	);
}
