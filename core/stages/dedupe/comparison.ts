import { type BlockingRule, blockingRules } from './blocking';
import type { RecordKeys } from './record-keys';

/** Hand-set, to be replaced by a measured model. */
const probabilityOf: Readonly<Record<BlockingRule, number>> = {
	email: 0.99,
	'email+name': 0.99,
	'name+domain': 0.92,
	'name+company': 0.9,
	domain: 0.95,
	company: 0.85,
	'domain+company': 0.99,
};

/** How likely two records that agree on the rule are the same, 0–1, with three digits; values that a provider filled in count for less. */
export function compare(rule: BlockingRule, one: RecordKeys, other: RecordKeys): number {
	return Math.round(probabilityOf[rule] * trustIn(rule, one) * trustIn(rule, other) * 1_000) / 1_000;
}

function trustIn(rule: BlockingRule, keys: RecordKeys): number {
	return Math.min(...blockingRules[rule].map((key) => keys[key]?.trust ?? 0));
}
