import type { LinkageRecord } from '../linkage/fields';
import { idOfRead } from '../../../record/identity';
import { linkagePreset } from '../linkage/presets';
import { findDocument, type IndexDocument } from '../match-index/index-document';
import { addToIndex, matchWithIndex, removeFromIndex } from '../match-index/match-index';
import { linkageRecordOf } from '../linkage/linkage-records';
import type { AskedItem, OrgMatch } from './found-match';
import { checkMatches } from './match-details';
import type { MatchMeans } from './match-request';

/** Changes between two matchings that are taken into the index; a scan takes more. */
const mostChanges = 10_000;
/** Salesforce shows some commits late. */
const lookbackMs = 10 * 60_000;
const hourMs = 60 * 60_000;

/** Who the items are by the kept index of an object, brought up to date first; `undefined` where there is none. Adds to `notes` how old it is. */
export async function matchByIndex(
	means: MatchMeans,
	asked: readonly AskedItem[],
	target: string,
	options: { readonly leastWeight: number; readonly mostMatches: number },
	notes: string[],
): Promise<OrgMatch[][] | undefined> {
	const { client, store, clock } = means;
	const key = { orgId: client.org.orgId, name: target };
	const head = await store.loadMatchIndex(key);
	const document = head && findDocument(head.document, target);
	if (!document) return undefined;
	notes.push(await bringUpToDate(means, target, document));
	const inputs = asked.map(({ id, record }) => ({ record, ...(id !== undefined && { recordId: id }) }));
	const found = await matchWithIndex(store, key, inputs, options);
	if (!found) return undefined;
	const matches = found.map((each) =>
		each.map(({ recordId, probability, parts, cluster }): OrgMatch => {
			return { sObject: target, id: recordId, probability, parts, ...(cluster !== undefined && { group: cluster }) };
		}),
	);
	const checked = await checkMatches(client, target, matches, means.signal);
	if (checked.gone.length > 0) await removeFromIndex(store, key, checked.gone, clock());
	return checked.matches;
}

/** Reads what has changed since the index was read last; says how old it is. */
async function bringUpToDate(means: MatchMeans, target: string, document: IndexDocument): Promise<string> {
	const { client, store, clock } = means;
	const now = await client.fetchServerNow();
	const since = new Date(Date.parse(document.readUntil) - lookbackMs);
	const preset = linkagePreset(target);
	const changed: Array<{ readonly recordId: string; readonly record: LinkageRecord }> = [];
	for await (const page of means.changedSince(document, since, mostChanges + 1))
		for (const record of page) changed.push({ recordId: idOfRead(record), record: linkageRecordOf(record, preset) });
	const hours = Math.floor((now.getTime() - Date.parse(document.scannedAt)) / hourMs);
	const age = `The index of ${target} (${document.records.toLocaleString('en-US')} records) was scanned ${hours < 1 ? 'less than an hour' : `${hours.toLocaleString('en-US')} hours`} ago`;
	if (changed.length > mostChanges)
		return `${age}, and more than ${mostChanges.toLocaleString('en-US')} records have changed since it was read last: it was used as it is. Run Scan Object again.`;
	const key = { orgId: client.org.orgId, name: target };
	await addToIndex(store, key, changed, clock(), now.toISOString());
	return `${age}; ${changed.length.toLocaleString('en-US')} changed since were read.`;
}
