/** What makes one record of a group its master; ties go to the next rule, at last to the oldest and then to the lowest Id. */
export type MasterRule =
	/** Most fields filled. */
	| { readonly by: 'most_complete' }
	| { readonly by: 'oldest' }
	| { readonly by: 'newest' }
	/** Latest `LastActivityDate`. */
	| { readonly by: 'most_recently_active' }
	| { readonly by: 'active_owner' }
	/** A lead that was converted. */
	| { readonly by: 'converted' }
	/** Most records that point to it. */
	| { readonly by: 'most_related' }
	/** Has this value in this field; several values from the best down. */
	| { readonly by: 'field_value'; readonly field: string; readonly values: readonly string[] };

/** Which of several values of a field the master ends up with. Blank never wins over a value. */
export type FieldRule =
	/** The master's own; where it is blank, that of the record that would be master next. */
	| { readonly take: 'master' }
	| { readonly take: 'longest' }
	/** Of the record that was changed last, or by the date at which a provider saw the value, where that is known. */
	| { readonly take: 'newest' }
	| { readonly take: 'most_frequent' }
	/** By the confidence with which we wrote it; a value of unknown origin counts as a person's, and more. */
	| { readonly take: 'most_confident' }
	/** By who gave it, from the best down; `person` stands for values that we did not write. */
	| { readonly take: 'source'; readonly sources: readonly string[] }
	/** All entries of a multi-select field, or all lines of a long text, each once. */
	| { readonly take: 'join' }
	/** A ticked checkbox wins: for wishes of the person. */
	| { readonly take: 'most_restrictive' };

export interface SurvivorshipRules {
	/** In order of weight. */
	readonly master: readonly MasterRule[];
	/** By field; a field of an address speaks for the whole address. */
	readonly fields: Readonly<Record<string, FieldRule>>;
	/** For all other fields; default `master`. */
	readonly otherwise?: FieldRule;
	/** Checkboxes that say what a person does not want, besides Salesforce's own. */
	readonly consentFields?: readonly string[];
}

/** Salesforce's own wishes of a person: a merge never takes one back. */
export const standardConsentFields = ['HasOptedOutOfEmail', 'HasOptedOutOfFax', 'DoNotCall'] as const;

/** Whose record others hang on stays, then the fuller one; blanks are filled, nothing else is overwritten. */
export const usualRules: SurvivorshipRules = {
	master: [{ by: 'active_owner' }, { by: 'most_related' }, { by: 'most_complete' }, { by: 'oldest' }],
	fields: {},
};
