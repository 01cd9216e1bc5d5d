import { type Random, seededRandom } from '../../emulators/salesforce/seeded-random';
import type { SeenLookUp } from '../../core/stages/enrich/order-advice-episodes';

export const fields = ['Industry', 'NumberOfEmployees', 'Phone', 'Website'];

/** A provider whose hit rate swings, once in about a thousand records. */
export interface DriftingProvider {
	readonly id: string;
	readonly usualHitRate: number;
	readonly swing: number;
	readonly phase: number;
	/** By field. */
	readonly fillRates: readonly number[];
	/** Thousandths of a credit. */
	readonly perMatch: number;
	readonly perMiss: number;
}

/** Everything about one record that chance decides, so that all orders meet the same. */
export interface Fate {
	readonly isObscure: boolean;
	readonly open: readonly boolean[];
	/** By provider: how lucky its match is, and its fills by field. */
	readonly luck: ReadonlyArray<{ readonly match: number; readonly fills: readonly number[] }>;
}

export interface ChainResult {
	readonly lookUps: readonly SeenLookUp[];
	readonly fills: number;
	readonly credits: number;
}

/** What a match costs, in thousandths of a credit: as far apart as vendors are, each provider another. */
const usualPrices = [600, 900, 1_300, 1_900, 2_900];

/** Hit rates between a fifth and four fifths; who is dear and who is cheap is drawn too. */
export function driftingProviders(seed: number): DriftingProvider[] {
	const random = seededRandom(seed);
	const between = (low: number, high: number) => low + random() * (high - low);
	const prices = drawnPrices(random);
	return ['amber', 'birch', 'cedar', 'dune', 'ember'].map((id, place) => ({
		id,
		usualHitRate: between(0.2, 0.75),
		swing: between(0.05, 0.15),
		phase: between(0, 2 * Math.PI),
		fillRates: fields.map(() => between(0.35, 0.95)),
		perMatch: Math.round(prices[place] * between(0.8, 1.25)),
		perMiss: random() < 0.3 ? Math.round(prices[place] * between(0.05, 0.15)) : 0,
	}));
}

function drawnPrices(random: Random): number[] {
	return usualPrices
		.map((price) => ({ price, lot: random() }))
		.sort((a, b) => a.lot - b.lot)
		.map(({ price }) => price);
}

/** One in three records is obscure: all providers know such ones less. */
export function drawFate(random: Random, providers: number): Fate {
	return {
		isObscure: random() < 1 / 3,
		open: fields.map(() => random() < 0.85),
		luck: Array.from({ length: providers }, () => ({ match: random(), fills: fields.map(() => random()) })),
	};
}

/** Walks the record through the chain as Enrich does: whoever comes later sees what earlier ones left open. */
export function walkChain(
	providers: readonly DriftingProvider[],
	order: readonly number[],
	fate: Fate,
	index: number,
	at: Date,
): ChainResult {
	const open = [...fate.open];
	const lookUps: SeenLookUp[] = [];
	let [fills, credits] = [0, 0];
	for (const place of order) {
		const asked = fields.filter((_, field) => open[field]);
		if (asked.length === 0) break;
		const provider = providers[place];
		const { match, fills: luck } = fate.luck[place];
		const isMatch = match < hitRateAt(provider, index, fate.isObscure);
		const filled = isMatch ? fields.filter((_, field) => open[field] && luck[field] < provider.fillRates[field]) : [];
		for (const field of filled) open[fields.indexOf(field)] = false;
		const charged = isMatch ? provider.perMatch : provider.perMiss;
		fills += filled.length;
		credits += charged;
		lookUps.push({
			provider: provider.id,
			at,
			recordId: `record-${index}`,
			inputHash: `input-${index}`,
			outcome: isMatch ? 'matched' : 'no_match',
			asked,
			filled,
			charged: charged === 0 ? {} : { credits: charged },
		});
	}
	return { lookUps, fills, credits };
}

function hitRateAt({ usualHitRate, swing, phase }: DriftingProvider, index: number, isObscure: boolean): number {
	const now = usualHitRate + swing * Math.sin(phase + (2 * Math.PI * index) / 1_000);
	return isObscure ? now * 0.5 : Math.min(1, now * 1.25);
}
