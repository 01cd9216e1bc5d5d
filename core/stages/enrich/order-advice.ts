import { sum, sumBy, uniq } from 'lodash';
import { formatCount } from '../../run/verdict';
import type { Credits } from '../../store/contract/ledger';
import { episodesOf, type SeenLookUp } from './order-advice-episodes';
import { fitChain } from './order-advice-fit';
import { type Draws, drawRecords, type OrderFigures, replayOrder } from './order-advice-replay';

export interface AdviceSettings {
	/** The chain as it stands, first to last; providers without look-ups take part with what is usual for the others. */
	readonly order: readonly string[];
	readonly now: Date;
	/** 0–1, evenly spread; the same sequence gives the same advice. */
	readonly random: () => number;
	/** A look-up this old counts half. */
	readonly halfLifeDays?: number;
	/** What a credit of one provider is worth beside another's; 1 unless said. */
	readonly priceOf?: (provider: string, pool: string) => number;
}

export interface OrderAdvice {
	/** First to last. */
	readonly order: readonly string[];
	readonly advised: OrderFigures;
	readonly present: OrderFigures;
	/** 0–1: of the chains that the look-ups leave possible, the share in which the advised order is as good as the present one or better. */
	readonly certainty: number;
	/** How much of its fills per credit the advised order may lose against the best one, 0–1, as expected. */
	readonly regret: number;
	/** Whom to ask first for so many records, to be surer; absent when that would change little. */
	readonly explore?: { readonly provider: string; readonly records: number };
	/** How many look-ups the advice is drawn from. */
	readonly lookUps: number;
	/** All of it, for a reader. */
	readonly sentence: string;
}

const day = 86_400_000;
const defaultHalfLifeDays = 30;
const fewestLookUps = 30;
const replayedRecords = 1_200;
const bootstraps = 24;
const bootstrapRecords = 400;
/** Below it nobody would change a workflow. */
const negligible = 0.02;
const exploredRecords = 50;
/** Of more providers the order is built one by one, not picked from all. */
const mostPermuted = 6;

/**
 * The order of a chain of providers that gives the most fills per credit, estimated from what the ledger has seen; `undefined`
 * when the chain has fewer than two providers or there are fewer than 30 look-ups. Pure but for `random`.
 */
export function adviseOrder(lookUps: readonly SeenLookUp[], settings: AdviceSettings): OrderAdvice | undefined {
	const present = uniq(settings.order);
	const seen = lookUps.filter(({ provider }) => present.includes(provider));
	if (present.length < 2 || seen.length < fewestLookUps) return undefined;
	const { now, random, halfLifeDays = defaultHalfLifeDays, priceOf = () => 1 } = settings;
	const weightOf = (at: Date) => 0.5 ** (Math.max(0, now.getTime() - at.getTime()) / day / halfLifeDays);
	const costOf = (provider: string, charged: Credits) =>
		sum(Object.entries(charged).map(([pool, amount]) => (amount / 1_000) * priceOf(provider, pool)));
	const episodes = episodesOf(seen, present, weightOf, costOf);
	const draws = drawRecords(fitChain(episodes, present.length), episodes, replayedRecords, random);
	const order = bestOrder(draws, present.length);
	const doubt = doubtOf(order, present.length, () => {
		const chain = fitChain(episodes, present.length, random);
		return drawRecords(chain, episodes, bootstrapRecords, random);
	});
	const figures = {
		order: order.map((index) => present[index]),
		advised: replayOrder(draws, order),
		present: replayOrder(draws, identity(present.length)),
		...doubt,
		lookUps: seen.length,
		...(doubt.regret > negligible && { explore: { provider: leastKnown(seen, present), records: exploredRecords } }),
	};
	return { ...figures, sentence: sentenceOf(figures, present) };
}

/** Over chains that the look-ups leave possible: how often the order is no worse than the present one, and what it loses against each one's best. */
function doubtOf(order: readonly number[], count: number, another: () => Draws): { certainty: number; regret: number } {
	const chains = Array.from({ length: bootstraps }, () => {
		const draws = another();
		const [advised, present, best] = [order, identity(count), bestOrder(draws, count)].map(
			(each) => replayOrder(draws, each).fillsPerCredit,
		);
		return { isNoWorse: advised >= present, lost: best === 0 || best === Infinity ? 0 : 1 - advised / best };
	});
	return {
		certainty: chains.filter(({ isNoWorse }) => isNoWorse).length / bootstraps,
		regret: sumBy(chains, 'lost') / bootstraps,
	};
}

function bestOrder(draws: Draws, count: number): number[] {
	if (count > mostPermuted) return greedyOrder(draws, count);
	let [best, most] = [identity(count), -1];
	for (const order of permutations(identity(count))) {
		const { fillsPerCredit } = replayOrder(draws, order);
		if (fillsPerCredit > most) [best, most] = [order, fillsPerCredit];
	}
	return best;
}

/** Next comes whoever gives the most for its credits on what is left. */
function greedyOrder(draws: Draws, count: number): number[] {
	const order: number[] = [];
	while (order.length < count) {
		const before = replayOrder(draws, order);
		const left = identity(count).filter((index) => !order.includes(index));
		const gains = left.map((index) => {
			const { fills, credits } = replayOrder(draws, [...order, index]);
			const more = fills - before.fills;
			return more === 0 ? 0 : more / Math.max(credits - before.credits, Number.MIN_VALUE);
		});
		order.push(left[gains.indexOf(Math.max(...gains))]);
	}
	return order;
}

function* permutations(rest: readonly number[]): Generator<number[]> {
	if (rest.length <= 1) yield [...rest];
	for (const [index, first] of rest.entries()) {
		if (rest.length <= 1) return;
		for (const others of permutations(rest.toSpliced(index, 1))) yield [first, ...others];
	}
}

function identity(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index);
}

function leastKnown(lookUps: readonly SeenLookUp[], order: readonly string[]): string {
	const counts = order.map((name) => lookUps.filter(({ provider }) => provider === name).length);
	return order[counts.indexOf(Math.min(...counts))];
}

function sentenceOf(advice: Omit<OrderAdvice, 'sentence'>, order: readonly string[]): string {
	const { present, advised, certainty, explore, lookUps } = advice;
	const basis = `by ${formatCount(lookUps)} look-ups`;
	const isSame = advice.order.every((provider, index) => provider === order[index]);
	const gain = advised.fillsPerCredit / present.fillsPerCredit - 1;
	const verdict =
		isSame || gain < negligible
			? `The order ${order.join(' → ')} is as good as any (${perCredit(present)}), ${basis}.`
			: `${advice.order.join(' → ')} would give ${perCredit(advised)} and not ${perCredit(present)}, ${Math.round(certainty * 100)} % sure ${basis}.`;
	if (!explore) return verdict;
	return `${verdict} To be surer, ask ${explore.provider} first for ${explore.records} records.`;
}

function perCredit({ fillsPerCredit }: OrderFigures): string {
	return Number.isFinite(fillsPerCredit) ? `${fillsPerCredit.toFixed(2)} values per credit` : 'values for no credits';
}
