import { readField } from '../../../record/field-path';
import { recordIdIn } from '../../../record/identity';
import type { RecordItem } from '../../../record/record-item';
import { nameOf } from '../scan/scan-rows';
import type { FoundByLinkage } from './find-by-linkage';

/** A pair for a person to look at. */
export interface DoubtfulRow {
	readonly sObject: string;
	readonly Id: string | null;
	readonly otherId: string | null;
	readonly name: string;
	readonly otherName: string;
	/** 0–1. */
	readonly probability: number;
	/** log2 odds. */
	readonly matchWeight: number;
	readonly speaksFor: string;
	readonly speaksAgainst: string;
	readonly why: string;
	/** Field by field: `first name: Jana / J.`, only where the records differ or one is blank. */
	readonly differs: string;
	/** Of the first one in the input. */
	readonly place: number;
}

/** One row for each pair in doubt, likeliest first; of an item without a Salesforce Id it is null. */
export function doubtfulRows(
	found: Pick<FoundByLinkage, 'doubtful' | 'records'>,
	items: readonly RecordItem[],
	sObject: string,
): DoubtfulRow[] {
	return found.doubtful.map(({ one, other, probability, matchWeight, speaksFor, speaksAgainst, why }) => {
		const [a, b] = [found.records[one], found.records[other]];
		const names = [...new Set([...Object.keys(a), ...Object.keys(b)])] as Array<keyof typeof a>;
		const differing = names.filter((name) => String(a[name] ?? '') !== String(b[name] ?? ''));
		return {
			sObject,
			Id: recordIdIn(items[one].Id) ?? null,
			otherId: recordIdIn(items[other].Id) ?? null,
			name: nameOf(a) || shown(readField(items[one], 'Name')),
			otherName: nameOf(b) || shown(readField(items[other], 'Name')),
			probability,
			matchWeight,
			speaksFor,
			speaksAgainst,
			why,
			differs: differing.map((name) => `${wordsOf(name)}: ${shown(a[name])} / ${shown(b[name])}`).join('; '),
			place: one,
		};
	});
}

/** `firstName` as people read it. */
function wordsOf(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function shown(value: unknown): string {
	return value === undefined || value === null || value === '' ? '–' : String(value);
}
