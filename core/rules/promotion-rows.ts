import { changeSentence } from './compare-rule-sets';
import type { Promotion } from './promote';

/** A line of a promotion that a person reads; the first one sums up. */
export interface PromotionRow {
	readonly kind: 'summary' | 'missing' | 'warning' | 'added' | 'changed' | 'removed';
	readonly object: string;
	readonly what: string;
	readonly from: string;
	readonly to: string;
	readonly whatToDo: string;
	readonly digest: string;
	/** The document as JSON text; in the first row only. */
	readonly ruleSet: string;
}

const empty = { object: '', from: '', to: '', whatToDo: '', digest: '', ruleSet: '' };

/** The summary, what the org lacks, then rule by rule what changes; `version`: the one under which it was applied. */
export function promotionRows(promotion: Promotion, version?: number): PromotionRow[] {
	const { gaps, changes, digest, ruleSet } = promotion;
	const isOpen = version === undefined && changes.length > 0;
	return [
		{
			...empty,
			kind: 'summary',
			what: promotionSentence(promotion, version),
			whatToDo: isOpen ? nextStep(promotion) : 'Nothing has to be done.',
			digest: isOpen ? digest : '',
			ruleSet: JSON.stringify(ruleSet),
		},
		...(['missing', 'warning'] as const).flatMap((state) =>
			gaps
				.filter((gap) => gap.state === state)
				.map(({ object, path, what, whatToDo }) => ({
					...{ ...empty, kind: state, object, what: `${what} Needed by ${path}.`, whatToDo },
				})),
		),
		...changes.map((change) => ({
			...empty,
			...{ kind: change.change, object: change.object, what: changeSentence(change), from: change.from, to: change.to },
		})),
	];
}

/** What would change or has changed, in one sentence with numbers. */
export function promotionSentence({ org, holds, changes, gaps, calls }: Promotion, version?: number): string {
	const where = `${org.name} (${org.isSandbox ? 'sandbox' : 'production'})`;
	const holding = holds === 0 ? 'no rule set holds there' : `version ${holds} holds there`;
	if (version !== undefined) return `Applied: version ${version} holds for ${where} now, with ${counts(changes)}.`;
	if (changes.length === 0) return `Nothing would change in ${where}: version ${holds} says the same.`;
	const missing = gaps.filter(({ state }) => state === 'missing').length;
	const lacks = missing === 0 ? 'it has all that they need' : `it lacks ${missing} of the things that they need`;
	return `${where}, where ${holding}: ${counts(changes)}; ${lacks} (${calls} API calls). Nothing was applied.`;
}

function counts(changes: Promotion['changes']): string {
	const words = (['added', 'changed', 'removed'] as const).map((kind) => {
		const count = changes.filter(({ change }) => change === kind).length;
		return count > 0 ? `${count} ${kind}` : undefined;
	});
	return `${changes.length === 1 ? '1 rule differs' : `${changes.length} rules differ`} (${words.filter(Boolean).join(', ')})`;
}

function nextStep({ gaps }: Promotion): string {
	const isMissing = gaps.some(({ state }) => state === 'missing');
	return isMissing
		? 'Put right what is missing, then run again for the digest to approve.'
		: 'Read the changes, then put the digest into Approved Digest and run again.';
}
