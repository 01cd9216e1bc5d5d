import { isBlank } from '../../../record/field-value';
import { addCredits } from '../../../store/contract/grant-credits';
import type { Credits, KeptAnswer, LookUp } from '../../../store/contract/ledger';
import type { LookUpAnswer } from '../look-up-answer';
import type { ProviderAnswer, ProviderReply } from '../provider';
import type { Asking } from './asking';
import { answerToKeep } from './kept-answers';
import type { HashedQuestion } from './question';
import { keyOf, type SentCall } from './sent-call';

type Answered = Extract<ProviderReply, { kind: 'answered' }>;

/** Books what the answers cost and keeps them, in one step; only then are they given. */
export async function settleAnswers(asking: Asking, call: SentCall, reply: Answered): Promise<void> {
	const { provider, options, books } = asking;
	const { billing } = provider.facts;
	const answers = answersTo(asking, call, reply.answers);
	const byRule = billing.costOf(answers.filter(isProviderAnswer), options.wanted);
	const charged = call.isRepeat ? atLeast(reply.charged ?? byRule, byRule) : (reply.charged ?? byRule);
	const shares = shareCharge(
		charged,
		answers.map((answer) => billing.costOf([answer].filter(isProviderAnswer), options.wanted)),
	);
	const isOurs = await books.settleCall(call.callId, {
		charged,
		lookUps: call.questions.map((question, index) => lookUpOf(question, answers[index], shares[index])),
		answers: call.questions.flatMap(({ hash, recordId }, index): KeptAnswer[] => {
			const kept = answerToKeep(asking, hash, recordId, answers[index]);
			return kept ? [kept] : [];
		}),
		at: options.now(),
	});
	// Another process may have read the same job back before.
	if (isOurs) asking.cost = { ...asking.cost, charged: addCredits(asking.cost.charged, charged) };
	for (const [index, { query, isAbsent }] of call.questions.entries()) {
		if (!isAbsent) asking.answerByKey.set(query.key, { ...answers[index], key: query.key });
	}
}

/** One for each question, in their order: providers reorder, repeat and leave out. */
function answersTo({ provider }: Asking, call: SentCall, answers: readonly ProviderAnswer[]): LookUpAnswer[] {
	const answerByKey = new Map<number, ProviderAnswer>();
	for (const answer of answers) if (!answerByKey.has(answer.key)) answerByKey.set(answer.key, answer);
	return call.questions.map(({ query }, index) => {
		const key = keyOf(provider.facts.mode, query.key, call.places[index]);
		const message = `${provider.label ?? provider.id} left this record out of its answer.`;
		return answerByKey.get(key) ?? { key, outcome: 'provider_failed', message, retryable: true };
	});
}

function isProviderAnswer(answer: LookUpAnswer): answer is ProviderAnswer {
	return ['matched', 'no_match', 'invalid_input', 'legal_block', 'provider_failed'].includes(answer.outcome);
}

/** A repeat may be free because the lost call was charged, which is what the rule says then. */
function atLeast(said: Credits, byRule: Credits): Credits {
	const pools = new Set([...Object.keys(said), ...Object.keys(byRule)]);
	return Object.fromEntries([...pools].map((pool) => [pool, Math.max(said[pool] ?? 0, byRule[pool] ?? 0)]));
}

/** Each gets what the rule says of it as far as the charge goes, and the first one what is left of it. */
function shareCharge(charged: Credits, byRule: readonly Credits[]): Credits[] {
	const left: Record<string, number> = { ...charged };
	const shares = byRule.map((cost): Record<string, number> => {
		const share: Record<string, number> = {};
		for (const [pool, amount] of Object.entries(cost)) {
			const paid = Math.min(amount, left[pool] ?? 0);
			if (paid > 0) share[pool] = paid;
			left[pool] = (left[pool] ?? 0) - paid;
		}
		return share;
	});
	for (const [pool, amount] of Object.entries(left)) {
		if (amount > 0 && shares.length > 0) shares[0][pool] = (shares[0][pool] ?? 0) + amount;
	}
	return shares;
}

function lookUpOf({ recordId, hash, mappings }: HashedQuestion, answer: LookUpAnswer, charged: Credits): LookUp {
	const asked = [...new Set(mappings.map(({ target }) => target))];
	const filled =
		answer.outcome === 'matched'
			? mappings.filter(
					({ source, minConfidence }) => answer.confidence >= minConfidence && !isBlank(answer.values[source]),
				)
			: [];
	return {
		...(recordId !== undefined && { recordId }),
		inputHash: hash,
		outcome: answer.outcome,
		filled: [...new Set(filled.map(({ target }) => target))],
		asked,
		charged,
	};
}
