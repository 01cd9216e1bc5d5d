import { ApiError } from '../api-error';
import type { OrgState } from '../org/org-state';
import type { Schema, SObjectType } from '../schema/schema';
import type { QueryVisibility } from '../soql/visibility';
import type { StoredRecord } from '../storage/record-store';
import type { SharingModel } from './access-seed';
import { objectGrants, readGrants, type Grants, type ObjectGrants } from './grants';
import { isGoverned } from './load-access';
import { seenSchema } from './seen-schema';
import { AccessLevel, type Sharing } from './sharing';

/** What one user sees and may do, as permissions stand now. */
export interface UserAccess {
	/** The org's schema without what is hidden from the user. */
	readonly schema: Schema;
	/** Rules and automation may be read. */
	readonly canViewSetup: boolean;
	/** Fields may be created. */
	readonly canCustomize: boolean;
	objectGrants(type: SObjectType): ObjectGrants;
	level(type: SObjectType, record: StoredRecord): AccessLevel;
	/** The rows the user sees, as SQL; `undefined` for all. */
	rowFilter(type: SObjectType, alias: string): string | undefined;
}

const permissionTables = [
	'PermissionSet',
	'PermissionSetAssignment',
	'FieldPermissions',
	'ObjectPermissions',
	'User',
] as const;
/** What only those change who may manage permission sets. */
const permissionRecords: ReadonlySet<string> = new Set([
	'Profile',
	'PermissionSet',
	'PermissionSetAssignment',
	'FieldPermissions',
	'ObjectPermissions',
]);
const readOnly: ObjectGrants = {
	canRead: true,
	canCreate: false,
	canEdit: false,
	canDelete: false,
	canViewAll: true,
	canModifyAll: false,
};
const allAccess: ObjectGrants = {
	canRead: true,
	canCreate: true,
	canEdit: true,
	canDelete: true,
	canViewAll: true,
	canModifyAll: true,
};

/** Field-level security and sharing of one org; follows the permission records as they are written. */
export class Access {
	private readonly byUser = new Map<
		string,
		{ readonly stamp: string; readonly schema: Schema; readonly access: UserAccess }
	>();

	constructor(
		private readonly org: OrgState,
		private readonly sharing: Sharing,
	) {
		org.store.database.function('record_access', (userId, recordId) =>
			this.recordLevel(String(userId), String(recordId)),
		);
	}

	/** What a user sees and may do. */
	of(userId: string): UserAccess {
		const stamp = permissionTables.map((name) => this.org.store.contentVersions.get(name)).join();
		const { schema } = this.org;
		const known = this.byUser.get(userId);
		if (known?.stamp === stamp && known.schema === schema) return known.access;
		const access = this.userAccess(userId, readGrants(this.org, userId));
		this.byUser.set(userId, { stamp, schema, access });
		return access;
	}

	/** What a user's queries see; `undefined` when it is everything. */
	visibility(userId: string): QueryVisibility | undefined {
		const access = this.of(userId);
		if (access.schema === this.org.schema && this.sharing.isOpen) return undefined;
		const { schema } = this.org;
		return {
			// What is not the org's own, the Tooling API's catalogue above all, is open to everybody.
			isObjectVisible: (object) => !schema.type(object) || access.schema.type(object) !== undefined,
			isFieldVisible: (object, field) => !schema.type(object) || access.schema.type(object)?.field(field) !== undefined,
			rowFilter: (object, alias) => {
				const type = schema.type(object);
				return type && access.rowFilter(type, alias);
			},
		};
	}

	/** Who sees the records of an object besides their owners. */
	sharingModel(type: SObjectType): SharingModel {
		return this.sharing.modelOf(type);
	}

	/** Throws the 404 of a row that is not there when the user must not see it. */
	requireRead(userId: string, type: SObjectType, record: StoredRecord): void {
		if (this.of(userId).level(type, record) > AccessLevel.None) return;
		throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
	}

	private userAccess(userId: string, grants: Grants): UserAccess {
		const { schema } = this.org;
		const byObject = new Map<string, ObjectGrants>();
		const grantsOf = (object: string): ObjectGrants => {
			const known = byObject.get(object);
			if (known) return known;
			const type = schema.type(object);
			const made = type && !isGoverned(type) ? setupGrants(type, grants) : objectGrants(grants, object);
			byObject.set(object, made);
			return made;
		};
		return {
			schema: seenSchema(schema, grants),
			canViewSetup: grants.canViewSetup,
			canCustomize: grants.canCustomize,
			objectGrants: (type) => grantsOf(type.name),
			level: (type, record) => this.sharing.level(type, record, userId, grantsOf),
			rowFilter: (type, alias) => this.sharing.rowFilter(type, alias, userId, grantsOf),
		};
	}

	private recordLevel(userId: string, recordId: string): AccessLevel {
		const type = this.org.schema.typeOfId(recordId);
		const record = type && this.org.store.find(type, recordId);
		return record ? this.of(userId).level(type, record) : AccessLevel.None;
	}
}

/** Setup objects are open to everybody, except for what says who may do what. */
function setupGrants({ name }: SObjectType, { canManagePermissions }: Grants): ObjectGrants {
	return canManagePermissions || !permissionRecords.has(name) ? allAccess : readOnly;
}
