import type { KeptAnswer } from '../../../store/contract/ledger';
import type { LookUpAnswer } from '../look-up-answer';
import type { MatchedAnswer, UnmatchedAnswer } from '../provider';
import type { Asking } from './asking';
import type { HashedQuestion } from './question';

/** An answer as it is kept, with the attributes that were asked for. */
interface KeptReply {
	readonly answer: Omit<MatchedAnswer, 'key'> | Omit<UnmatchedAnswer, 'key'>;
	readonly wanted: readonly string[];
}

/** Answers what has been answered before, for nothing, and gives the questions that are left. */
export async function recallAnswers(asking: Asking, questions: readonly HashedQuestion[]): Promise<HashedQuestion[]> {
	const replyByHash = await loadReplies(
		asking,
		questions.map(({ hash }) => hash),
	);
	return questions.filter(({ hash, query }) => {
		const reply = replyByHash.get(hash);
		if (!reply) return true;
		asking.answered += 1;
		asking.cost = { ...asking.cost, kept: asking.cost.kept + 1 };
		asking.answerByKey.set(query.key, { ...reply.answer, key: query.key, isKept: true } as LookUpAnswer);
		return false;
	});
}

/** What was answered before, by hash, as far as nothing is wanted beyond it; nothing where answers are not used again. */
export async function loadReplies(
	{ memory, money, options, provider }: Asking,
	hashes: readonly string[],
): Promise<ReadonlyMap<string, KeptReply>> {
	if (!memory || !money.reusesAnswers) return new Map();
	const kept = await memory.store.loadAnswers(memory.orgId, provider.id, hashes, options.now());
	return new Map(
		kept.flatMap(({ inputHash, answer }) => {
			const reply = answer as KeptReply;
			const isEnough = options.wanted.every((attribute) => reply.wanted.includes(attribute));
			return isEnough ? [[inputHash, reply]] : [];
		}),
	);
}

/** What of an answer is kept, and how long; `undefined` for what says nothing about the record. */
export function answerToKeep(
	{ money, options }: Asking,
	inputHash: string,
	recordId: string | undefined,
	{ key: _key, ...answer }: LookUpAnswer,
): KeptAnswer | undefined {
	const isMatch = answer.outcome === 'matched';
	if (!isMatch && answer.outcome !== 'no_match') return undefined;
	const keepMs = isMatch ? money.keepMs : money.keepMissMs;
	if (keepMs <= 0) return undefined;
	const now = options.now();
	const reply: KeptReply = { answer: answer as KeptReply['answer'], wanted: options.wanted };
	return {
		inputHash,
		...(recordId !== undefined && { recordId }),
		answer: reply,
		seenAt: now,
		keepUntil: new Date(now.getTime() + keepMs),
	};
}
