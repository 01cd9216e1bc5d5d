import { chunk } from 'lodash';
import type { Attempt } from '../../record/attempt';
import { isBlank } from '../../record/field-value';
import { type OwnFieldNames, shippedFieldNames } from '../../record/fields';
import { type RecordId, toRecordId } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import type { FetchRun } from './fetch-run';
import type { SalesforceClient } from '../../salesforce/client';
import { maxRetrieveIds } from '../../salesforce/collections';
import { parseDateTime } from '../../salesforce/date-time';
import { soqlIdList } from '../../salesforce/soql';
import { dueAgain, earliestHold } from './due-condition';
import type { SelectionRequest } from './selection';

/** What the store knows and no stamp tells, as far as a selection has to heed it. */
export interface Remembered {
	/** 18-character Ids of records that were attempted, could not be stamped, and did not change since. */
	readonly heldBackIds: readonly string[];
	/** What found no match before this moment may find one now; `undefined` while no provider has become another. */
	readonly answerableSince?: Date;
}

/** Nothing. */
export const nothingRemembered: Remembered = { heldBackIds: [] };

/** A query may have 100,000 characters, and an Id takes 21. Records beyond are left out once they have been read. */
export const maxHeldBackIds = 3_000;

type Recalling = Pick<SelectionRequest, 'sObject' | 'selection' | 'fieldNames' | 'versionOf'>;

/**
 * What a selection has to heed; one call per 2,000 records that could not be stamped, none where there are none. Attempts
 * on records that carry a later stamp by now, or are gone, are forgotten on the way.
 */
export async function recall(
	client: SalesforceClient,
	request: Recalling,
	context: FetchRun | undefined,
	signal?: AbortSignal,
): Promise<Remembered> {
	if (!context || request.selection.kind === 'ids') return nothingRemembered;
	const answerableSince = await findAnswerableSince(client, request, context);
	const { store, run } = context;
	const { sObject, selection } = request;
	const now = client.serverNow();
	const recent = await store.readAttempts(run.orgId, sObject, earliestHold(selection, now), maxHeldBackIds);
	const holding = recent.filter((attempt) => dueAgain(attempt, selection, answerableSince) > now);
	const heldBackIds: string[] = [];
	for (const part of chunk(holding, maxRetrieveIds)) {
		const records = await client.retrieve(
			sObject,
			part.map(({ recordId }) => toRecordId(recordId)),
			await stampsOf(client, request),
			signal,
		);
		const over = part.filter((attempt, index) => isOver(attempt, records[index], request.fieldNames));
		if (over.length > 0)
			await store.dropAttempts(
				run.orgId,
				over.map(({ recordId }) => recordId),
			);
		part.forEach((attempt, index) => {
			const record = records[index];
			if (record && !over.includes(attempt) && !hasChangedSince(attempt, record)) heldBackIds.push(attempt.recordId);
		});
	}
	return { heldBackIds, ...(answerableSince && { answerableSince }) };
}

/** The condition that leaves records out that could not be stamped; empty where there are none. */
export function heldBackConditions({ heldBackIds }: Remembered): string[] {
	return heldBackIds.length > 0 ? [`Id NOT IN ${soqlIdList(heldBackIds)}`] : [];
}

/** Whether the attempt needs no memory any more: the record carries a later stamp, or there is no such record. */
export function isOver(
	{ lastActivity }: Attempt,
	record: SalesforceRecord | undefined,
	names: OwnFieldNames = shippedFieldNames,
): boolean {
	if (!record) return true;
	const stamped = record[names.lastActivity];
	return !isBlank(stamped) && parseDateTime(stamped) >= lastActivity;
}

/** Whether somebody has changed the record since the attempt, so that another one may end otherwise. */
export function hasChangedSince(
	{ version, lastActivity }: Attempt,
	{ SystemModstamp: now }: SalesforceRecord,
): boolean {
	const changedAt = parseDateTime(now);
	return version === undefined ? changedAt > lastActivity : changedAt.getTime() !== parseDateTime(version).getTime();
}

/** By Id, the attempts that no stamp tells of; empty without a run. */
export async function attemptsOn(
	ids: readonly RecordId[],
	context: FetchRun | undefined,
): Promise<ReadonlyMap<string, Attempt>> {
	if (!context || ids.length === 0) return new Map();
	const attempts = await context.store.loadAttempts(context.run.orgId, ids);
	return new Map(attempts.map((attempt) => [attempt.recordId, attempt]));
}

async function stampsOf(
	client: SalesforceClient,
	{ sObject, fieldNames = shippedFieldNames }: Recalling,
): Promise<string[]> {
	const { fieldByName } = await client.describe(sObject);
	return ['Id', 'SystemModstamp', ...(fieldByName.has(fieldNames.lastActivity) ? [fieldNames.lastActivity] : [])];
}

/** Asks of every source that the pipeline has asked before whether it is still the same; the moment of the last change. */
async function findAnswerableSince(
	client: SalesforceClient,
	{ selection, versionOf }: Recalling,
	{ store, run }: FetchRun,
): Promise<Date | undefined> {
	if (selection.kind !== 'due_for_refresh') return undefined;
	let since: Date | undefined;
	for (const known of await store.loadProviderVersions(run)) {
		const version = (await versionOf?.(known)) ?? known.version;
		const changedAt = version === known.version ? known.changedAt : client.serverNow();
		if (version !== known.version) await store.noteProviderVersion(run, { ...known, version, changedAt });
		if (changedAt && (!since || changedAt > since)) since = changedAt;
	}
	return since;
}
