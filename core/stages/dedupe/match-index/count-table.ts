import { accountNames } from '../linkage/account-evidence';
import { type Column, type LinkageTable, missing } from '../linkage/columns';
import { derived, mailDomain, soundex } from '../linkage/derived';
import { KeyNumbers } from '../linkage/key-numbers';
import { TextNumbers } from '../linkage/text-numbers';
import type { Turns } from '../linkage/turns';
import type { TakeEntry } from './build-pages';
import {
	accountText,
	mailDomainText,
	ownerText,
	peopleText,
	sharedFields,
	valueText,
	wordsOf,
	wordText,
} from './counted-texts';
import { hashText } from './hashes';

const perPart = 256;

type Count = (text: string, count: number) => void;

/** All that an index counts of all records of a table; lets other work in between. */
export async function takeCounts(table: LinkageTable, turns: Turns, take: TakeEntry): Promise<void> {
	const count: Count = (text, number) => {
		const { place, mark } = hashText(text);
		take(place, mark, number);
	};
	for (const column of table.columns.values()) await countValues(column, turns, count);
	const email = table.columns.get('email');
	if (email) {
		const { texts, counts } = (await derived(email, mailDomain, turns)).dictionary;
		await turns.inParts(texts.length, perPart, (from, to) => {
			for (let id = from; id < to; id += 1) count(mailDomainText(texts[id]), counts[id]);
		});
	}
	await countPeople(table, turns, count);
}

async function countValues({ field, dictionary }: Column, turns: Turns, count: Count): Promise<void> {
	const { texts, counts } = dictionary;
	const words = new TextNumbers();
	const values: number[] = [];
	await turns.inParts(texts.length, perPart, (from, to) => {
		for (let value = from; value < to; value += 1) {
			count(valueText(field, texts[value]), counts[value]);
			for (const word of wordsOf(field, texts[value])) {
				const number = words.add(word);
				values[number] = (values[number] ?? 0) + 1;
			}
		}
	});
	await turns.inParts(values.length, perPart, (from, to) => {
		for (let word = from; word < to; word += 1) count(wordText(field, words.texts[word]), values[word]);
	});
}

async function countPeople(table: LinkageTable, turns: Turns, count: Count): Promise<void> {
	const last = table.columns.get('lastName');
	const owners = last && (await derived(last, soundex, turns));
	const ownerOf = (record: number): string | undefined =>
		owners && owners.ids[record] !== missing ? owners.dictionary.texts[owners.ids[record]] : undefined;
	for (const field of sharedFields) {
		const column = table.columns.get(field);
		if (!column) continue;
		const { ids, dictionary } = column;
		const of = (record: number): string | undefined =>
			ids[record] === missing || ownerOf(record) === undefined
				? undefined
				: peopleText(field, dictionary.texts[ids[record]]);
		await countOwnersOf(table.size, of, ownerOf, 2, turns, count);
	}
	const nameOf = await accountNames(table, turns);
	const account = (record: number): string | undefined => {
		const name = nameOf(record);
		return name === undefined ? undefined : accountText(name);
	};
	await countOwnersOf(table.size, account, ownerOf, 1, turns, count);
}

/** How many records each owner has of each text, and how many owners a text has, from `least` on. */
async function countOwnersOf(
	size: number,
	textOf: (record: number) => string | undefined,
	ownerOf: (record: number) => string | undefined,
	least: number,
	turns: Turns,
	count: Count,
): Promise<void> {
	const [texts, owners, pairs] = [new TextNumbers(), new TextNumbers(), new KeyNumbers()];
	const [textByPair, ownerByPair, peopleByText]: [number[], number[], number[]] = [[], [], []];
	await turns.inParts(size, perPart, (from, to) => {
		for (let record = from; record < to; record += 1) {
			const text = textOf(record);
			if (text === undefined) continue;
			const [one, other] = [texts.add(text), owners.add(ownerOf(record) ?? '')];
			const before = pairs.size;
			pairs.add(one, other);
			if (pairs.size === before) continue;
			textByPair.push(one);
			ownerByPair.push(other);
			peopleByText[one] = (peopleByText[one] ?? 0) + 1;
		}
	});
	await turns.inParts(textByPair.length, perPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1)
			count(ownerText(texts.texts[textByPair[pair]], owners.texts[ownerByPair[pair]]), pairs.counts[pair]);
	});
	await turns.inParts(peopleByText.length, perPart, (from, to) => {
		for (let text = from; text < to; text += 1)
			if (peopleByText[text] >= least) count(texts.texts[text], peopleByText[text]);
	});
}
