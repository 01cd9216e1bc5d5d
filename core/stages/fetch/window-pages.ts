import { EnrichmentError } from '../../errors';
import { readField } from '../../record/field-path';
import { idOfRead } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import { parseDateTime } from '../../salesforce/date-time';
import type { Watermark } from '../../store/contract/watermarks';
import type { Fetch } from './fetch-context';
import { readInParts } from './halve-window';
import type { Reading, ReadPage } from './reading';
import { readSelection } from './read-selection';
import { orderOf, type SelectionRequest } from './selection';
import { type WindowEdges, windowConditions } from './selection-soql';

/** A page of a window; behind `lastKey` the next window goes on when a limit stops here. */
export interface WindowPage extends ReadPage {
	readonly lastKey: Watermark | undefined;
}

const parent = 'Account';
const parentStamp = `${parent}.SystemModstamp`;
const mergedPageSize = 2_000;

/** The window's records in the plan's order, at most `room`; with the contacts whose account changed in it where the selection asks for them. */
export async function* windowPages(
	fetch: Fetch,
	window: WindowEdges,
	fields: readonly string[],
	room: number,
): AsyncGenerator<WindowPage> {
	const { plan, request } = fetch;
	const [, ofParents] = windowParts(request, window);
	const ownPages = readWindow(fetch, { plan, window, prefix: '', conditions: [], fields, room });
	if (!ofParents) {
		for await (const page of ownPages)
			yield { ...page, lastKey: page.records.length > 0 ? ownKey(page.records.at(-1)!) : undefined };
		return;
	}
	const parentPlan = { ...plan, sort: plan.sort.replace('SystemModstamp', parentStamp) };
	const parentFields = [...new Set([...fields, parentStamp])];
	const parentPages = readWindow(fetch, {
		plan: parentPlan,
		window,
		prefix: `${parent}.`,
		conditions: [notOwn(window)],
		fields: parentFields,
		room,
	});
	yield* mergeByKey(new Cursor(ownPages, ownKey), new Cursor(parentPages, parentKey), room);
}

interface WindowReading extends Reading {
	readonly window: WindowEdges;
	/** Of the window's stamp. */
	readonly prefix: string;
}

/** By parts of the window where Salesforce takes too long, as long as the order is that of time. */
function readWindow(fetch: Fetch, { window, prefix, conditions, ...reading }: WindowReading): AsyncGenerator<ReadPage> {
	const conditionsOf = (part: WindowEdges) => [...windowConditions(part, prefix), ...conditions];
	const isByTime = orderOf(fetch.request) === 'first_come';
	if (!isByTime) return readSelection(fetch, { ...reading, conditions: conditionsOf(window) });
	return readInParts(
		fetch,
		prefix === '' ? reading.plan.sObject : parent,
		window,
		reading.room,
		(part, room, isWhole) =>
			readSelection(fetch, {
				...reading,
				room,
				conditions: conditionsOf(part),
				onTimeout: isWhole ? 'sort_here' : 'throw',
			}),
	);
}

/** The conditions of the window's records: those that changed themselves, and where asked for those of whom only the parent did. */
export function windowParts(
	{ selection }: Pick<SelectionRequest, 'selection'>,
	window: Partial<WindowEdges>,
): string[][] {
	const own = windowConditions(window);
	if (selection.kind !== 'modified' || !selection.includeParentChanges || own.length === 0) return [own];
	// Both at once would be the same record twice, and would count twice towards the limit.
	return [own, [...windowConditions(window, `${parent}.`), notOwn(window)]];
}

function notOwn(window: Partial<WindowEdges>): string {
	return `(NOT (${windowConditions(window).join(' AND ')}))`;
}

/** Throws `invalid_parameter` for an object whose parent's changes cannot be followed. */
export function assertHasParent(sObject: string): void {
	if (sObject === 'Contact') return;
	throw new EnrichmentError(
		'invalid_parameter',
		`Changes of the ${parent} are followed for Contact, not for ${sObject}.`,
		{
			remedy: 'Switch "Include Parent Changes" off, or choose Contact.',
		},
	);
}

function ownKey(record: SalesforceRecord): Watermark {
	return { modifiedAt: parseDateTime(record.SystemModstamp), afterId: idOfRead(record) };
}

function parentKey(record: SalesforceRecord): Watermark {
	return { modifiedAt: parseDateTime(readField(record, parentStamp)), afterId: idOfRead(record) };
}

/** Both are in the order of the key, so that everything up to the last key given has been given, whichever way it came. */
async function* mergeByKey(own: Cursor, parents: Cursor, room: number): AsyncGenerator<WindowPage> {
	let records: SalesforceRecord[] = [];
	let lastKey: Watermark | undefined;
	const page = () => ({ records, total: own.total + parents.total, lastKey });
	for (let given = 0; given < room; given += 1) {
		const first = await own.peek();
		const second = await parents.peek();
		if (!first && !second) break;
		const next = first && (!second || isBefore(first.key, second.key)) ? own.take() : parents.take();
		records.push(next.record);
		lastKey = next.key;
		if (records.length < mergedPageSize) continue;
		yield page();
		records = [];
	}
	// A window that was read in parts may not have said yet that there are more.
	if (own.total + parents.total <= room) await Promise.all([own.peek(), parents.peek()]);
	if (records.length > 0 || own.total + parents.total > room) yield page();
}

function isBefore(first: Watermark, second: Watermark): boolean {
	const gap = first.modifiedAt.getTime() - second.modifiedAt.getTime();
	return gap === 0 ? first.afterId! < second.afterId! : gap < 0;
}

interface KeyedRecord {
	readonly record: SalesforceRecord;
	readonly key: Watermark;
}

/** One record at a time out of pages, with a look at the next. */
class Cursor {
	total = 0;

	private page: readonly SalesforceRecord[] = [];

	private at = 0;

	constructor(
		private readonly pages: AsyncIterator<ReadPage>,
		private readonly keyOf: (record: SalesforceRecord) => Watermark,
	) {}

	async peek(): Promise<KeyedRecord | undefined> {
		while (this.at >= this.page.length) {
			const { done, value } = await this.pages.next();
			if (done) return undefined;
			this.total = value.total;
			this.page = value.records;
			this.at = 0;
		}
		return this.current;
	}

	take(): KeyedRecord {
		const taken = this.current;
		this.at += 1;
		return taken;
	}

	private get current(): KeyedRecord {
		const record = this.page[this.at];
		return { record, key: this.keyOf(record) };
	}
}
