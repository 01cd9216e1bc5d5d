import { chunk } from 'lodash';
import { type RecordId, recordIdIn } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import { nameFields } from '../../../run/review-row';
import { maxIdsAtOnce } from '../../../salesforce/collections';
import type { SalesforceClient } from '../../../salesforce/client';
import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';
import { soqlIdList } from '../../../salesforce/soql';
import type { HistoryStore } from '../../../store/contract/history';
import type { MergedChild } from '../../../store/contract/merges';
import type { GroupRecord, MergeGroup, Provenance } from '../survivorship/group-record';
import { readRelated } from './related-records';

/** Records that are the same, as somebody found them. */
export interface GroupOfIds {
	readonly groupId: string;
	readonly ids: readonly RecordId[];
}

/** Groups as Salesforce holds them now. */
export interface ReadGroups {
	/** Those of which at least two records are there; records that are gone are left out of them. */
	readonly groups: readonly MergeGroup[];
	/** Groups of which fewer than two are left, and the records that are gone of all. */
	readonly dissolved: readonly string[];
	readonly gone: readonly RecordId[];
	readonly childrenById: ReadonlyMap<RecordId, readonly MergedChild[]>;
	/** Objects whose records may move unseen. */
	readonly unseen: readonly string[];
}

/** Compound values and what is too large to be anybody's choice are not read. */
const unreadTypes = new Set(['address', 'location', 'base64']);
const alwaysRead: readonly string[] = [
	...nameFields,
	'CreatedDate',
	'LastModifiedDate',
	'LastActivityDate',
	'IsConverted',
	'IsPersonAccount',
];

/** Reads the groups with everything that the choice between their records needs. */
export async function readGroups(
	client: SalesforceClient,
	description: SObjectDescription,
	groups: readonly GroupOfIds[],
	store?: Pick<HistoryStore, 'loadLastWritten'>,
	signal?: AbortSignal,
): Promise<ReadGroups> {
	const ids = [...new Set(groups.flatMap((group) => group.ids))];
	const recordById = await readRecords(client, description, ids, signal);
	const there = ids.filter((id) => recordById.has(id));
	const [related, inactive, portal] = [
		await readRelated(client, description, there, signal),
		await inactiveOwners(client, [...recordById.values()], signal),
		await portalRecords(client, description, there, signal),
	];
	const provenance = await readProvenance(store, client.org.orgId, there);
	const toRecord = (id: RecordId): GroupRecord => {
		const values = recordById.get(id)!;
		return {
			id,
			values,
			relatedRecords: related.byParent.get(id)?.length ?? 0,
			isOwnerActive: !inactive.has(String(values.OwnerId)),
			hasPortalUser: portal.has(id),
			provenance: provenance.get(id) ?? {},
		};
	};
	const found = groups.map(({ groupId, ids: own }) => ({
		groupId,
		records: [...new Set(own)].filter((id) => recordById.has(id)).map(toRecord),
	}));
	return {
		groups: found.filter(({ records }) => records.length >= 2),
		dissolved: found.filter(({ records }) => records.length < 2).map(({ groupId }) => groupId),
		gone: ids.filter((id) => !recordById.has(id)),
		childrenById: related.byParent,
		unseen: related.unseen,
	};
}

async function readRecords(
	client: SalesforceClient,
	description: SObjectDescription,
	ids: readonly RecordId[],
	signal: AbortSignal | undefined,
): Promise<ReadonlyMap<RecordId, SalesforceRecord>> {
	const fields = [...description.fieldByName.values()].filter(isRead).map(({ name }) => name);
	const found = new Map<RecordId, SalesforceRecord>();
	for (const some of chunk(ids, maxIdsAtOnce)) {
		const records = await client.retrieve(description.name, some, fields, signal);
		some.forEach((id, index) => {
			const record = records[index];
			if (record && record.IsDeleted !== true) found.set(id, record);
		});
	}
	return found;
}

function isRead({ name, type, updateable, externalId }: FieldDescription): boolean {
	return !unreadTypes.has(type) && (updateable || externalId || alwaysRead.includes(name));
}

async function inactiveOwners(
	client: SalesforceClient,
	records: readonly SalesforceRecord[],
	signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
	const owners = [...new Set(records.flatMap(({ OwnerId }) => recordIdIn(OwnerId) ?? []))].filter((id) =>
		id.startsWith('005'),
	);
	const inactive = new Set<string>();
	for (const some of chunk(owners, 400)) {
		const soql = `SELECT Id FROM User WHERE IsActive = FALSE AND Id IN ${soqlIdList(some)}`;
		for (const { Id } of await client.querySeveral([soql], 'see which owners are active', signal))
			inactive.add(String(Id));
	}
	return inactive;
}

const portalLookup: Readonly<Record<string, string>> = { Contact: 'ContactId', Account: 'AccountId' };

/** Records that a portal user stands behind; an org without portals has no such field. */
async function portalRecords(
	client: SalesforceClient,
	{ name }: SObjectDescription,
	ids: readonly RecordId[],
	signal: AbortSignal | undefined,
): Promise<ReadonlySet<RecordId>> {
	const field = portalLookup[name];
	const found = new Set<RecordId>();
	if (!field || ids.length === 0 || !(await client.describe('User')).fieldByName.has(field)) return found;
	for (const some of chunk(ids, 400)) {
		const soql = `SELECT ${field} FROM User WHERE IsActive = TRUE AND ${field} IN ${soqlIdList(some)}`;
		for (const user of await client.querySeveral([soql], 'see who logs in to a portal', signal)) {
			const id = recordIdIn(user[field]);
			if (id) found.add(id);
		}
	}
	return found;
}

async function readProvenance(
	store: Pick<HistoryStore, 'loadLastWritten'> | undefined,
	orgId: string,
	ids: readonly RecordId[],
): Promise<ReadonlyMap<string, Readonly<Record<string, Provenance>>>> {
	const found = new Map<string, Record<string, Provenance>>();
	for (const { recordId, field, provider, confidence, observedAt } of (await store?.loadLastWritten(orgId, ids)) ??
		[]) {
		const known = found.get(recordId) ?? {};
		known[field] = {
			...(provider && { provider }),
			...(confidence !== undefined && { confidence }),
			...(observedAt && { observedAt }),
		};
		found.set(recordId, known);
	}
	return found;
}
