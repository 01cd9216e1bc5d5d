import { toRecordId } from '../../record/identity';
import type { SalesforceClient } from '../../salesforce/client';
import { isQueryTimeout } from '../../salesforce/salesforce-error';
import { soqlIdLiteral } from '../../salesforce/soql';
import type { CountPlan } from './plan-selection';
import { countSoql } from './selection-soql';

/** A number of records; with `isAtLeast` there may be more, because Salesforce did not get through all of them. */
export interface Counted {
	readonly records: number;
	readonly isAtLeast: boolean;
}

/** What counting needs beside its conditions; `planned` is told of each call before it is made. */
export interface Counting {
	readonly client: SalesforceClient;
	readonly plan: CountPlan;
	readonly planned: (calls: number) => Promise<void>;
	readonly signal: AbortSignal | undefined;
}

/** From `from` on, before `until`; positions of record ids. */
interface IdRange {
	readonly from: bigint;
	readonly until: bigint;
}

/** A range that times out costs two minutes: with these a count ends within an hour or so, whatever the org. */
const mostQueries = 64;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idLength = 15;

/**
 * How many records meet the plan's and these conditions, for one call. Where Salesforce works on it for longer than
 * 120 s, ranges of ids are counted, halved until they get through; what does not is left out of the count.
 */
export async function countInRanges(counting: Counting, conditions: readonly string[]): Promise<Counted> {
	const whole = await countOnce(counting, conditions);
	if (whole !== undefined) return { records: whole, isAtLeast: false };

	const first = await outermostId(counting, 'ASC');
	const last = await outermostId(counting, 'DESC');
	if (first === undefined || last === undefined) return { records: 0, isAtLeast: true };
	const open = halves({ from: positionOf(first), until: positionOf(last) + 1n });
	let records = 0;
	let isAtLeast = false;
	for (let queries = 0; open.length > 0; queries += 1) {
		if (queries === mostQueries) return { records, isAtLeast: true };
		const range = open.shift()!;
		const bounds = [`Id >= ${idLiteral(range.from)}`, `Id < ${idLiteral(range.until)}`];
		const count = await countOnce(counting, [...bounds, ...conditions]);
		if (count !== undefined) records += count;
		else if (range.until - range.from > 1n) open.unshift(...halves(range));
		else isAtLeast = true;
	}
	return { records, isAtLeast };
}

/** The same in one call at most; `undefined` where Salesforce does not get through. */
export async function countOnce(
	{ client, plan, planned, signal }: Counting,
	conditions: readonly string[],
): Promise<number | undefined> {
	await planned(1);
	try {
		let total = 0;
		for await (const page of client.query(countSoql(plan, conditions), signal)) total = page.totalSize;
		return total;
	} catch (error) {
		if (!isQueryTimeout(error)) throw error;
		return undefined;
	}
}

/** Found along the index, so without any condition. */
async function outermostId(
	{ client, plan, planned, signal }: Counting,
	direction: 'ASC' | 'DESC',
): Promise<string | undefined> {
	await planned(1);
	for await (const { records } of client.query(
		`SELECT Id FROM ${plan.sObject} ORDER BY Id ${direction} LIMIT 1`,
		signal,
	)) {
		if (records.length > 0) return String(records[0].Id);
	}
	return undefined;
}

function halves({ from, until }: IdRange): IdRange[] {
	const middle = (from + until) / 2n;
	return [
		{ from, until: middle },
		{ from: middle, until },
	].filter((half) => half.until > half.from);
}

/** Ids are numbers in base 62, in the order of these digits. */
function positionOf(id: string): bigint {
	let position = 0n;
	for (const digit of id.slice(0, idLength)) position = position * 62n + BigInt(digits.indexOf(digit));
	return position;
}

function idLiteral(position: bigint): string {
	let id = '';
	for (let rest = position; id.length < idLength; rest /= 62n) id = digits[Number(rest % 62n)] + id;
	return soqlIdLiteral(toRecordId(id));
}
