import type { ScanCounts } from '../../../record/scan-counts';
import { counted, formatCount } from '../../../run/verdict';

/** What a scan found, in one sentence with numbers; no part of it is about nothing. */
export function scanSentence(sObject: string, counts: ScanCounts, calls: number): string {
	const { records, groups, duplicates, reviewPairs, cappedBlocks, cappedRecords } = counts;
	const found = groups > 0 ? `${formatCount(duplicates)} duplicates in ${counted(groups, 'group')}` : 'no duplicates';
	const parts = [
		`${counted(records, 'record')} of ${sObject} read with ${counted(calls, 'API call')}: ${found}`,
		reviewPairs > 0 ? `${counted(reviewPairs, 'pair')} to look at` : '',
		cappedBlocks > 0
			? `${counted(cappedBlocks, 'block')} of records that look alike in one respect had more than 120 of them, ${formatCount(cappedRecords)} in all, and each was compared with its nearest only`
			: '',
	];
	return parts.filter((part) => part !== '').join('; ');
}
