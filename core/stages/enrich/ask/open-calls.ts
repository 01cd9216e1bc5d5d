import type { LedgerCall } from '../../../store/contract/ledger';
import type { UnansweredQuery } from '../look-up-answer';
import type { Asking } from './asking';
import { absentQuestion, type HashedQuestion } from './question';
import { answerAll, collectJob, repeatCall } from './send-call';
import type { SentCall } from './sent-call';

/**
 * Takes up what earlier calls have left open: reads back jobs, repeats lost calls where that is free, and says of the others that
 * they wait or may have been paid for. Gives the questions that nobody has asked.
 */
export async function resumeCalls(asking: Asking, questions: readonly HashedQuestion[]): Promise<HashedQuestion[]> {
	const { memory, provider, options } = asking;
	if (!memory || questions.length === 0) return [...questions];
	const now = options.now();
	// A living process renews nothing here, but no request takes as long as a lease.
	await memory.store.takeOverCalls(memory.orgId, provider.id, new Date(now.getTime() - memory.leaseMs));
	const hashes = questions.map(({ hash }) => hash);
	const calls = await memory.store.loadOpenCalls(memory.orgId, provider.id, hashes);
	const openByHash = new Map(questions.map((question) => [question.hash, question]));
	for (const call of calls) {
		const sent = sentAgain(call, openByHash);
		if (sent.questions.every(({ isAbsent }) => isAbsent)) continue;
		for (const { hash } of sent.questions) openByHash.delete(hash);
		await resumeCall(asking, call, sent);
	}
	return [...openByHash.values()];
}

/** The call's questions as far as they are asked again or were kept, at the places that they had. */
function sentAgain(call: LedgerCall, openByHash: ReadonlyMap<string, HashedQuestion>): SentCall {
	const found = call.records.flatMap(({ inputHash, worst }, place) => {
		const question = openByHash.get(inputHash) ?? absentQuestion(call.records[place]);
		return question ? [{ question, worst, place }] : [];
	});
	return {
		callId: call.callId,
		questions: found.map(({ question }) => question),
		worst: found.map(({ worst }) => worst),
		places: found.map(({ place }) => place),
		reserved: call.reserved,
		isRepeat: true,
	};
}

async function resumeCall(asking: Asking, call: LedgerCall, sent: SentCall): Promise<void> {
	if (call.state === 'pending' && call.job !== undefined) {
		await asking.keepLease();
		await collectJob(asking, sent, call.job, call.dueAt ?? asking.options.now());
		return;
	}
	if (call.state === 'unknown' && isFreeAgain(asking, call, sent)) {
		await asking.keepLease();
		await repeatCall(asking, sent);
		return;
	}
	asking.answered += 1;
	answerAll(asking, sent.questions, wordOf(call));
}

/** Only as a whole: what is asked once more is the very same request. */
function isFreeAgain({ provider, options }: Asking, call: LedgerCall, sent: SentCall): boolean {
	const { freeRepeatMs = 0 } = provider.facts;
	const isWhole = sent.questions.length === call.records.length;
	return isWhole && call.at.getTime() + freeRepeatMs > options.now().getTime();
}

function wordOf({ state, message }: LedgerCall): Omit<UnansweredQuery, 'key'> {
	if (state === 'unknown') return { outcome: 'unknown_charged', message };
	return { outcome: 'pending', message: 'Another process is asking for it at this moment.', retryable: true };
}
