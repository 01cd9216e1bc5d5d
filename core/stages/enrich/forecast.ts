import { setImmediate } from 'node:timers/promises';
import { counted, formatCount } from '../../run/verdict';
import { matchHashInputs } from '../../record/match-gate';
import type { RecordItem } from '../../record/record-item';
import type { Credits } from '../../store/contract/ledger';
import type { EnrichRequest } from './enrich-request';
import {
	callsFor,
	durationMs,
	expectedCredits,
	expectedMatches,
	type ForecastAssumptions,
	type HitHistory,
	hitHistoryOf,
	totalCredits,
	usualAssumptions,
	worstCredits,
} from './forecast-figures';
import type { SeenLookUp } from './order-advice-episodes';
import { hashQuestions } from './ask/question';
import { planLookUp } from './plan-look-up';
import { attributesRead } from './propose-values';
import type { ProviderQuery } from './provider';

const recordsPerTurn = 500;

/** What becomes of the records, as far as it can be known without asking anybody. */
export interface ForecastCounts {
	readonly records: number;
	/** Put to the provider. */
	readonly asked: number;
	/** Not asked: unchanged since the last look-up; every mapped field filled; nothing to match on; opted out; the answer is kept. */
	readonly gated: number;
	readonly filled: number;
	readonly unusable: number;
	readonly optedOut: number;
	readonly cached: number;
	/** Asks the very same as another record, and gets its answer. */
	readonly shared: number;
}

export interface ProviderForecast extends ForecastCounts {
	readonly provider: string;
	readonly calls: number;
	readonly matches: number;
	/** Thousandths of a credit, by pool. */
	readonly worst: Credits;
	readonly expected: Credits;
	readonly durationMs: number;
	/** How many look-ups of this provider the expectation is drawn from; 0: its billing rule and what is assumed. */
	readonly lookUps: number;
	/** All of it, for a reader. */
	readonly sentence: string;
}

/** What a forecast may know besides the request; whatever is absent counts for nothing. */
export interface ForecastSources {
	/** The provider's own look-ups in this org. */
	readonly lookUps?: readonly SeenLookUp[];
	/** Those of these questions, by their hashes, whose answers are kept. */
	readonly keptOf?: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
	/** So many records instead of the items, in the proportions of the items; with no items all of them are asked. */
	readonly count?: number;
	/** How many records one execution asks for together; all at once unless set. */
	readonly perExecution?: number;
	readonly assumptions?: Partial<ForecastAssumptions>;
}

/** What the look-ups of these records by the request's provider will take, before anything is spent. Asks nobody. */
export async function forecastLookUps(
	items: readonly RecordItem[],
	request: EnrichRequest,
	sources: ForecastSources = {},
): Promise<ProviderForecast> {
	const { provider, mappings } = request;
	const assumptions = { ...usualAssumptions, ...sources.assumptions };
	const seen = await countPlans(items, request, sources);
	const counts = sources.count === undefined ? seen.counts : scaledTo(seen.counts, sources.count);
	const calls = callsOf(counts, items.length, request, sources, seen.bytesPerQuery);
	const wanted = attributesRead(mappings);
	const history = hitHistoryOf((sources.lookUps ?? []).filter((lookUp) => lookUp.provider === provider.id));
	const worst = worstCredits(counts.asked, calls, provider.facts, wanted);
	const figures = {
		...counts,
		provider: provider.id,
		calls,
		matches: expectedMatches(counts.asked, history, assumptions),
		worst,
		expected: expectedCredits(counts.asked, worst, history, assumptions),
		durationMs: durationMs(calls, provider.facts, assumptions),
		lookUps: history?.lookUps ?? 0,
	};
	return { ...figures, sentence: sentenceOf(figures, provider.label ?? provider.id, history, assumptions) };
}

const countOf = {
	unchanged: 'gated',
	filled: 'filled',
	opted_out: 'optedOut',
	unusable: 'unusable',
} as const;

interface CountedPlans {
	readonly counts: ForecastCounts;
	readonly bytesPerQuery: number;
}

async function countPlans(
	items: readonly RecordItem[],
	request: EnrichRequest,
	{ keptOf }: ForecastSources,
): Promise<CountedPlans> {
	const hashInputs = matchHashInputs(request.inputs);
	const counts = { gated: 0, filled: 0, unusable: 0, optedOut: 0 };
	const queries: ProviderQuery[] = [];
	for (const [key, item] of items.entries()) {
		const plan = planLookUp(item, key, request, hashInputs);
		if (plan.kind === 'ask') queries.push(plan.query);
		else counts[countOf[plan.kind]] += 1;
		if ((key + 1) % recordsPerTurn === 0) await setImmediate();
	}
	const questions = hashQuestions(
		request.provider,
		queries.map((query) => ({ query, mappings: [] })),
	);
	const kept = keptOf && questions.length > 0 ? await keptOf(questions.map(({ hash }) => hash)) : new Set<string>();
	const asked = questions.filter(({ hash }) => !kept.has(hash));
	const answered = asked.reduce((sum, { same }) => sum + 1 + same.length, 0);
	const [cached, shared] = [queries.length - answered, answered - asked.length];
	return {
		counts: { ...counts, records: items.length, cached, shared, asked: asked.length },
		bytesPerQuery: queries.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(queries)) / queries.length,
	};
}

/** The same proportions; what rounding leaves is asked. */
function scaledTo(counts: ForecastCounts, records: number): ForecastCounts {
	if (counts.records === 0) return { ...counts, records, asked: records };
	const scaled = (part: number) => Math.floor((part / counts.records) * records);
	const { gated, filled, unusable, optedOut, cached, shared } = counts;
	const others = {
		gated: scaled(gated),
		filled: scaled(filled),
		unusable: scaled(unusable),
		optedOut: scaled(optedOut),
		cached: scaled(cached),
		shared: scaled(shared),
	};
	const left = Object.values(others).reduce((sum, part) => sum + part, 0);
	return { records, ...others, asked: records - left };
}

/** Each execution fills its own calls: the last one of each may be short. */
function callsOf(
	{ records, asked }: ForecastCounts,
	items: number,
	{ provider }: EnrichRequest,
	{ perExecution, count }: ForecastSources,
	bytesPerQuery: number,
): number {
	const size = perExecution ?? (count === undefined ? Math.max(items, 1) : count);
	const executions = Math.max(1, Math.ceil(records / Math.max(1, size)));
	const whole = Math.floor(asked / executions);
	const larger = asked - whole * executions;
	const calls = (queries: number) => callsFor(queries, provider.facts, bytesPerQuery);
	return larger * calls(whole + 1) + (executions - larger) * calls(whole);
}

function sentenceOf(
	forecast: Omit<ProviderForecast, 'sentence'>,
	name: string,
	history: HitHistory | undefined,
	{ matchRate }: ForecastAssumptions,
): string {
	const { asked, records, calls, matches, worst, expected } = forecast;
	const left = leftOut(forecast);
	const begin = `${name}: ${formatCount(asked)} of ${formatCount(records)} records in ${counted(calls, 'call')}`;
	if (asked === 0) return `${begin}${left}: nothing is spent.`;
	const cost =
		totalCredits(worst) === 0
			? 'no credits'
			: `${amount(totalCredits(expected))} credits expected${byPool(expected)}, ${amount(totalCredits(worst))} at most`;
	const basis = history
		? `by ${formatCount(history.lookUps)} look-ups so far`
		: `assuming that it knows ${Math.round(matchRate * 100)} %, because it has not been asked before`;
	return `${begin}${left}; about ${counted(matches, 'match', 'matches')}; ${cost}; ${timeOf(forecast.durationMs)} (${basis}).`;
}

function leftOut({ gated, filled, unusable, optedOut, cached, shared }: ForecastCounts): string {
	const parts = [
		[gated, 'unchanged'],
		[filled, 'filled already'],
		[cached, 'answered from memory'],
		[shared, 'that ask the same as others'],
		[optedOut, 'opted out'],
		[unusable, 'with nothing to match on'],
	] as const;
	const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${formatCount(count)} ${words}`);
	return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

function byPool(credits: Credits): string {
	const pools = Object.entries(credits);
	return pools.length < 2 ? '' : ` (${pools.map(([pool, each]) => `${pool} ${amount(each / 1_000)}`).join(', ')})`;
}

function amount(credits: number): string {
	return credits.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

function timeOf(ms: number): string {
	if (ms < 90_000) return `at least ${formatCount(Math.ceil(ms / 1_000))} s`;
	if (ms < 5_400_000) return `at least ${formatCount(Math.ceil(ms / 60_000))} min`;
	return `at least ${(ms / 3_600_000).toLocaleString('en-US', { maximumFractionDigits: 1 })} h`;
}
