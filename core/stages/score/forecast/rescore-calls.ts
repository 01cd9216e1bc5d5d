import { maxQueriesAtOnce } from '../../../salesforce/query-several';
import { type CountPlan, idsPerQueryOf } from '../related/count-plan';

/** Calls of a rescore, by what they are for; at most, because records that change nothing are not written. */
export interface RescoreCalls {
	/** Start, Finish and the clocks between. */
	readonly aroundTheRun: number;
	/** Descriptions of the object, of parents and of related objects. */
	readonly describing: number;
	readonly selecting: number;
	readonly reading: number;
	readonly countingRelated: number;
	/** Before a write, so that nobody's change is lost. */
	readonly readingAgain: number;
	readonly writing: number;
}

const callsAroundTheRun = 6;
const recordsPerPage = 2_000;
const rowsPerWrite = 1_000;

/** The calls for so many records in executions of so many; related records are counted by these plans, each once. */
export function rescoreCalls(
	records: number,
	perExecution: number,
	plans: readonly CountPlan[],
	describedObjects: number,
): RescoreCalls {
	if (records === 0) {
		return {
			...{ aroundTheRun: callsAroundTheRun, describing: 0, selecting: 1, reading: 0 },
			...{ countingRelated: 0, readingAgain: 0, writing: 0 },
		};
	}
	const [full, rest] = [Math.floor(records / perExecution), records % perExecution];
	const perExecutions = (callsFor: (count: number) => number) => full * callsFor(perExecution) + callsFor(rest);
	const pages = perExecutions((count) => Math.ceil(count / recordsPerPage));
	return {
		aroundTheRun: callsAroundTheRun,
		describing: describedObjects,
		selecting: Math.ceil(records / recordsPerPage),
		reading: pages,
		countingRelated: perExecutions((count) => countCalls(count, plans)),
		readingAgain: pages,
		writing: perExecutions((count) => Math.ceil(count / rowsPerWrite)),
	};
}

/** All of them. */
export function sumOfCalls(calls: RescoreCalls): number {
	return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

function countCalls(records: number, plans: readonly CountPlan[]): number {
	const queries = plans.reduce((sum, plan) => sum + Math.ceil(records / idsPerQueryOf(plan)), 0);
	return Math.ceil(queries / maxQueriesAtOnce);
}
