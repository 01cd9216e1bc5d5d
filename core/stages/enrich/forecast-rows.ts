import type { ProviderForecast } from './forecast';

/** A forecast as a row of a table: amounts in credits, time in seconds. */
export interface ForecastRow {
	readonly provider: string;
	/** Absent where nothing is charged. */
	readonly pool?: string;
	readonly records: number;
	readonly asked: number;
	readonly unchanged: number;
	readonly filled: number;
	readonly answered_from_memory: number;
	readonly answered_with_others: number;
	readonly opted_out: number;
	readonly nothing_to_match_on: number;
	readonly calls: number;
	readonly matches: number;
	readonly credits_expected: number;
	readonly credits_at_most: number;
	readonly seconds_at_least: number;
	/** How many look-ups the expectation is drawn from. */
	readonly look_ups: number;
	readonly text: string;
}

/** A row for each pool of the provider's credits, the same but for them; one for a provider that costs nothing. */
export function forecastRows(forecast: ProviderForecast): ForecastRow[] {
	const pools = Object.keys(forecast.worst);
	return (pools.length === 0 ? [undefined] : pools).map((pool) => ({
		provider: forecast.provider,
		...(pool !== undefined && { pool }),
		records: forecast.records,
		asked: forecast.asked,
		unchanged: forecast.gated,
		filled: forecast.filled,
		answered_from_memory: forecast.cached,
		answered_with_others: forecast.shared,
		opted_out: forecast.optedOut,
		nothing_to_match_on: forecast.unusable,
		calls: forecast.calls,
		matches: forecast.matches,
		credits_expected: creditsOf(forecast.expected, pool),
		credits_at_most: creditsOf(forecast.worst, pool),
		seconds_at_least: Math.ceil(forecast.durationMs / 1_000),
		look_ups: forecast.lookUps,
		text: forecast.sentence,
	}));
}

function creditsOf(credits: Readonly<Record<string, number>>, pool: string | undefined): number {
	return pool === undefined ? 0 : (credits[pool] ?? 0) / 1_000;
}
