import type { ApiRequest } from '../http/api-request';
import { compileQuery } from '../soql/compile-query';
import type { CompiledQuery } from '../soql/result-shape';
import type { QueryRequest } from '../soql/run-query';

const largestPage = 2_000;
const smallestPage = 200;

/** How SOQL runs for whoever sent a request. */
export function queryRequest(request: ApiRequest, includesDeleted: boolean): QueryRequest {
	const { org, session, dataUrl } = request;
	const visibility = org.access.visibility(session.userId);
	return {
		userId: session.userId,
		includesDeleted,
		pageSize: org.faults.pageSize(pageSize(request)),
		dataUrl,
		visibility,
	};
}

/** Checks a statement as running it would, without running it. */
export function compileFor({ org, session }: ApiRequest, soql: string): CompiledQuery {
	return compileQuery(org.schema, soql, {
		now: org.clock(),
		timeZone: org.timeZoneOf(session.userId),
		language: org.languageOf(session.userId),
		fiscalYearStartMonth: 1,
		includesDeleted: false,
		shuffleSeed: undefined,
		userId: session.userId,
		visibility: org.access.visibility(session.userId),
	});
}

/** `Sforce-Query-Options: batchSize=n`, held between 200 and 2,000. */
function pageSize({ headers }: ApiRequest): number {
	const asked = /batchSize\s*=\s*(\d+)/i.exec(String(headers['sforce-query-options'] ?? ''))?.[1];
	return asked === undefined ? largestPage : Math.min(largestPage, Math.max(smallestPage, Number(asked)));
}
