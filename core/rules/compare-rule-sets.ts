import { listRules } from './list-rules';
import { type Rule, wholeRule } from './rule';
import type { RuleSet } from './rule-set';

/** What becomes of one rule when one set takes the place of another. */
export interface RuleChange {
	readonly change: 'added' | 'changed' | 'removed';
	readonly object: string;
	/** E.g. `Lead mapping (leadiq): Industry`. */
	readonly rule: string;
	/** What it says now, of the details that change; empty when it is not there. */
	readonly from: string;
	/** What it will say. */
	readonly to: string;
}

/** Rule by rule what changes, in the order of the new document, what goes last; nothing when both say the same. */
export function compareRuleSets(before: RuleSet | undefined, after: RuleSet): RuleChange[] {
	const old = new Map((before ? listRules(before) : []).map((rule) => [rule.key, rule]));
	const changes = listRules(after).flatMap((rule): RuleChange[] => {
		const was = old.get(rule.key);
		old.delete(rule.key);
		if (!was) return [{ change: 'added', ...placeOf(rule), from: '', to: told(rule) }];
		const details = [...new Set([...Object.keys(was.says), ...Object.keys(rule.says)])].filter(
			(detail) => was.says[detail] !== rule.says[detail],
		);
		if (details.length === 0) return [];
		return [{ change: 'changed', ...placeOf(rule), from: told(was, details), to: told(rule, details) }];
	});
	const gone = [...old.values()].map(
		(rule): RuleChange => ({ change: 'removed', ...placeOf(rule), from: told(rule), to: '' }),
	);
	return [...changes, ...gone];
}

/** `Lead mapping (leadiq): Industry: policy Fill Blank → Always`. */
export function changeSentence({ change, rule, from, to }: RuleChange): string {
	if (change === 'changed') return `${rule}: ${from} → ${to}`;
	return `${rule}: ${change === 'added' ? `new, ${to}` : `goes, was ${from}`}`;
}

function placeOf({ object, title }: Rule): Pick<RuleChange, 'object' | 'rule'> {
	return { object, rule: title };
}

function told({ says }: Rule, details = Object.keys(says)): string {
	return details
		.map((detail) => (detail === wholeRule ? says[detail] : `${detail} ${says[detail] ?? '(none)'}`))
		.join(', ');
}
