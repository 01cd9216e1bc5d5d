import { countBy, groupBy, mean, sortBy } from 'lodash';
import type { Credits, ToldLookUp } from '../../store/contract/ledger';

/** A look-up of the ledger, with who was asked and when. */
export type SeenLookUp = ToldLookUp;

/** A record's way through the chain once; fields are bits of a number. */
export interface Episode {
	/** How much it counts. */
	readonly weight: number;
	/** The fields that were open when it began. */
	readonly open: number;
	readonly steps: readonly EpisodeStep[];
}

export interface EpisodeStep {
	/** Its place in the present order. */
	readonly provider: number;
	readonly isMatch: boolean;
	readonly asked: number;
	readonly filled: number;
	/** In the credits that `priceOf` compares. */
	readonly cost: number;
}

/** Bits that can be shifted without a sign; the most frequent fields have one each. */
const mostFields = 30;

/** The look-ups of each record, in order; what never reached the provider tells nothing about it and is left out. */
export function episodesOf(
	lookUps: readonly SeenLookUp[],
	order: readonly string[],
	weightOf: (at: Date) => number,
	costOf: (provider: string, charged: Credits) => number,
): Episode[] {
	const known = lookUps.filter(({ outcome }) => isAnswer(outcome));
	const bitByField = bitsOf(known);
	const maskOf = (fields: readonly string[]) => fields.reduce((mask, field) => mask | (bitByField.get(field) ?? 0), 0);
	return waysOf(known).map((way) => {
		const steps = way.map(
			({ provider, outcome, asked, filled, charged }): EpisodeStep => ({
				provider: order.indexOf(provider),
				isMatch: outcome !== 'no_match',
				asked: maskOf(asked),
				filled: maskOf(filled),
				cost: costOf(provider, charged),
			}),
		);
		const open = steps.reduce((mask, { asked }) => mask | asked, 0);
		return { weight: weightOf(way[way.length - 1].at), open, steps };
	});
}

function isAnswer(outcome: string): boolean {
	return outcome === 'matched' || outcome === 'low_confidence' || outcome === 'no_match';
}

function bitsOf(lookUps: readonly SeenLookUp[]): ReadonlyMap<string, number> {
	const counts = countBy(lookUps.flatMap(({ asked }) => asked));
	const fields = sortBy(Object.keys(counts), (field) => -counts[field]).slice(0, mostFields);
	return new Map(fields.map((field, index) => [field, 1 << index]));
}

/** The chain as the look-ups show it: who comes earlier in the ways of records, first. */
export function usualOrder(lookUps: readonly SeenLookUp[]): string[] {
	const places: Record<string, number[]> = {};
	for (const way of waysOf(lookUps)) way.forEach(({ provider }, place) => (places[provider] ??= []).push(place));
	return sortBy(Object.keys(places), (provider) => mean(places[provider]));
}

/** A provider that is asked again begins another way of the same record. */
function waysOf(lookUps: readonly SeenLookUp[]): SeenLookUp[][] {
	const byRecord = groupBy(lookUps, ({ recordId, inputHash }) => recordId ?? inputHash);
	return Object.values(byRecord).flatMap((ofRecord) => {
		const ways: SeenLookUp[][] = [];
		for (const lookUp of sortBy(ofRecord, ({ at }) => at.getTime())) {
			const way = ways[ways.length - 1];
			if (!way || way.some(({ provider }) => provider === lookUp.provider)) ways.push([lookUp]);
			else way.push(lookUp);
		}
		return ways;
	});
}
