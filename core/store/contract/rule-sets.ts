/** So many versions of an org's rule set are kept; older ones are forgotten when another is kept. */
export const mostRuleSetVersions = 100;

/** A version of the rule set that holds for an org. */
export interface KeptRuleSet {
	/** From 1 on; the highest one holds. */
	readonly version: number;
	/** The document, as JSON text. */
	readonly document: string;
	/** Of what was approved when it was kept. */
	readonly digest: string;
	readonly keptAt: Date;
	/** Who has kept it, as the history calls it: workflow and execution. */
	readonly keptBy: string;
}

/** The rule set that an org's templates read, with the versions before it. */
export interface RuleSetStore {
	/** The version that holds, or this one; `undefined` when there is none. */
	loadRuleSet(orgId: string, version?: number): Promise<KeptRuleSet | undefined>;
	/** All versions that are there, the newest first, without their documents. */
	listRuleSets(orgId: string): Promise<ReadonlyArray<Omit<KeptRuleSet, 'document'>>>;
	/** Lets this version hold from now on; false, and nothing is changed, unless it follows on the one that holds (1 on none). */
	keepRuleSet(orgId: string, ruleSet: KeptRuleSet): Promise<boolean>;
}
