/** What a profile or permission set grants on one object; `all` is everything, `read`, `create`, `edit`, `delete`, `viewAll`, `modifyAll` one thing each. */
export type ObjectGrant =
	| 'all'
	| 'none'
	| ReadonlyArray<'read' | 'create' | 'edit' | 'delete' | 'viewAll' | 'modifyAll'>;

/** What it grants on one field. */
export type FieldGrant = 'none' | 'read' | 'edit';

/** What a profile and a permission set have in common. */
export interface GrantsSeed {
	readonly name: string;
	/** By object; what is unsaid follows `otherObjects`. */
	readonly objects?: Readonly<Record<string, ObjectGrant>>;
	/** By `Object.Field`; what is unsaid follows `otherFields`. */
	readonly fields?: Readonly<Record<string, FieldGrant>>;
	readonly viewAllData?: boolean;
	readonly modifyAllData?: boolean;
	/** View Setup and Configuration; default true for profiles, false for permission sets. */
	readonly viewSetup?: boolean;
	/** Customize Application, which brings the former; default as there. */
	readonly customizeApplication?: boolean;
	/** Manage Profiles and Permission Sets; default as of the first. */
	readonly managePermissionSets?: boolean;
}

/** A profile; says how far its users are from seeing everything. */
export interface ProfileSeed extends GrantsSeed {
	/** Default `all`. */
	readonly otherObjects?: ObjectGrant;
	/** Default `edit`. */
	readonly otherFields?: FieldGrant;
	/** Custom fields only; default as `otherFields`. Salesforce grants nothing on a field made through an API. */
	readonly otherCustomFields?: FieldGrant;
	/** Usernames; everybody else has the profile Standard User, which sees everything. */
	readonly users?: readonly string[];
}

/** A permission set; grants only what it names. */
export interface PermissionSetSeed extends GrantsSeed {
	readonly label?: string;
	/** Usernames. */
	readonly assignedTo?: readonly string[];
}

/** Who sees the records of an object besides their owner; `controlledByParent` follows the Account. */
export type SharingModel = 'private' | 'read' | 'readWrite' | 'controlledByParent';

/** One record opened to one user beyond the sharing model. */
export interface ShareSeed {
	/** A record's `@ref` or Id. */
	readonly record: string;
	readonly user: string;
	readonly access: 'read' | 'edit';
}

/** Profiles, permission sets and sharing; without it everyone sees and changes everything. */
export interface AccessSeed {
	readonly profiles?: readonly ProfileSeed[];
	readonly permissionSets?: readonly PermissionSetSeed[];
	/** By object; default `readWrite`. */
	readonly sharing?: Readonly<Record<string, SharingModel>>;
	readonly shares?: readonly ShareSeed[];
}
