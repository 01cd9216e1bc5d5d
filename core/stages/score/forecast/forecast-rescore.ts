import { chunk, uniqBy } from 'lodash';
import { EnrichmentError } from '../../../errors';
import type { SalesforceRecord } from '../../../record/record-item';
import { formatCount } from '../../../run/verdict';
import type { SalesforceClient } from '../../../salesforce/client';
import { maxQueriesAtOnce } from '../../../salesforce/query-several';
import { isQueryTimeout } from '../../../salesforce/salesforce-error';
import { assertApiName } from '../../../salesforce/soql';
import { type CountPlan, planCount } from '../related/count-plan';
import type { UncountedRule } from '../related/related-counts';
import { seeObject } from '../related/field-walk';
import { isRelated, type ScoreRule } from '../scorecard';
import { countableFields, describeFieldsRead, type FieldRead } from './fields-read';
import { type RescoreCalls, rescoreCalls, sumOfCalls } from './rescore-calls';
import type { RunPace } from './run-pace';

export interface RescoreRequest {
	readonly sObject: string;
	/** Which records are meant: a condition in SOQL; all of them when absent. */
	readonly condition?: string;
	readonly rules: readonly ScoreRule[];
	/** Field paths that scoring reads. */
	readonly paths: readonly string[];
	readonly scoreField: string;
	/** Holds when a record was scored; ages are told where it is named. */
	readonly scoredAtField?: string;
	/** How many records an execution takes on. */
	readonly perExecution: number;
	/** How fast earlier runs went. */
	readonly pace?: RunPace;
	readonly now: Date;
	readonly signal?: AbortSignal;
}

/** How many records carry a score of which age. */
export interface ScoreAges {
	readonly upTo30Days: number;
	readonly upTo90Days: number;
	readonly older: number;
}

export interface RescoreForecast {
	readonly records: number;
	/** Of the whole object; absent where the score field is not seen. */
	readonly withoutScore?: number;
	readonly ages?: ScoreAges;
	readonly calls: RescoreCalls;
	readonly callsAtMost: number;
	readonly minutes: number;
	/** Rules that nobody will be able to count for. */
	readonly uncounted: readonly UncountedRule[];
	readonly fields: readonly FieldRead[];
	readonly sentence: string;
}

const dayMs = 86_400_000;
const fieldsPerQuery = 20;
/** Where no run of the object has shown its pace. */
const assumedSecondsPerCall = 2;

/**
 * What a rescore will take, told by Salesforce's own counts: records, calls and minutes, and what its rules will not see. Costs a
 * description per object that is not known yet, and a call or two for the counts; nothing is written. Throws `invalid_parameter` for
 * an object that this user does not see.
 */
export async function forecastRescore(client: SalesforceClient, request: RescoreRequest): Promise<RescoreForecast> {
	const { sObject, rules, paths, perExecution, now } = request;
	const seen = await seeObject(client, sObject);
	if ('fault' in seen) {
		const remedy = 'Check the API name, and give the user read access to the object.';
		throw new EnrichmentError('invalid_parameter', `${seen.fault}.`, { remedy });
	}
	const described = await describeFieldsRead(client, seen.description, paths);
	const plans = new Map<string, CountPlan>();
	const uncounted: UncountedRule[] = [];
	for (const rule of rules.filter(isRelated)) {
		const plan = await planCount(client, sObject, rule, now);
		if ('fault' in plan) uncounted.push({ rule: rule.name, why: plan.fault });
		else plans.set(JSON.stringify(plan), plan);
	}
	const has = (field: string | undefined) => field !== undefined && seen.description.fieldByName.has(field);
	const counted = await countRecords(client, request, has);
	const fields = await withFilling(client, request, described, counted.records);
	const objects = 1 + uniqBy([...plans.values()], 'sObject').length + parentsOf(paths);
	const calls = rescoreCalls(counted.records, perExecution, [...plans.values()], objects);
	const callsAtMost = sumOfCalls(calls);
	const minutes = minutesFor(counted.records, callsAtMost, request.pace);
	return {
		...counted,
		...{ calls, callsAtMost, minutes, uncounted, fields },
		sentence: sentenceOf(counted.records, callsAtMost, minutes, request.pace),
	};
}

type Counted = Pick<RescoreForecast, 'records' | 'withoutScore' | 'ages'>;

/** One call: all counts side by side, each under a name of its own. */
async function countRecords(
	client: SalesforceClient,
	{ sObject, condition, scoreField, scoredAtField, now, signal }: RescoreRequest,
	has: (field: string | undefined) => boolean,
): Promise<Counted> {
	const before = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();
	const [month, quarter] = [before(30), before(90)];
	const wanted: Array<readonly [string, string]> = [
		['meant', condition ? ` WHERE (${condition})` : ''],
		...(has(scoreField) ? [['unscored', ` WHERE ${scoreField} = null`] as const] : []),
		...(has(scoredAtField)
			? ([
					['month', ` WHERE ${scoredAtField} >= ${month}`],
					['quarter', ` WHERE ${scoredAtField} >= ${quarter} AND ${scoredAtField} < ${month}`],
					['older', ` WHERE ${scoredAtField} < ${quarter}`],
				] as const)
			: []),
	];
	const soqls = wanted.map(([name, where]) => `SELECT COUNT(Id) ${name} FROM ${assertApiName(sObject)}${where}`);
	const rows = await client.querySeveral(soqls, `count the records of ${sObject}`, signal);
	const counts: SalesforceRecord = Object.assign({}, ...rows);
	const numberOf = (name: string) => Number(counts[name] ?? 0);
	return {
		records: numberOf('meant'),
		...(has(scoreField) && { withoutScore: numberOf('unscored') }),
		...(has(scoredAtField) && {
			ages: { upTo30Days: numberOf('month'), upTo90Days: numberOf('quarter'), older: numberOf('older') },
		}),
	};
}

/** How many of the records meant have each field; without it where Salesforce does not count that, or not in time. */
async function withFilling(
	client: SalesforceClient,
	{ sObject, condition, signal }: RescoreRequest,
	fields: readonly FieldRead[],
	records: number,
): Promise<FieldRead[]> {
	if (records === 0) return [...fields];
	const where = condition ? ` WHERE (${condition})` : '';
	const asked = countableFields(fields);
	const filled = new Map<string, number>();
	for (const call of chunk(chunk(asked, fieldsPerQuery), maxQueriesAtOnce)) {
		const soqls = call.map(
			(some) =>
				`SELECT ${some.map(({ field }) => `COUNT(${field}) f${asked.findIndex((each) => each.field === field)}`).join(', ')} FROM ${sObject}${where}`,
		);
		try {
			const rows = await client.querySeveral(soqls, `count what records of ${sObject} hold`, signal);
			for (const row of rows) for (const [alias, count] of Object.entries(row)) filled.set(alias, Number(count));
		} catch (error) {
			if (!isQueryTimeout(error) && !(error instanceof EnrichmentError && error.code === 'salesforce_refused'))
				throw error;
		}
	}
	return fields.map((field) => {
		const count = filled.get(`f${asked.indexOf(field)}`);
		return count === undefined ? field : { ...field, filledPercent: Math.round((count / records) * 1_000) / 10 };
	});
}

function parentsOf(paths: readonly string[]): number {
	return new Set(paths.filter((path) => path.includes('.')).map((path) => path.slice(0, path.lastIndexOf('.')))).size;
}

function minutesFor(records: number, calls: number, pace: RunPace | undefined): number {
	return Math.ceil(pace ? records / pace.recordsPerMinute : (calls * assumedSecondsPerCall) / 60);
}

function sentenceOf(records: number, calls: number, minutes: number, pace: RunPace | undefined): string {
	const by = pace
		? `at ${formatCount(Math.round(pace.recordsPerMinute))} records a minute, the middle of ${formatCount(pace.runs)} earlier ${pace.runs === 1 ? 'run' : 'runs'}`
		: `at ${assumedSecondsPerCall} seconds a call, because no run of the object has shown its pace yet`;
	return `${formatCount(records)} ${records === 1 ? 'record' : 'records'}, at most ${formatCount(calls)} API calls, about ${formatCount(minutes)} ${minutes === 1 ? 'minute' : 'minutes'} ${by}`;
}
