import { mapValues } from 'lodash';

/** How a field of ours is created in an org; lengths in characters, precision in digits. */
export interface OwnField {
	readonly name: string;
	readonly label: string;
	readonly type: 'datetime' | 'date' | 'text' | 'longText' | 'number' | 'url' | 'email' | 'phone';
	/** Of a text; Salesforce sets those of an address, a number to call and an e-mail address. */
	readonly length?: number;
	readonly precision?: number;
	readonly scale?: number;
	/** Salesforce finds a record by it, and lets no two have the same, whatever the case of its letters. */
	readonly isUniqueKey?: boolean;
	readonly description: string;
}

/** The pack's own fields on Lead, Contact and Account, once; metadata, emulated orgs and Org Check read this list. */
export const ownFields = {
	lastActivity: {
		name: 'Enrichment_Last_Activity__c',
		label: 'Enrichment Last Activity',
		type: 'datetime',
		description: 'When an enrichment of this record was last attempted; empty means never',
	},
	lastEnrichedOn: {
		name: 'Enrichment_Last_Enriched_On__c',
		label: 'Enrichment Last Enriched On',
		type: 'datetime',
		description: 'When an enrichment last changed a business value of this record',
	},
	outcome: {
		name: 'Enrichment_Outcome__c',
		label: 'Enrichment Outcome',
		type: 'text',
		length: 40,
		description: 'What became of the last attempt, from a closed vocabulary',
	},
	message: {
		name: 'Enrichment_Message__c',
		label: 'Enrichment Message',
		type: 'text',
		length: 255,
		description: 'Why the last attempt ended as it did, in words',
	},
	matchHash: {
		name: 'Enrichment_Match_Hash__c',
		label: 'Enrichment Match Hash',
		type: 'text',
		length: 64,
		description: 'Hash of the inputs that providers match on; unchanged means nothing to ask',
	},
	modelHash: {
		name: 'Enrichment_Model_Hash__c',
		label: 'Enrichment Model Hash',
		type: 'text',
		length: 64,
		description: 'Hash of the inputs and the version of the scoring model',
	},
	logId: {
		name: 'Enrichment_Log_Id__c',
		label: 'Enrichment Log ID',
		type: 'text',
		length: 40,
		description: 'The run that last wrote this record; its rows in the journal carry the same ID',
	},
	score: {
		name: 'Enrichment_Score__c',
		label: 'Enrichment Score',
		type: 'number',
		precision: 3,
		scale: 0,
		description: 'Score from 0 to 100',
	},
	rank: {
		name: 'Enrichment_Rank__c',
		label: 'Enrichment Rank',
		type: 'text',
		length: 1,
		description: 'Rank of the score, A (best) to F',
	},
	sources: {
		name: 'Enrichment_Sources__c',
		label: 'Enrichment Sources',
		type: 'text',
		length: 255,
		description: 'Which provider filled which field, and on what day',
	},
	externalKey: {
		name: 'Enrichment_Key__c',
		label: 'Enrichment Key',
		type: 'text',
		length: 80,
		isUniqueKey: true,
		description: 'Unique key under which a record was created, so that none is created twice',
	},
} as const satisfies Record<string, OwnField>;

/** The fields that Bulk Write stamps on every record it attempted. */
export const stampKeys = [
	'lastActivity',
	'lastEnrichedOn',
	'outcome',
	'message',
	'matchHash',
	'modelHash',
	'logId',
] as const satisfies ReadonlyArray<keyof typeof ownFields>;

/** The same under the names the pack ships. */
export const stampFields = stampKeys.map((key) => ownFields[key].name);

/** What a field of ours is called in code, whatever the org calls it. */
export type OwnFieldKey = keyof typeof ownFields;

/** API names of the pack's own fields in one org. */
export type OwnFieldNames = Readonly<Record<OwnFieldKey, string>>;

/** The names under which the pack ships its fields. */
export const shippedFieldNames: OwnFieldNames = mapValues(ownFields, (field) => field.name);

/** The shipped names, except where the org has fields of its own for the purpose (`Mintigo_hash__c`); blank ones are ignored. */
export function namesOfOwnFields(renamed: Readonly<Partial<Record<OwnFieldKey, string>>> = {}): OwnFieldNames {
	return mapValues(shippedFieldNames, (shipped, key) => renamed[key as OwnFieldKey]?.trim() || shipped);
}
