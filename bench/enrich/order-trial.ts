import { adviseOrder, type OrderAdvice } from '../../core/stages/enrich/order-advice';
import type { SeenLookUp } from '../../core/stages/enrich/order-advice-episodes';
import { seededRandom } from '../../emulators/salesforce/seeded-random';
import { type DriftingProvider, drawFate, driftingProviders, walkChain } from './drifting-providers';

export interface OrderTrial {
	readonly seed: number;
	readonly advice: OrderAdvice;
	/** Fills per credit of the advised order, of the best and of the worst of all, on records that nobody had seen. */
	readonly advised: number;
	readonly best: number;
	readonly worst: number;
	/** Of asking the cheapest first, whatever it knows. */
	readonly cheapest: number;
	/** Of the order that the chain began with. */
	readonly present: number;
	/** Records that were asked in another order because the advice wanted to know more. */
	readonly explored: number;
}

const hour = 3_600_000;
const begun = new Date('2026-01-01T00:00:00Z').getTime();
const recordsPerRound = 50;
/** The best order's fills per credit to the worst's. */
const fewestRoom = 1.35;

/**
 * A chain whose owner follows what the advice wants to know, and nothing else: it stays in its order but for records on which a
 * provider is asked first. Two records an hour, so that the half-life of the advice meets the drift. Then all orders are tried
 * on new records of that day.
 */
export function tryAdvice(seed: number, records: number, judged: number): OrderTrial {
	const { providers, judge } = chainWhereOrderMatters(seed, records, judged);
	const random = seededRandom(seed + 1_000_000);
	const lookUps: SeenLookUp[] = [];
	let [explored, first] = [0, undefined as string | undefined];
	for (let index = 0; index < records; index += 1) {
		if (index > 0 && index % recordsPerRound === 0) first = advise(providers, lookUps, index)?.explore?.provider;
		if (first !== undefined) explored += 1;
		const { lookUps: seen } = walkChain(
			providers,
			withFirst(providers, first),
			drawFate(random, providers.length),
			index,
			timeOf(index),
		);
		for (const lookUp of seen) lookUps.push(lookUp);
	}
	const advice = advise(providers, lookUps, records);
	if (!advice) throw new Error(`${lookUps.length} look-ups of seed ${seed} gave no advice.`);
	return { seed, advice, explored, ...judge(advice.order) };
}

function advise(
	providers: readonly DriftingProvider[],
	lookUps: readonly SeenLookUp[],
	index: number,
): OrderAdvice | undefined {
	return adviseOrder(lookUps, {
		order: providers.map(({ id }) => id),
		now: timeOf(index),
		random: seededRandom(index),
		halfLifeDays: 5,
	});
}

function timeOf(index: number): Date {
	return new Date(begun + (index * hour) / 2);
}

function withFirst(providers: readonly DriftingProvider[], first: string | undefined): number[] {
	const places = providers.map((_, place) => place);
	return first === undefined ? places : places.sort((a, b) => rank(b) - rank(a));

	function rank(place: number): number {
		return providers[place].id === first ? 1 : 0;
	}
}

interface Chain {
	readonly providers: readonly DriftingProvider[];
	judge(advised: readonly string[]): Pick<OrderTrial, 'advised' | 'best' | 'worst' | 'present' | 'cheapest'>;
}

/** Draws chains until the best order is well above the worst: elsewhere no advice could show anything. */
function chainWhereOrderMatters(seed: number, index: number, judged: number): Chain {
	for (let attempt = 0; ; attempt += 1) {
		const providers = driftingProviders(seed * 1_000 + attempt);
		const perCredit = judgeAt(providers, index, seed, judged);
		const places = providers.map((_, place) => place);
		const all = permutationsOf(places).map(perCredit);
		const [best, worst] = [Math.max(...all), Math.min(...all)];
		if (best < worst * fewestRoom) continue;
		const byPrice = places.toSorted((a, b) => providers[a].perMatch - providers[b].perMatch);
		const placesOf = (ids: readonly string[]) => ids.map((id) => providers.findIndex((provider) => provider.id === id));
		return {
			providers,
			judge: (advised) => ({
				best,
				worst,
				advised: perCredit(placesOf(advised)),
				present: perCredit(places),
				cheapest: perCredit(byPrice),
			}),
		};
	}
}

/** Fills per credit of an order, on records of that day that the advice has not seen. */
function judgeAt(
	providers: readonly DriftingProvider[],
	index: number,
	seed: number,
	judged: number,
): (order: readonly number[]) => number {
	const random = seededRandom(seed + 2_000_000);
	const fates = Array.from({ length: judged }, () => drawFate(random, providers.length));
	return (order) => {
		let [fills, credits] = [0, 0];
		for (const fate of fates) {
			const result = walkChain(providers, order, fate, index, timeOf(index));
			fills += result.fills;
			credits += result.credits;
		}
		return (fills * 1_000) / credits;
	};
}

function permutationsOf(rest: readonly number[]): number[][] {
	if (rest.length === 0) return [[]];
	return rest.flatMap((first, index) => permutationsOf(rest.toSpliced(index, 1)).map((others) => [first, ...others]));
}
