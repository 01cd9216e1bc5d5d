/** How two values are compared: letter by letter without case, or as Salesforce's fuzzy methods forgive them. */
export type MatchingMethod = 'exact' | 'fuzzyName' | 'fuzzyCompany' | 'fuzzyEmail' | 'fuzzyPhone' | 'fuzzyWebsite';

/** One comparison of a matching rule. */
export interface MatchingCriterion {
	readonly field: string;
	/** The field on the other record; default the same. */
	readonly otherField?: string;
	/** Default `exact`. */
	readonly method?: MatchingMethod;
	/** Whether two blanks are equal; default false. */
	readonly matchBlanks?: boolean;
}

/** When two records are the same; all criteria must hold. */
export interface MatchingRuleSeed {
	readonly name: string;
	readonly object: string;
	/** The object looked through; default the same. */
	readonly otherObject?: string;
	readonly criteria: readonly MatchingCriterion[];
}

/** `block` never saves, `alert` saves with `allowSave=true`, `allow` always saves. */
export type DuplicateAction = 'block' | 'alert' | 'allow';

/** What happens when matching rules find something. */
export interface DuplicateRuleSeed {
	readonly name: string;
	readonly object: string;
	/** Names of matching rules. */
	readonly matchingRules: readonly string[];
	/** Default `alert`. */
	readonly onCreate?: DuplicateAction;
	/** Default `alert`. */
	readonly onUpdate?: DuplicateAction;
	/** Default: Salesforce's own sentence. */
	readonly message?: string;
	readonly isActive?: boolean;
}
