import { counted, formatCount } from '../../../run/verdict';
import type { RecordItem } from '../../../record/record-item';
import type { MatchAction } from './act-on-match';

/** What was made of the matched items. */
export interface ActedItems {
	readonly action: MatchAction;
	/** The object of the items. */
	readonly sObject: string;
	/** Items of the output Matched as they leave. */
	readonly items: readonly RecordItem[];
	/** Items that went into another of the same record; for `update`. */
	readonly joined?: number;
	/** Field that the matches are written to; for `link`. */
	readonly field?: string;
}

/** What a Bulk Write behind the node would do with the matched items, in one sentence with numbers; nothing is written here. `undefined` where it is only told of them. */
export function actionSentence({ action, sObject, items, joined = 0, field }: ActedItems): string | undefined {
	if (items.length === 0 || action === 'report') return undefined;
	if (action === 'block')
		return `Nothing was written: Bulk Write will create ${counted(items.length, 'record')} of ${sObject} less, and reject ${items.length === 1 ? 'it' : 'them'} with the name of the match.`;
	if (action === 'update') {
		const byObject = new Map<string, number>();
		for (const item of items) {
			const name = item._enrichment?.sObject ?? sObject;
			byObject.set(name, (byObject.get(name) ?? 0) + 1);
		}
		const where = [...byObject].map(([name, count]) => `${formatCount(count)} ${name}`).join(', ');
		const filled =
			joined === 0 ? '' : `; ${counted(joined, 'item')} went into another of the same record, whose blanks they fill`;
		return `Nothing was written: Bulk Write will update ${counted(items.length, 'existing record')} (${where})${filled}.`;
	}
	const pointed = items.filter(
		(item) => field !== undefined && item._enrichment?.proposals?.[field]?.provider === 'match',
	).length;
	const rest = items.length - pointed;
	const unable = rest === 0 ? '' : `; the matches of ${formatCount(rest)} are of objects that ${field} cannot point to`;
	return `Nothing was written: Bulk Write will get the ID of the match for ${field} of ${counted(pointed, 'record')}${unable}.`;
}
