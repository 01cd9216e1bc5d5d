import type { FieldTraits, FieldType } from '../schema/field';
import type { ConnectedClient } from '../auth/clients';

/** A custom field to add to an object; `type` is describe's word for it. */
export interface CustomFieldSeed extends FieldTraits {
	readonly object: string;
	/** With its `__c`. */
	readonly name: string;
	readonly type: FieldType;
	/** Short for `restrictedPicklist`. */
	readonly restricted?: boolean;
}

/** A custom object; it gets Id, Name, owner and system fields by itself. */
export interface CustomObjectSeed {
	/** With its `__c`. */
	readonly name: string;
	readonly label?: string;
	readonly labelPlural?: string;
	/** Default: `a00`, `a01`, … in seed order. */
	readonly keyPrefix?: string;
	readonly fields?: ReadonlyArray<Omit<CustomFieldSeed, 'object'>>;
}

/** Somebody who can sign in or own records. */
export interface UserSeed {
	readonly Username: string;
	readonly LastName?: string;
	readonly [field: string]: unknown;
}

/** Re-assigns the owner of every created or updated record unless the caller sends `Sforce-Auto-Assign: FALSE`. */
export interface AssignmentRule {
	readonly object: string;
	readonly ownerId: string;
}

/** Comparisons that a validation rule may make. */
export type RuleOperator = '=' | '!=' | '<' | '>' | 'blank' | 'notBlank' | 'contains';

/** Refuses a save while the condition holds, as FIELD_CUSTOM_VALIDATION_EXCEPTION. */
export interface ValidationRule {
	readonly object: string;
	/** Where the message is shown; absent means at the top of the page (no `fields`). */
	readonly field?: string;
	readonly when: { readonly field: string; readonly op: RuleOperator; readonly value?: unknown };
	readonly message: string;
}

/** Who the org is; production unless said otherwise. */
export interface OrgOptions {
	readonly kind: 'production' | 'sandbox';
	readonly id?: string;
	readonly name?: string;
	/** Default 100,000. */
	readonly dailyApiRequests?: number;
	readonly dailyApiRequestsUsed?: number;
	/** IANA name; default the running user's `TimeZoneSidKey`, which defaults to GMT. */
	readonly timeZone?: string;
}

/** Field values by API name; `@ref` names the record, and `'@acme'` as a value points to it. */
export type SeedRecord = Readonly<Record<string, unknown>>;

/** Everything an org starts with; plain JSON, so that it can live in a file. */
export interface OrgSeed {
	readonly org?: Partial<OrgOptions>;
	readonly users?: readonly UserSeed[];
	readonly clients?: readonly ConnectedClient[];
	readonly customObjects?: readonly CustomObjectSeed[];
	readonly customFields?: readonly CustomFieldSeed[];
	readonly assignmentRules?: readonly AssignmentRule[];
	readonly validationRules?: readonly ValidationRule[];
	/** Loaded in key order; references may point forwards. */
	readonly records?: Readonly<Record<string, readonly SeedRecord[]>>;
}
