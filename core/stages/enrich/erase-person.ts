import { createHmac } from 'node:crypto';
import { groupBy, uniq } from 'lodash';
import { EnrichmentError } from '../../errors';
import { readField } from '../../record/field-path';
import { isSalesforceId, recordIdIn, toRecordId } from '../../record/identity';
import type { MatchInputs } from '../../record/match-gate';
import type { MatchValues } from '../../record/match-values';
import { normalizeEmail } from '../../record/normal-forms';
import type { RecordItem } from '../../record/record-item';
import { mapInTurns } from '../../record/turns';
import { counted, formatCount } from '../../run/verdict';
import type { EraseStore } from '../../store/contract/erase';
import type { LedgerStore } from '../../store/contract/ledger';
import type { SuppressionKeyStore } from '../../store/contract/suppression-keys';
import type { SuppressionStore } from '../../store/contract/suppressions';

/** Whom to forget: by records of Salesforce, by addresses, or by both. */
export interface PersonToErase {
	/** 15 or 18 characters. */
	readonly recordIds?: readonly string[];
	readonly emails?: readonly string[];
}

/** What was done, without saying about whom. */
export interface EraseReceipt {
	readonly receiptId: string;
	/** ISO 8601. */
	readonly erasedAt: string;
	/** Records whose values were looked for, those that hold an address included. */
	readonly records: number;
	/** Rows that were forgotten, by place. */
	readonly erased: Readonly<Record<string, number>>;
	/** Entries that keep the person from being asked about again. */
	readonly suppressions: number;
	/** What is beyond the reach of the pack, for whoever answers the request. */
	readonly notReached: readonly string[];
	/** All of it, for a reader. */
	readonly sentence: string;
}

export interface EraseSettings {
	readonly now: Date;
	/** Unique; names the receipt. */
	readonly receiptId: string;
	/** Absent: the person is not asked about again. `false` for a record that was deleted: who it was about may come back as another. */
	readonly suppress?: boolean;
}

/** What erasing uses of the store. */
export type ErasingStore = EraseStore & Pick<LedgerStore, 'eraseRecord'> & SuppressionMemory;

/** What telling erased persons uses of it. */
export type SuppressionMemory = SuppressionKeyStore & SuppressionStore;

const notReached = [
	'Salesforce itself: the record, its history and the recycle bin',
	'n8n: the data of saved executions, pinned data and logs (prune executions, or delete them by hand)',
	'Backups of the store and of n8n that were made before (they expire with your own schedule)',
	'Providers that were asked: they keep what they have, and their own logs',
	'Files and lists of yours, e.g. reference data',
];

/**
 * Forgets one person in every place of the store, and leaves keyed hashes by which the person is recognised and never asked about
 * again. Suppresses first, so that no run takes the person up meanwhile. Throws `invalid_parameter` when nobody is named.
 */
export async function erasePerson(
	store: ErasingStore,
	orgId: string,
	person: PersonToErase,
	{ now, receiptId, suppress = true }: EraseSettings,
): Promise<EraseReceipt> {
	const emails = uniq((person.emails ?? []).map(addressOf));
	const named = uniq((person.recordIds ?? []).map(recordIdOf));
	if (emails.length + named.length === 0) throw nobody();
	const texts = uniq([...emails, ...(person.emails ?? []).map((email) => email.trim().toLowerCase())]);
	const recordIds = uniq([...named, ...(await store.findRecordsHolding(orgId, texts))]);
	const hashes = suppress ? await hashesOf(store, orgId, { recordIds, emails }) : [];
	if (hashes.length > 0) await store.addSuppressions(orgId, hashes, now);
	const erased = {
		...(await store.eraseTraces(orgId, recordIds)),
		answersAndLookUps: await eraseAnswers(store, orgId, recordIds, texts),
	};
	const receipt = {
		receiptId,
		erasedAt: now.toISOString(),
		records: recordIds.length,
		erased,
		suppressions: hashes.length,
		notReached,
	};
	return { ...receipt, sentence: sentenceOf(receipt) };
}

/** Forgets records that Salesforce has deleted; whoever they were about may be asked about again as another record. */
export async function eraseDeletedRecords(
	store: ErasingStore,
	orgId: string,
	recordIds: readonly string[],
	settings: Omit<EraseSettings, 'suppress'>,
): Promise<EraseReceipt> {
	return await erasePerson(store, orgId, { recordIds }, { ...settings, suppress: false });
}

/** A person as a look-up knows it. */
export type KnownPerson = Pick<MatchValues, 'email' | 'emails'> & { readonly recordId?: string };

/** Whether the person was erased and must not be asked about. */
export async function isSuppressed(store: SuppressionMemory, orgId: string, person: KnownPerson): Promise<boolean> {
	return (await findSuppressed(store, orgId, [person])).size > 0;
}

/** Which of the people were erased, by their place in the list; one look into the store for all of them. */
export async function findSuppressed(
	store: SuppressionMemory,
	orgId: string,
	people: readonly KnownPerson[],
): Promise<ReadonlySet<number>> {
	if (people.length === 0) return new Set();
	const key = await store.suppressionKey(orgId);
	const hashesByPlace = await mapInTurns(people, ({ recordId, email, emails = [] }) => {
		const addresses = [...(email === undefined ? [] : [email]), ...emails].map((each) => normalizeEmail(each) ?? each);
		const id = recordIdIn(recordId);
		const recordIds = id === undefined ? [] : [id];
		return keyedHashes(key, orgId, { recordIds, emails: addresses });
	});
	const found = new Set(await store.loadSuppressions(orgId, uniq(hashesByPlace.flat())));
	return new Set([...people.keys()].filter((place) => hashesByPlace[place].some((hash) => found.has(hash))));
}

/**
 * Which of the items are about erased persons, by their place; items that do not tell their org are about nobody. Addresses are
 * read from the fields that providers are asked with.
 */
export async function findSuppressedItems(
	store: SuppressionMemory,
	items: readonly RecordItem[],
	inputs: MatchInputs,
): Promise<ReadonlySet<number>> {
	const placesByOrg = groupBy([...items.keys()], (place) => items[place]._enrichment?.orgId ?? '');
	const found = new Set<number>();
	for (const [orgId, places] of Object.entries(placesByOrg)) {
		if (orgId === '') continue;
		const people = places.map((place) => personOf(items[place], inputs));
		for (const index of await findSuppressed(store, orgId, people)) found.add(places[index]);
	}
	return found;
}

function personOf(item: RecordItem, { email, moreEmails = [] }: MatchInputs): KnownPerson {
	const emails = [email, ...moreEmails]
		.map((path) => (path === undefined ? undefined : normalizeEmail(readField(item, path))))
		.filter((address) => address !== undefined);
	return { emails, ...(typeof item.Id === 'string' && { recordId: item.Id }) };
}

async function eraseAnswers(
	store: ErasingStore,
	orgId: string,
	recordIds: readonly string[],
	texts: readonly string[],
): Promise<number> {
	let erased = await store.eraseAnswersHolding(orgId, texts);
	for (const recordId of recordIds) erased += await store.eraseRecord(orgId, recordId);
	return erased;
}

interface Identity {
	readonly recordIds: readonly string[];
	readonly emails: readonly string[];
}

async function hashesOf(store: SuppressionMemory, orgId: string, identity: Identity): Promise<string[]> {
	return keyedHashes(await store.suppressionKey(orgId), orgId, identity);
}

/** With the org in it, so that one person's hashes in two orgs do not give the person away. */
function keyedHashes(key: string, orgId: string, { recordIds, emails }: Identity): string[] {
	const hash = (text: string) => createHmac('sha256', key).update(`suppression-1\0${orgId}\0${text}`).digest('hex');
	return [...recordIds.map((id) => hash(`record\0${id}`)), ...emails.map((email) => hash(`email\0${email}`))];
}

function addressOf(text: string): string {
	const email = normalizeEmail(text);
	if (email !== undefined) return email;
	throw new EnrichmentError('invalid_parameter', 'An e-mail address of the person to erase is none.', {
		remedy: 'Enter whole addresses, e.g. ada@acme.com, each as a value of its own.',
	});
}

function recordIdOf(text: string): string {
	if (isSalesforceId(text.trim())) return toRecordId(text.trim());
	throw new EnrichmentError('invalid_parameter', 'A record ID of the person to erase is none.', {
		remedy: 'Enter IDs of 15 or 18 characters, as in the address of the record.',
	});
}

function nobody(): EnrichmentError {
	return new EnrichmentError('invalid_parameter', 'Nobody is named to be erased.', {
		remedy: 'Enter the ID of the record, an e-mail address of the person, or both.',
	});
}

function sentenceOf({ receiptId, erased, records, suppressions }: Omit<EraseReceipt, 'sentence'>): string {
	const rows = Object.values(erased).reduce((sum, count) => sum + count, 0);
	const kept = suppressions === 0 ? '' : ' The person is not asked about again.';
	return `Receipt ${receiptId}: ${formatCount(rows)} ${rows === 1 ? 'entry' : 'entries'} about ${counted(records, 'record')} erased.${kept}`;
}
