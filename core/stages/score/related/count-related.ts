import { chunk, uniqBy } from 'lodash';
import { EnrichmentError } from '../../../errors';
import { type RecordId, recordIdIn } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import { maxQueriesAtOnce } from '../../../salesforce/query-several';
import { isQueryTimeout } from '../../../salesforce/salesforce-error';
import type { SalesforceClient } from '../../../salesforce/client';
import { ageInDays } from '../age';
import { paceOf, type Pace } from '../predictive/pace';
import type { RelatedRule } from '../scorecard';
import { type CountPlan, countQuery, idsPerQueryOf, mostGroups, planCount } from './count-plan';
import type { AgedCount, RelatedCounts } from './related-counts';

export interface CountRequest {
	/** Object of the records. */
	readonly sObject: string;
	readonly ids: readonly RecordId[];
	readonly rules: readonly RelatedRule[];
	/** The moment up to which windows and ages count. */
	readonly now: Date;
	readonly signal?: AbortSignal;
	/** Called before each call. */
	readonly keepLease?: () => Promise<void>;
}

type Counts = Map<RecordId, AgedCount[]>;

/** A plan, the rules that share it, and what was counted; `fault` says why not all was. */
interface Counting {
	readonly plan: CountPlan;
	readonly counts: Counts;
	fault?: string;
}

/** Some records to count for: at most one group each, or a few days each. */
interface Part {
	readonly counting: Counting;
	readonly ids: readonly RecordId[];
}

/** Fewer are not worth asking again for when Salesforce took too long. */
const fewestIds = 25;

/**
 * Counts the related records of all rules: a call for five queries, and a query for nearly 2,000 records, or for 500 where a rule
 * decays and days are counted; rules that ask the same share it. What this user does not see, or Salesforce refuses to count, costs
 * the rules that ask for it and no others.
 */
export async function countRelated(client: SalesforceClient, request: CountRequest): Promise<RelatedCounts> {
	const { rules, ids, sObject, now } = request;
	const whyByRule = new Map<RelatedRule, string>();
	const countingByQuery = new Map<string, Counting>();
	const countingByRule = new Map<RelatedRule, Counting>();
	for (const rule of rules) {
		const plan = await planCount(client, sObject, rule, now);
		if ('fault' in plan) {
			whyByRule.set(rule, plan.fault);
			continue;
		}
		const key = JSON.stringify(plan);
		const counting = countingByQuery.get(key) ?? { plan, counts: new Map() };
		countingByQuery.set(key, counting);
		countingByRule.set(rule, counting);
	}
	await runParts(client, partsOf([...countingByQuery.values()], [...new Set(ids)]), request);
	return {
		of(rule, id) {
			const counting = countingByRule.get(rule);
			return counting === undefined || counting.fault !== undefined ? undefined : (counting.counts.get(id) ?? []);
		},
		uncounted: rules.flatMap((rule) => {
			const why = whyByRule.get(rule) ?? countingByRule.get(rule)?.fault;
			return why === undefined ? [] : [{ rule: rule.name, why }];
		}),
		objectLabels: new Map(
			uniqBy([...countingByRule], ([{ related }]) => related.object).map(([{ related }, { plan }]) => [
				related.object,
				plan.label,
			]),
		),
	};
}

function partsOf(countings: readonly Counting[], ids: readonly RecordId[]): Part[] {
	return countings.flatMap((counting) =>
		chunk(ids, idsPerQueryOf(counting.plan)).map((some) => ({
			counting,
			ids: some,
		})),
	);
}

/** Five parts a call; one that is too large is put back as two halves. */
async function runParts(client: SalesforceClient, parts: Part[], request: CountRequest): Promise<void> {
	const pace = paceOf(undefined, request.signal);
	for (let open = parts; open.length > 0; ) {
		const now = open.slice(0, maxQueriesAtOnce);
		const more = (await runCall(client, now, request, pace)).filter(({ counting }) => counting.fault === undefined);
		open = [...more, ...open.slice(maxQueriesAtOnce).filter(({ counting }) => counting.fault === undefined)];
	}
}

/** Asks for the parts and gives those that have to be asked for again. */
async function runCall(
	client: SalesforceClient,
	parts: readonly Part[],
	request: CountRequest,
	pace: Pace,
): Promise<Part[]> {
	await request.keepLease?.();
	let rows: SalesforceRecord[];
	try {
		const soqls = parts.map(({ counting, ids }, at) => countQuery(counting.plan, ids, `n${at}`));
		rows = await client.querySeveral(soqls, 'count related records', request.signal);
	} catch (error) {
		return await afterRefusal(client, parts, request, pace, error);
	}
	const rowsOf = parts.map((): SalesforceRecord[] => []);
	for (const row of rows) rowsOf[partOf(row, parts.length)]?.push(row);
	const again: Part[] = [];
	for (const [at, part] of parts.entries()) {
		// A full reply may have left groups out; which ones, nobody knows.
		if (rowsOf[at].length >= mostGroups) for (const half of halves(part)) again.push(half);
		else for (const row of rowsOf[at]) collect(part.counting, row, `n${at}`, request.now);
		await pace.breathe();
	}
	return again;
}

/** Which of the queries a row belongs to, by the name that its number has. */
function partOf(row: SalesforceRecord, count: number): number {
	for (let at = 0; at < count; at += 1) if (Object.hasOwn(row, `n${at}`)) return at;
	return -1;
}

/** One of several is refused: the others are not to suffer for it. */
async function afterRefusal(
	client: SalesforceClient,
	parts: readonly Part[],
	request: CountRequest,
	pace: Pace,
	error: unknown,
): Promise<Part[]> {
	if (!isRefusal(error) && !isQueryTimeout(error)) throw error;
	if (parts.length > 1) {
		const again: Part[] = [];
		for (const part of parts) {
			if (part.counting.fault !== undefined) continue;
			for (const each of await runCall(client, [part], request, pace)) again.push(each);
		}
		return again;
	}
	const [part] = parts;
	if (isQueryTimeout(error) && part.ids.length > fewestIds) return halves(part);
	part.counting.fault = `${part.counting.plan.sObject}: ${(error as Error).message.replace(/\.$/, '')}`;
	return [];
}

function halves({ counting, ids }: Part): Part[] {
	return chunk(ids, Math.ceil(ids.length / 2)).map((some) => ({ counting, ids: some }));
}

function collect({ plan, counts }: Counting, row: SalesforceRecord, alias: string, now: Date): void {
	const id = recordIdIn(row.p);
	const count = Number(row[alias]);
	if (id === undefined || !(count > 0)) return;
	const days = plan.day === undefined ? 0 : Math.max(0, Math.floor(ageInDays(row.d, now)));
	const known = counts.get(id);
	if (known) known.push({ days, count });
	else counts.set(id, [{ days, count }]);
}

function isRefusal(error: unknown): boolean {
	return (
		error instanceof EnrichmentError &&
		['salesforce_refused', 'missing_field', 'invalid_parameter'].includes(error.code)
	);
}
