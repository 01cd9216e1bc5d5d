import { type Column, type LinkageTable, missing } from './columns';
import { KeyNumbers } from './key-numbers';
import { derived } from './derived';
import { houseNumber } from './address-forms';
import { ownersOf } from './owners';
import type { Turns } from './turns';

const perPart = 2_048;

/**
 * By record: a number for its last name, as it sounds, in its city, one in its postal code, and one with its house number;
 * numbers of the first two kinds differ.
 * Who shares one may be a relative: families live near each other, so that a rare name and a place are one thing and not two.
 */
export async function relatives(table: LinkageTable, turns: Turns): Promise<Array<Int32Array | undefined>> {
	if (!table.columns.has('lastName')) return [];
	const names = await ownersOf(table, turns);
	const inCity = await numbered(names, table.columns.get('city'), 0, turns);
	const inPostal = await numbered(names, table.columns.get('postalCode'), inCity.next, turns);
	const street = table.columns.get('street');
	const inHouse = await numbered(names, street && (await derived(street, houseNumber, turns)), 0, turns);
	return [inCity.numbers, inPostal.numbers, inHouse.numbers];
}

async function numbered(
	names: Int32Array,
	place: Pick<Column, 'ids'> | undefined,
	first: number,
	turns: Turns,
): Promise<{ readonly numbers: Int32Array | undefined; readonly next: number }> {
	if (!place) return { numbers: undefined, next: first };
	const known = new KeyNumbers(names.length);
	const numbers = new Int32Array(names.length).fill(missing);
	await turns.inParts(names.length, perPart, (from, to) => {
		for (let record = from; record < to; record += 1)
			if (names[record] !== missing && place.ids[record] !== missing)
				numbers[record] = first + known.add(names[record], place.ids[record]);
	});
	return { numbers, next: first + known.size };
}
