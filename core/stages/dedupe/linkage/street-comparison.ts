import { houseNumber, isPostBox } from './address-forms';
import type { Comparison } from './comparison';
import { derived } from './derived';
import { editDistance, jaroWinkler } from './similarity';
import { type Column, missing } from './columns';
import { TokenSets } from './tokens';
import type { Turns } from './turns';

const streetsPerPart = 1_024;

/**
 * Streets with their house numbers: two numbers of one street are two places, however alike they are as texts. Companies have
 * branches in one street as they have them in others; people seldom move next door, and who types their address may slip.
 */
export async function streetComparison(
	street: Column | undefined,
	isOfPeople: boolean,
	turns: Turns,
): Promise<Comparison | undefined> {
	if (!street) return undefined;
	const { ids, dictionary, filled } = street;
	const tokens = await TokenSets.of(dictionary, turns);
	const numbers = await derived(street, houseNumber, turns);
	const names = await derived(street, streetName, turns);
	const nameTokens = await TokenSets.of(names.dictionary, turns);
	const isBox = new Uint8Array(dictionary.size);
	await turns.inParts(dictionary.size, streetsPerPart, (from, to) => {
		for (let text = from; text < to; text += 1) if (isPostBox(dictionary.texts[text])) isBox[text] = 1;
	});
	const isSameStreet = (one: number, other: number): boolean => {
		const [a, b] = [names.ids[one], names.ids[other]];
		if (a === missing || b === missing) return false;
		return a === b || nameTokens.similarity(a, b) >= 0.8 || jaroWinkler(names.dictionary, a, b, 0.93) >= 0.93;
	};
	return {
		name: 'street',
		fields: ['street'],
		levels: ['different', 'same street, another number', 'similar', 'number one digit off', 'very similar', 'equal'],
		typical: [0.15, 0.03, 0.07, 0.05, 0.2, 0.5],
		exactFrom: 6,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === missing || b === missing) return 0;
			if (a === b) return 6;
			// A mailbox at the post office says nothing about where the house is.
			if (isBox[a] !== isBox[b]) return 0;
			const [here, there] = [numbers.ids[one], numbers.ids[other]];
			const isAnother =
				here !== missing &&
				there !== missing &&
				!isInRange(numbers.dictionary.texts[here], numbers.dictionary.texts[there]);
			const isSame = isSameStreet(one, other);
			if (isAnother && isSame) return editDistance(numbers.dictionary, here, there, 1) <= 1 ? 4 : isOfPeople ? 2 : 1;
			if (!isAnother && (isSame || editDistance(dictionary, a, b, 2) <= 2)) return 5;
			return tokens.similarity(a, b) >= 0.5 ? 3 : 1;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
		ownShare: 2 / filled,
	};
}

/** Whether one of them is the other, or an end of its range. */
function isInRange(one: string, other: string): boolean {
	return one === other || one.split(' ').some((number) => other.split(' ').includes(number));
}

/** The words without numbers and letters that stand alone. */
function streetName(street: string): string | undefined {
	const words = street.split(' ').filter((word) => word.length > 1 && !/^\d+[a-z]?$/.test(word));
	return words.length === 0 ? undefined : words.join(' ');
}
