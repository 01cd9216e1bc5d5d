import { countBy } from 'lodash';
import { counted, formatCount } from '../../run/verdict';
import type { Grouping } from './dedupe';

/** What a search for duplicates found, in one sentence with numbers; no part of it is about nothing. */
export function dedupeSentence({ keptBy, incomparable }: Grouping): string {
	const sizes = Object.values(countBy(keptBy)).filter((size) => size > 1);
	const duplicates = sizes.reduce((sum, size) => sum + size, 0);
	const records = counted(keptBy.length, 'record');
	const found =
		duplicates > 0
			? `${formatCount(duplicates)} duplicates in ${counted(sizes.length, 'group')} among ${records}`
			: `No duplicates among ${records}`;
	return incomparable > 0 ? `${found}; ${formatCount(incomparable)} had nothing to compare` : found;
}
