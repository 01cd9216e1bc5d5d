import type { MatchIndexKey, MatchIndexStore } from '../../../store/contract/match-indexes';
import { decodeLogPart, type LogPart, logKey } from './change-log';
import type { IndexDocument } from './index-document';

const partsAtOnce = 8;

/** The parts of the log, in their order. One that is no more was folded into its pages meanwhile. */
export async function readLog(
	store: Pick<MatchIndexStore, 'readMatchPages'>,
	key: MatchIndexKey,
	generation: number,
	{ first, next }: IndexDocument['log'],
): Promise<LogPart[]> {
	const parts: LogPart[] = [];
	for (let from = first; from < next; from += partsAtOnce) {
		const numbers = Array.from({ length: Math.min(partsAtOnce, next - from) }, (_, at) => from + at);
		const read = await store.readMatchPages(key, generation, numbers.map(logKey));
		const contentByKey = new Map(read.map(({ page, content }) => [page, content]));
		for (const number of numbers) {
			const content = contentByKey.get(logKey(number));
			if (content !== undefined) parts.push(decodeLogPart(number, content));
		}
	}
	return parts;
}
