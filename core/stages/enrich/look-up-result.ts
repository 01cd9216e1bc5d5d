import type { RecordItem } from '../../record/record-item';
import { isUnanswered } from '../../run/unanswered-words';
import type { LookUpResult, LookUpWord } from './enrich-sentence';
import type { LookUpPlan } from './plan-look-up';
import { confidenceOf } from './propose-values';
import { isMatched, type LookUpAnswer } from './look-up-answer';

const wordByAnswer = {
	no_match: 'no_match',
	invalid_input: 'unusable',
	legal_block: 'no_match',
	opted_out: 'opted_out',
} as const satisfies Record<string, LookUpWord>;

/** What became of a record in this call, by its plan and answer, and by what the call has added to it. */
export function lookUpResult(
	plan: LookUpPlan,
	answer: LookUpAnswer | undefined,
	before: RecordItem,
	after: RecordItem,
): LookUpResult {
	const hasFailed = answer && !isMatched(answer) && wordOf(plan, answer) === 'provider_failed';
	const reason = hasFailed ? answer.message : undefined;
	return {
		word: wordOf(plan, answer, after._enrichment?.outcome === 'changed_employer'),
		suggested: suggestedFields(before, after),
		...(reason !== undefined && { reason }),
	};
}

function wordOf(plan: LookUpPlan, answer: LookUpAnswer | undefined, hasMoved = false): LookUpWord {
	if (plan.kind !== 'ask') return plan.kind;
	if (hasMoved) return 'moved';
	if (!answer) return 'provider_failed';
	if (!isMatched(answer)) return isUnanswered(answer.outcome) ? answer.outcome : wordByAnswer[answer.outcome];
	return plan.mappings.some(({ minConfidence, source }) => confidenceOf(answer, source) >= minConfidence)
		? 'matched'
		: 'low_confidence';
}

function suggestedFields(before: RecordItem, after: RecordItem): string[] {
	const [known, now] = [before, after].map(({ _enrichment }) => _enrichment?.proposals ?? {});
	return Object.keys(now).filter((field) => now[field] !== known[field]);
}
