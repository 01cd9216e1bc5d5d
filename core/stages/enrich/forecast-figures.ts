import { sum } from 'lodash';
import type { Credits } from '../../store/contract/ledger';
import type { SeenLookUp } from './order-advice-episodes';
import type { ProviderFacts, RateWindow } from './provider';

/** What look-ups of a provider have come to, per record that was asked for. */
export interface HitHistory {
	readonly lookUps: number;
	/** 0–1. */
	readonly matchRate: number;
	/** Thousandths of a credit for one look-up, by pool; not rounded. */
	readonly perLookUp: Credits;
}

export interface ForecastAssumptions {
	/** 0–1: how many records a provider is thought to know that has not been asked before. */
	readonly matchRate: number;
	/** From sending a call to its answer. */
	readonly latencyMs: number;
	/** From beginning a job to its answer. */
	readonly jobMs: number;
}

/** What is assumed where nothing is known; the sentence of a forecast says so. */
export const usualAssumptions: ForecastAssumptions = { matchRate: 0.6, latencyMs: 1_000, jobMs: 90_000 };

/** So many look-ups at the assumed rate stand beside those that have been seen: the first few tell little. */
const priorLookUps = 20;

/** From the provider's own look-ups; those that never reached it are left out. `undefined` without any. */
export function hitHistoryOf(lookUps: readonly SeenLookUp[]): HitHistory | undefined {
	const answered = lookUps.filter(({ outcome }) => reached.has(outcome));
	if (answered.length === 0) return undefined;
	const perLookUp: Record<string, number> = {};
	for (const { charged } of answered) {
		for (const [pool, amount] of Object.entries(charged))
			perLookUp[pool] = (perLookUp[pool] ?? 0) + amount / answered.length;
	}
	const matches = answered.filter(({ outcome }) => outcome !== 'no_match').length;
	return { lookUps: answered.length, matchRate: matches / answered.length, perLookUp };
}

const reached = new Set<string>(['matched', 'low_confidence', 'no_match', 'changed_employer']);

/** Calls for so many queries that are asked together: as many as fit a batch, by number and by size. */
export function callsFor(queries: number, { batchSize, maxRequestBytes }: ProviderFacts, bytesPerQuery = 0): number {
	const bySize =
		maxRequestBytes !== undefined && bytesPerQuery > 0 ? Math.floor(maxRequestBytes / bytesPerQuery) : batchSize;
	return Math.ceil(queries / Math.max(1, Math.min(batchSize, bySize)));
}

/** The most that so many look-ups in so many calls can cost, in thousandths by pool. */
export function worstCredits(
	queries: number,
	calls: number,
	{ billing }: ProviderFacts,
	wanted: readonly string[],
): Credits {
	return added(times(billing.worstCase(wanted), queries), times(billing.perCall ?? {}, calls));
}

/** What they will cost on average: as seen, beside what the billing rule and the assumed match rate say. Whole thousandths, never above the worst case. */
export function expectedCredits(
	queries: number,
	worst: Credits,
	history: HitHistory | undefined,
	{ matchRate }: ForecastAssumptions,
): Credits {
	const byRule = times(worst, matchRate);
	if (!history || queries === 0) return rounded(byRule);
	const seen = times(history.perLookUp, queries);
	const total = history.lookUps + priorLookUps;
	const mixed = added(times(seen, history.lookUps / total), times(byRule, priorLookUps / total));
	const bounded = Object.entries(mixed).map(
		([pool, amount]) => [pool, Math.min(amount, worst[pool] ?? amount)] as const,
	);
	return rounded(Object.fromEntries(bounded));
}

/** Of so many records, as many as the provider will know on average. */
export function expectedMatches(
	queries: number,
	history: HitHistory | undefined,
	{ matchRate }: ForecastAssumptions,
): number {
	const { lookUps = 0, matchRate: seen = 0 } = history ?? {};
	return Math.round((queries * (lookUps * seen + priorLookUps * matchRate)) / (lookUps + priorLookUps));
}

/** The least time that so many calls take: by the provider's limits, and by waiting for its answers. */
export function durationMs(calls: number, facts: ProviderFacts, assumptions: ForecastAssumptions): number {
	if (calls === 0) return 0;
	const answerMs = facts.mode === 'job' ? assumptions.jobMs : assumptions.latencyMs;
	const waiting = Math.ceil(calls / (facts.concurrency ?? 1)) * answerMs;
	return Math.max(waiting, ...(facts.rate?.windows ?? []).map((window) => answerMs + windowMs(calls, window)));
}

/** How long after the first call the last one may be sent. */
function windowMs(calls: number, { requests, perMs }: RateWindow): number {
	return Math.floor((calls - 1) / Math.max(1, requests)) * perMs;
}

/** All pools together, in credits. */
export function totalCredits(credits: Credits): number {
	return sum(Object.values(credits)) / 1_000;
}

function times(credits: Credits, factor: number): Credits {
	return Object.fromEntries(Object.entries(credits).map(([pool, amount]) => [pool, amount * factor]));
}

function added(one: Credits, other: Credits): Credits {
	const pools = [...new Set([...Object.keys(one), ...Object.keys(other)])];
	return Object.fromEntries(pools.map((pool) => [pool, (one[pool] ?? 0) + (other[pool] ?? 0)]));
}

function rounded(credits: Credits): Credits {
	return Object.fromEntries(Object.entries(credits).map(([pool, amount]) => [pool, Math.round(amount)]));
}
