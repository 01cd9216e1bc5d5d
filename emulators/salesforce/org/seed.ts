import type { FieldTraits, FieldType } from '../schema/field';
import type { ConnectedClient } from '../auth/clients';
import type { BulkOptions } from '../bulk/bulk-options';
import type { AccessSeed } from '../access/access-seed';
import type { AutomationSeed } from '../automation/automation-seed';
import type { SetupSeed } from '../tooling/setup-seed';
import type { DuplicateRuleSeed, MatchingRuleSeed, StandardRulesSeed } from '../writes/duplicates/duplicate-seed';

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
	/** Makes Name an auto-number of this display format: `INV-{00000}`. */
	readonly nameFormat?: string;
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

/** One test of a record's field. */
export interface RuleCondition {
	readonly field: string;
	readonly op: RuleOperator;
	readonly value?: unknown;
}

/** Refuses a save while the condition holds, as FIELD_CUSTOM_VALIDATION_EXCEPTION. */
export interface ValidationRule {
	/** Default: `Rule_1`, `Rule_2`, … in seed order. */
	readonly name?: string;
	/** Default true. */
	readonly isActive?: boolean;
	readonly object: string;
	/** Where the message is shown; absent means at the top of the page (no `fields`). */
	readonly field?: string;
	/** All of them must hold. */
	readonly when: RuleCondition | readonly RuleCondition[];
	readonly message: string;
}

/** Who the org is; production unless said otherwise. */
export interface OrgOptions {
	readonly kind: 'production' | 'sandbox';
	readonly id?: string;
	readonly name?: string;
	/** How many custom fields an object may have; default 500. */
	readonly customFieldsPerObject?: number;
	/** Default 100,000. */
	readonly dailyApiRequests?: number;
	readonly dailyApiRequestsUsed?: number;
	/** IANA name; default the running user's `TimeZoneSidKey`, which defaults to GMT. */
	readonly timeZone?: string;
	/** How long a session may rest before it expires; default 7,200. */
	readonly sessionSeconds?: number;
	/** Whether the SOAP login() call is switched on; default true, though new orgs have it off. */
	readonly soapLogin?: boolean;
	/** Whether the OAuth username-password flow is allowed; default true, though new orgs block it. */
	readonly passwordGrant?: boolean;
}

/** A state or country of the address picklists. */
export interface PlaceSeed {
	/** ISO code; a state's is unique within its country only. */
	readonly code: string;
	/** The label in English. */
	readonly name: string;
	/** What the text field of an address holds; default the name. */
	readonly integrationValue?: string;
	/** Labels by language (`de`, `pt_BR`); countries have them of themselves. */
	readonly labels?: Readonly<Record<string, string>>;
}

/** A country and its states. */
export interface CountrySeed extends PlaceSeed {
	readonly states?: readonly PlaceSeed[];
}

/** A currency of an org that has several. */
export interface CurrencySeed {
	/** ISO 4217. */
	readonly isoCode: string;
	/** Units of it for one of the corporate currency. */
	readonly conversionRate: number;
	/** Default 2. */
	readonly decimalPlaces?: number;
	/** Default true. */
	readonly isActive?: boolean;
}

/** What an administrator can switch on; all off by default. */
export interface OrgFeatures {
	readonly personAccounts?: boolean;
	/** Several currencies; the first is the corporate one. Its rate is 1, records without one of their own are in it. */
	readonly currencies?: readonly CurrencySeed[];
	/** `true` takes all countries, and the states that Salesforce ships. */
	readonly stateAndCountryPicklists?: boolean | readonly CountrySeed[];
}

/** A record type; the first of an object is everybody's default unless another says so. */
export interface RecordTypeSeed {
	readonly object: string;
	readonly name: string;
	/** Default: the name with underscores. */
	readonly developerName?: string;
	readonly isDefault?: boolean;
	/** Only with the person-accounts feature. */
	readonly isPersonType?: boolean;
}

/** Where a custom lead field goes when the lead is converted; what no row names is lost, as in Salesforce. */
export interface LeadFieldMappingSeed {
	readonly from: string;
	readonly object: 'Account' | 'Contact' | 'Opportunity';
	readonly to: string;
}

/** A queue that may own records of some objects. */
export interface QueueSeed {
	readonly name: string;
	readonly objects: readonly string[];
	/** Usernames. */
	readonly members?: readonly string[];
	/** Other records point to it with `@ref`. */
	readonly '@ref'?: string;
}

/** A saved list of an object's tab. */
export interface ListViewSeed {
	/** Begins with `00B`. */
	readonly id: string;
	readonly object: string;
	/** SOQL as behind WHERE; all records when left out. */
	readonly where?: string;
	/** `everything` unless set. */
	readonly scope?: 'everything' | 'mine' | 'team' | 'queue';
}

/** Field values by API name; `@ref` names the record, and `'@acme'` as a value points to it. */
export type SeedRecord = Readonly<Record<string, unknown>>;

/** Everything an org starts with; plain JSON, so that it can live in a file. */
export interface OrgSeed {
	readonly org?: Partial<OrgOptions>;
	readonly bulk?: BulkOptions;
	readonly users?: readonly UserSeed[];
	readonly clients?: readonly ConnectedClient[];
	/** By Username, the security token appended where there is one; a user without an entry signs in with any password. */
	readonly passwords?: Readonly<Record<string, string>>;
	readonly customObjects?: readonly CustomObjectSeed[];
	readonly customFields?: readonly CustomFieldSeed[];
	readonly assignmentRules?: readonly AssignmentRule[];
	readonly validationRules?: readonly ValidationRule[];
	readonly listViews?: readonly ListViewSeed[];
	/** Fields whose history is kept, by object; clients read it from LeadHistory, AccountHistory, OpportunityFieldHistory, Tier__History. */
	readonly trackedFields?: Readonly<Record<string, readonly string[]>>;
	readonly leadFieldMapping?: readonly LeadFieldMappingSeed[];
	readonly features?: OrgFeatures;
	readonly recordTypes?: readonly RecordTypeSeed[];
	readonly queues?: readonly QueueSeed[];
	readonly access?: AccessSeed;
	readonly matchingRules?: readonly MatchingRuleSeed[];
	readonly duplicateRules?: readonly DuplicateRuleSeed[];
	/** Salesforce's own rules for Account, Contact and Lead: on as shipped (the default), off, or with other actions. */
	readonly standardDuplicateRules?: boolean | StandardRulesSeed;
	readonly automation?: AutomationSeed;
	readonly setup?: SetupSeed;
	/** Loaded in key order; references may point forwards. */
	readonly records?: Readonly<Record<string, readonly SeedRecord[]>>;
}
