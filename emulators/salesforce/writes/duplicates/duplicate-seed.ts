/** How two values are compared: letter by letter without case, or as Salesforce's fuzzy methods forgive them. */
export type MatchingMethod =
	| 'exact'
	| 'fuzzyName'
	| 'fuzzyCompany'
	| 'fuzzyEmail'
	| 'fuzzyPhone'
	| 'fuzzyWebsite'
	| 'fuzzyZip';

/** One comparison of a matching rule. */
export interface MatchingCriterion {
	readonly field: string;
	/** The field on the other record; default the same. */
	readonly otherField?: string;
	/** Default `exact`. */
	readonly method?: MatchingMethod;
	/** Whether two blanks are equal; default false. */
	readonly matchBlanks?: boolean;
	/** Whether a blank on either side is taken for equal; default false. */
	readonly ignoresBlanks?: boolean;
}

/** When two records are the same. */
export interface MatchingRuleSeed {
	readonly name: string;
	readonly object: string;
	/** The object looked through; default the same. */
	readonly otherObject?: string;
	/** All of them must hold. */
	readonly criteria?: readonly MatchingCriterion[];
	/** Instead of `criteria`: several lists, of which one must hold as a whole. */
	readonly anyOf?: ReadonlyArray<readonly MatchingCriterion[]>;
}

/** `block` never saves, `alert` saves with `allowSave=true`, `allow` always saves. */
export type DuplicateAction = 'block' | 'alert' | 'allow';

/** How the standard rules act, where they do not act as Salesforce ships them. */
export type StandardRulesSeed = Partial<Pick<DuplicateRuleSeed, 'onCreate' | 'onUpdate'>>;

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

/** The ways in which a matching rule may hold. */
export function alternativesOf({ criteria, anyOf }: MatchingRuleSeed): ReadonlyArray<readonly MatchingCriterion[]> {
	return anyOf ?? (criteria ? [criteria] : []);
}
