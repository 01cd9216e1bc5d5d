import { sumBy } from 'lodash';
import type { Episode } from './order-advice-episodes';
import { type ChainModel, countBits, type ProviderModel } from './order-advice-fit';

/** What an order comes to, per record that enters the chain. */
export interface OrderFigures {
	/** Fields that got a value. */
	readonly fills: number;
	readonly credits: number;
	/** `Infinity` where nothing is charged. */
	readonly fillsPerCredit: number;
}

/** Records as the chain might meet them, drawn once, so that all orders are compared on the same. */
export interface Draws {
	readonly records: readonly DrawnRecord[];
	readonly providers: readonly ProviderModel[];
}

interface DrawnRecord {
	readonly open: number;
	/** By provider: the fields that it would fill; `undefined` when it does not know the record. */
	readonly known: ReadonlyArray<number | undefined>;
}

/** Draws records of the model; their open fields are those of records that have been seen. */
export function drawRecords(
	model: ChainModel,
	episodes: readonly Episode[],
	count: number,
	random: () => number,
): Draws {
	const total = sumBy(episodes, 'weight');
	let [at, passed] = [0, episodes[0].weight];
	const records = Array.from({ length: count }, (_, index): DrawnRecord => {
		// Evenly over the weights: less noise than drawing.
		const point = ((index + random()) / count) * total;
		while (passed < point && at < episodes.length - 1) passed += episodes[++at].weight;
		const kind = random() < model.kinds[0] ? 0 : 1;
		const known = model.providers.map((provider) => drawAnswer(provider, kind, random));
		return { open: episodes[at].open, known };
	});
	return { records, providers: model.providers };
}

/** What asking the drawn records in this order comes to; a provider is asked while a field is open that it can give. */
export function replayOrder({ records, providers }: Draws, order: readonly number[]): OrderFigures {
	let [fills, credits] = [0, 0];
	for (const { open: first, known } of records) {
		let open = first;
		for (const index of order) {
			const { gives, matchCost, fillCost, missCost } = providers[index];
			if ((open & gives) === 0) continue;
			const answer = known[index];
			if (answer === undefined) {
				credits += missCost;
				continue;
			}
			const filled = countBits(open & answer);
			fills += filled;
			credits += matchCost + fillCost * filled;
			open &= ~answer;
			if (open === 0) break;
		}
	}
	const fillsPerCredit = credits === 0 ? (fills === 0 ? 0 : Infinity) : fills / credits;
	return { fills: fills / records.length, credits: credits / records.length, fillsPerCredit };
}

function drawAnswer({ match, fill, gives }: ProviderModel, kind: number, random: () => number): number | undefined {
	const isMatch = random() < match[kind];
	let answer = 0;
	for (let bit = 0; bit < fill.length; bit += 1) {
		if (random() < fill[bit]) answer |= 1 << bit;
	}
	return isMatch ? answer & gives : undefined;
}
