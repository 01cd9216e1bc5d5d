import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import { toId18 } from '../record-id';
import type { AccessSeed, SharingModel } from './access-seed';
import type { ObjectGrants } from './grants';

/** What a user may do with one record, each level including those before it; UserRecordAccess counts the same way. */
export enum AccessLevel {
	None,
	Read,
	Edit,
	Delete,
	Transfer,
	All,
}

/** Records opened to single users. */
export interface Share {
	readonly recordId: string;
	readonly userId: string;
	readonly access: 'read' | 'edit';
}

/** Who sees which records besides those that permissions open altogether. */
export class Sharing {
	constructor(
		private readonly org: OrgState,
		private readonly models: ReadonlyMap<string, SharingModel>,
		private readonly shares: readonly Share[],
	) {}

	/** Whether no object's records are kept from anybody. */
	get isOpen(): boolean {
		return [...this.models.values()].every((each) => each === 'read' || each === 'readWrite');
	}

	/** The sharing model of an object; an object without an owner follows nobody. */
	modelOf(type: SObjectType): SharingModel {
		return this.models.get(type.name.toLowerCase()) ?? 'readWrite';
	}

	/** A SQL condition for the rows that a user sees; `undefined` for all. */
	rowFilter(
		type: SObjectType,
		alias: string,
		userId: string,
		grants: (object: string) => ObjectGrants,
	): string | undefined {
		if (grants(type.name).canViewAll) return undefined;
		const model = this.modelOf(type);
		if (model === 'read' || model === 'readWrite') return undefined;
		const own = this.ownRows(type, alias, userId);
		if (model === 'private' || !type.field('AccountId')) return own;
		const account = this.org.schema.type('Account')!;
		const parents = this.rowFilter(account, 'acc', userId, grants);
		const through = parents
			? `${alias}.AccountId IN (SELECT acc.Id FROM "Account" acc WHERE ${parents})`
			: `${alias}.AccountId IS NOT NULL`;
		return `(${through} OR (${alias}.AccountId IS NULL AND ${own}))`;
	}

	/** What a user may do with a record. */
	level(
		type: SObjectType,
		record: StoredRecord,
		userId: string,
		grants: (object: string) => ObjectGrants,
	): AccessLevel {
		const granted = grants(type.name);
		if (granted.canModifyAll) return AccessLevel.All;
		const shared = granted.canRead ? this.sharedLevel(type, record, userId, grants) : AccessLevel.None;
		const seen = granted.canViewAll ? Math.max(shared, AccessLevel.Read) : shared;
		if (seen > AccessLevel.Read && !granted.canEdit) return AccessLevel.Read;
		return seen > AccessLevel.Edit && !granted.canDelete ? AccessLevel.Edit : seen;
	}

	private sharedLevel(
		type: SObjectType,
		record: StoredRecord,
		userId: string,
		grants: (object: string) => ObjectGrants,
	): AccessLevel {
		if (this.owns(record, userId)) return AccessLevel.All;
		const model = this.modelOf(type);
		const shares = this.shares.filter((each) => each.recordId === record.Id && each.userId === userId);
		const own = shares.some((each) => each.access === 'edit')
			? AccessLevel.Edit
			: shares.length
				? AccessLevel.Read
				: AccessLevel.None;
		if (model === 'readWrite') return AccessLevel.Edit;
		if (model === 'read') return Math.max(own, AccessLevel.Read);
		if (model === 'private' || typeof record.AccountId !== 'string') return own;
		const account = this.org.schema.type('Account')!;
		const parent = this.org.store.find(account, record.AccountId);
		return parent ? Math.max(own, this.level(account, parent, userId, grants)) : own;
	}

	private owns(record: StoredRecord, userId: string): boolean {
		if (record.OwnerId === userId) return true;
		if (!String(record.OwnerId ?? '').startsWith('00G')) return false;
		const member = this.org.store
			.prepare('SELECT 1 FROM GroupMember WHERE GroupId = ? AND UserOrGroupId = ?')
			.get(record.OwnerId, userId);
		return member !== undefined;
	}

	private ownRows(type: SObjectType, alias: string, userId: string): string {
		// User ids come from sessions and are letters and digits only.
		const user = `'${userId}'`;
		const shared = this.shares.filter((each) => each.userId === userId).map((each) => `'${each.recordId}'`);
		const parts = [
			...(type.field('OwnerId')
				? [
						`${alias}.OwnerId = ${user}`,
						`${alias}.OwnerId IN (SELECT GroupId FROM GroupMember WHERE UserOrGroupId = ${user})`,
					]
				: []),
			...(shared.length ? [`${alias}.Id IN (${shared.join(', ')})`] : []),
		];
		return parts.length ? `(${parts.join(' OR ')})` : '0';
	}
}

/** Sharing as a seed asks for it; throws on an object, record or user that the org lacks. */
export function sharingOf(
	org: OrgState,
	{ sharing = {}, shares = [] }: AccessSeed,
	idByRef: ReadonlyMap<string, string>,
): Sharing {
	const unknown = Object.keys(sharing).find((each) => !org.schema.type(each));
	if (unknown) throw new Error(`Seed: no object ${unknown} to share`);
	const resolved = shares.map(({ record, user, access }) => {
		const recordId = idByRef.get(record) ?? toId18(record);
		const userId = org.userByName(user)?.Id;
		if (!recordId || !userId) throw new Error(`Seed: cannot share ${record} with ${user}: one of them is unknown`);
		return { recordId, userId: String(userId), access };
	});
	const models = new Map(Object.entries(sharing).map(([object, model]) => [object.toLowerCase(), model]));
	return new Sharing(org, models, resolved);
}
