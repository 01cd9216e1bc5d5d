import { chunk } from 'lodash';
import type { MatchIndexKey, MatchIndexStore } from '../../../store/contract/match-indexes';
import { Turns } from '../linkage/turns';
import { applyChange, changesIn, kindOfChange, type LogPart, logKey, placeOfChange } from './change-log';
import { decodePage, type EntryKind, encodePage, pageKey, pageNumber } from './entry-pages';
import { formatDocument, type IndexDocument, findDocument } from './index-document';
import { readLog } from './read-log';

/** A log of so many changes, of about 4,000 records, is folded: whoever opens the index reads all of it, some milliseconds long. */
export const mostLogged = 160_000;
/** So many are rewritten in one go: about 10 ms. */
const pagesAtOnce = 200;
const mostAttempts = 8;

/**
 * Puts what the log has into the pages it is of, once it is long; whoever reads or changes the index meanwhile is not disturbed.
 * A page says how far the log is in it, so that nothing is done twice, however often this is cut short and begun again.
 */
export async function foldLog(store: MatchIndexStore, key: MatchIndexKey, most = mostLogged): Promise<void> {
	const head = await store.loadMatchIndex(key);
	if (!head) return;
	const document = findDocument(head.document, key.name);
	if (!document || document.log.changes <= most) return;
	const turns = new Turns();
	const log = await readLog(store, key, head.generation, document.log);
	const changes = await changesByPage(log, document, turns);
	for (const pages of chunk([...changes.keys()], pagesAtOnce)) {
		await store.rewriteMatchPages(key, head.generation, pages, (page, content) =>
			folded(content, log, changes.get(page)!, document.log.next - 1),
		);
		await turns.next();
	}
	if (await shortenLog(store, key, head.generation, document.log)) {
		const parts = Array.from({ length: document.log.next - document.log.first }, (_, at) => document.log.first + at);
		await store.dropMatchPages(key, head.generation, parts.map(logKey));
	}
}

/** By page: part of the log and change in it, one behind the other. */
async function changesByPage(
	log: readonly LogPart[],
	{ keyPages, countPages }: IndexDocument,
	turns: Turns,
): Promise<Map<string, number[]>> {
	const byNumber: Readonly<Record<EntryKind, Map<number, number[]>>> = { keys: new Map(), counts: new Map() };
	for (const [at, part] of log.entries()) {
		await turns.inParts(changesIn(part), 2_048, (from, to) => {
			for (let change = from; change < to; change += 1) {
				const kind = kindOfChange(part, change);
				const number = pageNumber(placeOfChange(part, change), kind === 'keys' ? keyPages : countPages);
				const known = byNumber[kind].get(number);
				if (known) known.push(at, change);
				else byNumber[kind].set(number, [at, change]);
			}
		});
	}
	const byPage = new Map<string, number[]>();
	for (const kind of ['keys', 'counts'] as const)
		for (const [number, changes] of byNumber[kind]) byPage.set(pageKey(kind, number), changes);
	return byPage;
}

function folded(
	content: string | undefined,
	log: readonly LogPart[],
	changes: readonly number[],
	last: number,
): string {
	const page = decodePage(content);
	for (let at = 0; at < changes.length; at += 2) applyChange(page, log[changes[at]], changes[at + 1]);
	page.foldedTo = Math.max(page.foldedTo, last);
	return encodePage(page);
}

/** Says in the head that these parts are no longer needed; false where another scan has come, or others were always faster. */
async function shortenLog(
	store: MatchIndexStore,
	key: MatchIndexKey,
	generation: number,
	done: IndexDocument['log'],
): Promise<boolean> {
	for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
		const head = await store.loadMatchIndex(key);
		if (head?.generation !== generation) return false;
		const document = findDocument(head.document, key.name);
		if (!document) return false;
		if (document.log.first >= done.next) return true;
		const log = { ...document.log, first: done.next, changes: Math.max(0, document.log.changes - done.changes) };
		const after = { ...head, revision: head.revision + 1, document: formatDocument({ ...document, log }) };
		if (await store.changeMatchIndex(key, after, { pages: [], records: [] })) return true;
	}
	return false;
}
