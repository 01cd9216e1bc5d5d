import { EnrichmentError } from '../errors';
import type { OrgIdentity } from '../salesforce/org-identity';
import type { SalesforceClient } from '../salesforce/client';
import type { RuleSetStore } from '../store/contract/rule-sets';
import { checkNeeds, type RuleGap } from './check-needs';
import { compareRuleSets, type RuleChange } from './compare-rule-sets';
import { digestOf } from './list-rules';
import { parseRuleSet } from './parse-rule-set';
import type { RuleSet } from './rule-set';

/** What letting a rule set hold for an org would do there. */
export interface Promotion {
	readonly org: OrgIdentity;
	/** The version that holds now; 0 when none does. */
	readonly holds: number;
	readonly ruleSet: RuleSet;
	readonly changes: readonly RuleChange[];
	/** What the org lacks for it. */
	readonly gaps: readonly RuleGap[];
	/** Names the org, what holds there and what is to hold: 16 hex digits. Another one of any of them has another digest. */
	readonly digest: string;
	/** API calls made. */
	readonly calls: number;
}

/** Who applies it, and when. */
export interface Approval {
	readonly digest: string;
	readonly now: Date;
	/** As the history calls them. */
	readonly keptBy: string;
}

/** Compares with what holds in the org, and looks whether the org has what the rules need. Nothing is changed. */
export async function planPromotion(
	client: SalesforceClient,
	store: RuleSetStore,
	ruleSet: RuleSet,
	signal?: AbortSignal,
): Promise<Promotion> {
	const { org } = client;
	const before = client.calls.now();
	const kept = await store.loadRuleSet(org.orgId);
	const held = kept && parseRuleSet(kept.document, `version ${kept.version}, kept for the org`);
	client.forgetDescriptions();
	const gaps = await checkNeeds(client, ruleSet, signal);
	return {
		org,
		holds: kept?.version ?? 0,
		ruleSet,
		changes: compareRuleSets(held, ruleSet),
		gaps,
		digest: digestOf({ org: org.orgId, version: kept?.version ?? 0, held, ruleSet }),
		calls: client.calls.now().used - before.used,
	};
}

/** Lets the rules hold, and gives their version; `undefined` when they hold already. Throws `invalid_parameter` when something is missing, or another digest was approved. */
export async function applyPromotion(
	store: RuleSetStore,
	promotion: Promotion,
	{ digest, now, keptBy }: Approval,
): Promise<number | undefined> {
	const { org, holds, ruleSet, changes, gaps } = promotion;
	if (changes.length === 0) return undefined;
	const missing = gaps.filter(({ state }) => state === 'missing');
	if (missing.length > 0) {
		throw refused(
			`Nothing was applied: ${org.name} lacks ${missing.length} of the things that the rules need, first: ${missing[0].what}`,
			'Run without a digest to see all of them, put them right, and approve the new digest.',
		);
	}
	if (digest !== promotion.digest) throw staleDigest(org.name);
	const version = holds + 1;
	const document = JSON.stringify(ruleSet);
	if (await store.keepRuleSet(org.orgId, { version, document, digest, keptAt: now, keptBy })) return version;
	throw staleDigest(org.name);
}

function staleDigest(orgName: string): EnrichmentError {
	return refused(
		`Nothing was applied: the approved digest is not that of these changes in ${orgName}. The rules, or what holds there, have changed since.`,
		'Run without a digest, read the changes, and approve the new digest.',
	);
}

function refused(message: string, remedy: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', message, { remedy });
}
