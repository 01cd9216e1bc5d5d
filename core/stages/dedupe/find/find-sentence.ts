import { countBy } from 'lodash';
import { counted, formatCount } from '../../../run/verdict';
import type { FoundByLinkage } from './find-by-linkage';

/** What a search for duplicates found, in one sentence with numbers; no part of it is about nothing. */
export function findSentence({
	keptBy,
	incomparable,
	doubtful,
	decided,
}: Pick<FoundByLinkage, 'keptBy' | 'incomparable' | 'doubtful' | 'decided'>): string {
	const sizes = Object.values(countBy(keptBy)).filter((size) => size > 1);
	const duplicates = sizes.reduce((sum, size) => sum + size, 0);
	const records = counted(keptBy.length, 'record');
	const parts = [
		duplicates > 0
			? `${formatCount(duplicates)} duplicates in ${counted(sizes.length, 'group')} among ${records}`
			: `No duplicates among ${records}`,
		...(doubtful.length > 0 ? [`${counted(doubtful.length, 'pair')} to review`] : []),
		...(decided > 0 ? [`${counted(decided, 'decision')} heeded`] : []),
		...(incomparable > 0 ? [`${formatCount(incomparable)} had nothing to compare`] : []),
	];
	return parts.join('; ');
}
