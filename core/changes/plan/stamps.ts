import { inputHash } from '../../record/input-hash';
import { ownFields, shippedFieldNames, type OwnFieldNames } from '../../record/fields';
import { isBlank, isSameValue } from '../../record/field-value';
import { type Outcome, outcomeIs } from '../../record/outcome';
import { type HashInputs, type RecordItem, type SalesforceRecord, isScore } from '../../record/record-item';
import type { SObjectDescription } from '../../salesforce/schema';
import { parseDateTime } from '../../salesforce/date-time';
import type { FieldChange } from './record-plan';

/** What a record's stamps are made from. */
export interface StampInputs {
	readonly item: RecordItem;
	readonly current: SalesforceRecord;
	/** The changes that go with the stamps; empty when only stamps are written. */
	readonly changes: readonly FieldChange[];
	readonly outcome: Outcome;
	readonly message?: string;
	/** Salesforce's clock. */
	readonly serverNow: Date;
	readonly runId?: string;
	/** What the org calls our fields; the shipped names unless set. */
	readonly fieldNames?: OwnFieldNames;
}

const hourMs = 60 * 60 * 1000;

/**
 * Whether these stamps would only repeat what an attempt of the last hour left on the record, or of the last 24 hours where
 * it failed. Writing them would move its SystemModstamp, so that the next window or an outbound message brings it back, for
 * ever; ages are counted from the stamp in days, so that the hour does not matter to them.
 */
export function isRepeatedWord(
	stamps: SalesforceRecord,
	current: SalesforceRecord,
	serverNow: Date,
	names: OwnFieldNames = shippedFieldNames,
): boolean {
	const last = current[names.lastActivity];
	if (isBlank(stamps[names.outcome]) || isBlank(last)) return false;
	const sameWordMs = outcomeIs(stamps[names.outcome]).retryAge === 'failed' ? 24 * hourMs : hourMs;
	if (serverNow.getTime() - parseDateTime(last).getTime() > sameWordMs) return false;
	return [names.outcome, names.message, names.matchHash]
		.filter((name) => name in stamps)
		.every((name) => isSameValue(stamps[name], current[name]));
}

/** The stamps of one attempt; fields that the org lacks or this user cannot update are left out. */
export function stampValues(inputs: StampInputs, description: SObjectDescription): SalesforceRecord {
	const stamps = allStamps(inputs);
	const entries = Object.entries(stamps).filter(([name]) => description.fieldByName.get(name)?.updateable);
	return Object.fromEntries(entries);
}

/** The outcome code to stamp when the record was not refused; `isPart` when some of its values were left out. */
export function attemptOutcome(item: RecordItem, changes: readonly FieldChange[], isPart = false): Outcome {
	if (changes.some(isBusinessChange)) return isPart ? 'partly_written' : 'written';
	const enriched = item._enrichment?.outcome;
	if (enriched && outcomeIs(enriched).outlivesWrite) return enriched;
	return changes.length > 0 ? 'written' : 'unchanged';
}

/**
 * Whether somebody tried to enrich the record. Scoring a gated or never enriched record is no attempt: its stamps
 * would hide what the last one said, or that there was none.
 */
export function isEnrichmentAttempt(item: RecordItem): boolean {
	const { outcome, proposals = {} } = item._enrichment ?? {};
	// What is due and found to need nothing has been looked at all the same.
	if (outcome !== undefined && (outcome !== 'skipped_unchanged' || isSelectedAsDue(item))) return true;
	return Object.values(proposals).some((proposal) => !isScore(proposal));
}

/** Whether the record was selected by its last attempt: whatever comes of it, its stamps have to move. */
export function isSelectedAsDue({ _enrichment }: RecordItem): boolean {
	return _enrichment?.selectedAs === 'due';
}

/** Whether the change is to a value people work with, not to a score of ours. */
export function isBusinessChange(change: FieldChange): boolean {
	return !isScore(change);
}

/** The stamps of one attempt, whether or not the org can hold them. */
export function allStamps(inputs: StampInputs): SalesforceRecord {
	const { item, current, changes, outcome, message, serverNow, runId, fieldNames: names = shippedFieldNames } = inputs;
	const now = serverNow.toISOString();
	const stamps: SalesforceRecord = { [names.logId]: runId ?? null };
	if (isSelectedAsDue(item)) stamps[names.lastActivity] = now;
	if (isEnrichmentAttempt(item)) {
		stamps[names.lastActivity] = now;
		stamps[names.outcome] = outcome;
		stamps[names.message] = cut(message ?? null, ownFields.message.length);
	}
	if (changes.some(isBusinessChange)) stamps[names.lastEnrichedOn] = now;

	const matchHash = matchHashAfter(item, current, changes);
	if (matchHash !== undefined) stamps[names.matchHash] = matchHash;
	const { modelHash } = item._enrichment ?? {};
	if (modelHash !== undefined && isScoreKept(inputs)) stamps[names.modelHash] = modelHash;
	return stamps;
}

/** Whether the record holds the score after this write; otherwise the stamp stays that of the score it does hold. */
function isScoreKept({ item, current, changes }: StampInputs): boolean {
	const scores = Object.entries(item._enrichment?.proposals ?? {}).filter(([, proposal]) => isScore(proposal));
	const changed = new Set(changes.map(({ field }) => field));
	return scores.every(([field, { value }]) => changed.has(field) || isSameValue(current[field], value));
}

/** The match hash of an attempt; `null` over inputs that are all blank, `undefined` where there is none to be stamped. */
export function matchHashAfter(
	item: RecordItem,
	current: SalesforceRecord,
	changes: readonly FieldChange[],
): string | null | undefined {
	const match = item._enrichment?.hashInputs?.match;
	// A failed look-up has to be repeated, so its inputs do not count as asked.
	if (!match || item._enrichment?.outcome === 'provider_failed') return undefined;
	return hashAfterWrite(match, item, current, changes);
}

/**
 * Over the values that the stages worked with plus what is written now. An input that somebody else changed in the
 * meantime must differ next time, so the value just read counts only where the item has none.
 */
function hashAfterWrite(
	inputs: HashInputs,
	item: RecordItem,
	current: SalesforceRecord,
	changes: readonly FieldChange[],
): string | null {
	const read = asRead(changes);
	const record: Record<string, unknown> = {};
	for (const name in inputs.fields) {
		for (const key of keysIn(inputs.fields[name])) {
			if (Object.hasOwn(read, key)) record[key] = read[key];
			else if (Object.hasOwn(item, key)) record[key] = item[key];
			else if (Object.hasOwn(current, key)) record[key] = current[key];
		}
	}
	return inputHash(inputs, record) ?? null;
}

/** By path: all records of a run are looked at by the same few. */
const keysByPath = new Map<string, readonly string[]>();

const mostPaths = 1_000;

/** The keys of a record that a path may begin with: a record has many more. */
function keysIn(path: string): readonly string[] {
	const known = keysByPath.get(path);
	if (known) return known;
	const steps = path.split('.');
	const keys = steps.map((_step, index) => steps.slice(0, index + 1).join('.'));
	if (keysByPath.size >= mostPaths) keysByPath.clear();
	keysByPath.set(path, keys);
	return keys;
}

/** What changes make the record read like: Salesforce keeps the text of a country in step with its code. */
function asRead(changes: readonly FieldChange[]): SalesforceRecord {
	const read: SalesforceRecord = {};
	for (const { field, after } of changes) {
		read[field] = after;
		if (field.endsWith('CountryCode')) read[field.slice(0, -'Code'.length)] = after;
	}
	return read;
}

function cut(text: string | null, length: number): string | null {
	return text !== null && text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
