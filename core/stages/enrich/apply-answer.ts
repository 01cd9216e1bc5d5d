import { type Outcome, outcomeIs } from '../../record/outcome';
import { type HashInputs, type RecordEnrichment, type RecordItem, withEnrichment } from '../../record/record-item';
import type { FieldMapping } from './enrich-request';
import { type EmployerChange, employerChangeSentence } from './employer-change';
import type { LookUpPlan } from './plan-look-up';
import type { LookUpAnswer } from './look-up-answer';
import { confidenceOf, proposeValues } from './propose-values';
import type { EnrichmentProvider, MatchedAnswer } from './provider';

type Named = Pick<EnrichmentProvider, 'id' | 'label'>;
type Word = { readonly outcome: Outcome; readonly message?: string; readonly retryable?: boolean };

/** The record with what its plan decided when the provider was not asked; a filled record keeps its earlier outcome. */
export function applyPlan(
	item: RecordItem,
	plan: Exclude<LookUpPlan, { kind: 'ask' }>,
	hashInputs: HashInputs,
): RecordItem {
	const match = { hashInputs: { match: hashInputs } };
	if (plan.kind === 'unusable') {
		return withWord(item, { outcome: 'invalid_input', message: plan.message }, match);
	}
	// Without hash inputs the record is looked at again, which costs nothing, and asked for once the person agrees.
	if (plan.kind === 'opted_out') return withWord(item, { outcome: 'opted_out', message: plan.message }, {});
	if (plan.kind === 'unchanged') {
		return withWord(
			item,
			{ outcome: 'skipped_unchanged', message: 'Its inputs did not change since the last enrichment.' },
			match,
		);
	}
	if (plan.isServed) return withEnrichment(item, match);
	return withWord(item, { outcome: 'skipped_unchanged', message: 'Every mapped field is filled already.' }, match);
}

/** The record with the proposals that the answer is good enough for, and with the outcome. */
export function applyAnswer(
	item: RecordItem,
	answer: LookUpAnswer,
	mappings: readonly FieldMapping[],
	provider: Named,
	hashInputs: HashInputs,
): RecordItem {
	switch (answer.outcome) {
		case 'matched':
			return applyMatch(item, answer, mappings, provider, hashInputs);
		case 'no_match':
			return withWord(
				item,
				{ outcome: 'no_match', message: `${nameOf(provider)} knows no match${costWords(answer)}.` },
				{ hashInputs: { match: hashInputs } },
			);
		case 'invalid_input':
		case 'legal_block':
			return withWord(
				item,
				{ outcome: answer.outcome, message: answer.message },
				{ hashInputs: { match: hashInputs } },
			);
		default:
			// Without hash inputs nothing is stamped that would gate the next attempt.
			return withWord(item, { outcome: answer.outcome, message: answer.message, retryable: answer.retryable }, {});
	}
}

function applyMatch(
	item: RecordItem,
	answer: MatchedAnswer & Pick<LookUpAnswer, 'isKept'>,
	mappings: readonly FieldMapping[],
	provider: Named,
	hashInputs: HashInputs,
): RecordItem {
	const confidence = Math.max(answer.confidence, item._enrichment?.confidence ?? 0);
	const common = { hashInputs: { match: hashInputs }, confidence };
	const trusted = mappings.filter((mapping) => confidenceOf(answer, mapping.source) >= mapping.minConfidence);
	if (trusted.length === 0) {
		const message = `${nameOf(provider)} matched on ${answer.matchedOn} with confidence ${answer.confidence}, below what every mapping asks for.`;
		return withWord(item, { outcome: 'low_confidence', message }, common);
	}
	const proposals = proposeValues(answer, trusted, provider.id);
	const message = `${nameOf(provider)} matched on ${answer.matchedOn} with confidence ${answer.confidence}${costWords(answer)}.`;
	return withWord(item, { outcome: 'matched', message }, { ...common, proposals });
}

/**
 * The record of a person who works elsewhere now: nothing of the answer is taken. What was told before, by the stamps of the
 * last attempt, is not told again.
 */
export function applyEmployerChange(
	item: RecordItem,
	change: EmployerChange,
	provider: Named,
	{ hashInputs, stampedMessage }: { readonly hashInputs: HashInputs; readonly stampedMessage: unknown },
): RecordItem {
	const mark = `change ${change.fingerprint.slice(0, 8)}`;
	const message = `${employerChangeSentence(change).replace(/\.$/, '')} (${mark}).`;
	const match = { hashInputs: { match: hashInputs } };
	if (typeof stampedMessage === 'string' && stampedMessage.includes(mark)) {
		return withWord(item, { outcome: 'skipped_unchanged', message: `Told before: ${message}` }, match);
	}
	const { differs: _differs, ...said } = change;
	const employer = { ...said, provider: provider.id };
	return withWord(item, { outcome: 'changed_employer', message }, { ...match, employer });
}

/** Of what was answered before and kept. */
function costWords({ isKept }: Pick<LookUpAnswer, 'isKept'>): string {
	return isKept ? ' (an earlier answer, which cost nothing)' : '';
}

function nameOf({ id, label = id }: Named): string {
	return label;
}

function withWord(item: RecordItem, word: Word, additions: RecordEnrichment): RecordItem {
	const { chainWeight: earlier } = outcomeIs(item._enrichment?.outcome);
	const { chainWeight: later = 0 } = outcomeIs(word.outcome);
	if (earlier !== undefined && earlier < later) return withEnrichment(item, additions);
	const { message: _message, retryable: _retryable, ...known } = item._enrichment ?? {};
	return withEnrichment({ ...item, _enrichment: known }, { ...additions, ...word });
}
