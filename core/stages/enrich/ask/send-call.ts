import { randomUUID } from 'node:crypto';
import { EnrichmentError } from '../../../errors';
import { creditsIn, worstOf } from '../../../store/contract/grant-credits';
import type { CallToReserve, ReservedRecord } from '../../../store/contract/ledger';
import type { LookUpAnswer, UnansweredQuery } from '../look-up-answer';
import type { ProviderQuery, ProviderReply } from '../provider';
import { type Asking, refuseCanceled } from './asking';
import { type HashedQuestion, questionToKeep } from './question';
import { loadReplies } from './kept-answers';
import { keyOf, type SentCall } from './sent-call';
import { settleAnswers } from './settle-answers';

type Refused = Extract<ProviderReply, { kind: 'refused' }>;

/** So often a call is sent again that was refused for now. */
const mostRepeats = 4;
const firstPauseMs = 1_000;
/** These hold for all that the provider could be asked. */
const stopping = new Set<Refused['outcome']>(['out_of_credits', 'auth', 'not_entitled', 'rate_limited']);

/**
 * Reserves what the batch can cost at most, sends what fits and books what it has come to. Does nothing of it when another
 * process is asking for one of them, or was until a moment ago.
 */
export async function askBatch(asking: Asking, batch: readonly HashedQuestion[]): Promise<'asked' | 'asked elsewhere'> {
	const { money, books } = asking;
	const call = callOf(asking, batch);
	if (!money.maySpend && Object.values(worstOf(call)).some((amount) => amount > 0)) {
		refuse(asking, batch, 'This run may not spend credits: it works on a sandbox.');
		return 'asked';
	}
	const { granted, ceiling, isAskedElsewhere } = await books.reserveCredits(call, money.ceilings);
	if (isAskedElsewhere) return 'asked elsewhere';
	const records = call.records.slice(0, granted);
	if (await hasBeenAnswered(asking, records)) {
		await books.releaseCall(call.callId);
		return 'asked elsewhere';
	}
	if (ceiling) refuse(asking, batch.slice(granted), ceilingMessage(ceiling.scope, ceiling.most, ceiling.pool));
	if (granted === 0) return 'asked';
	await sendCall(asking, {
		callId: call.callId,
		questions: batch.slice(0, granted),
		worst: records.map(({ worst }) => worst),
		places: records.map((_, place) => place),
		reserved: worstOf({ ...call, records }),
		isRepeat: false,
	});
	return 'asked';
}

function callOf({ provider, options, memory }: Asking, batch: readonly HashedQuestion[]): CallToReserve {
	const { billing } = provider.facts;
	const worst = billing.worstCase(options.wanted);
	return {
		callId: randomUUID(),
		orgId: memory?.orgId ?? '',
		...(memory && { runId: memory.runId }),
		provider: provider.id,
		account: provider.account ?? '',
		records: batch.map((question) => ({
			...(question.recordId !== undefined && { recordId: question.recordId }),
			inputHash: question.hash,
			worst,
			question: questionToKeep(provider, question),
		})),
		...(billing.perCall && { perCall: billing.perCall }),
		at: options.now(),
	};
}

/** Whoever had an open call closed it before we reserved: what it was answered is kept by now. */
async function hasBeenAnswered(asking: Asking, records: readonly ReservedRecord[]): Promise<boolean> {
	const hashes = records.filter(({ worst }) => creditsIn(worst) > 0).map(({ inputHash }) => inputHash);
	return hashes.length > 0 && (await loadReplies(asking, hashes)).size > 0;
}

/** Sends a lost call once more, where the provider charges the same question only once. */
export async function repeatCall(asking: Asking, call: SentCall): Promise<void> {
	await sendCall(asking, call);
}

async function sendCall(asking: Asking, call: SentCall): Promise<void> {
	const reply = await replyTo(asking, call);
	if (!reply) return;
	asking.answered += 1;
	if (reply.kind === 'pending') {
		await asking.books.notePending(call.callId, reply.job, reply.dueAt);
		await collectJob(asking, call, reply.job, reply.dueAt);
	} else await book(asking, call, reply);
}

/** Reads a job back until it has ended or the longest wait is over. */
export async function collectJob(asking: Asking, call: SentCall, job: string, dueAt: Date): Promise<void> {
	const { provider, options, money } = asking;
	let [due, waited] = [dueAt.getTime(), 0];
	asking.answered += 1;
	for (;;) {
		const pauseMs = Math.max(0, due - options.now().getTime());
		waited += Math.max(pauseMs, 1);
		if (!provider.collect || waited > money.longestJobWaitMs) break;
		await asking.wait(pauseMs);
		await asking.keepLease();
		const reply = await provider.collect(job, queriesOf(asking, call), options);
		if (reply.kind === 'answered' || (reply.kind === 'refused' && !isPassing(reply))) {
			await book(asking, call, reply);
			return;
		}
		const next = reply.kind === 'pending' ? reply.dueAt : reply.kind === 'refused' ? reply.retryAt : undefined;
		due = Math.max(next?.getTime() ?? 0, options.now().getTime() + firstPauseMs);
		waited += firstPauseMs;
	}
	await asking.books.notePending(call.callId, job, new Date(due));
	const message = `${nameOf(asking)} is still working on the answer; the next run reads it.`;
	answerAll(asking, call.questions, { outcome: 'pending', message, retryable: true });
}

async function book(asking: Asking, call: SentCall, reply: Exclude<ProviderReply, { kind: 'pending' }>): Promise<void> {
	const { books } = asking;
	switch (reply.kind) {
		case 'answered':
			await settleAnswers(asking, call, reply);
			return;
		case 'lost':
			await books.markUnknown(call.callId, reply.message);
			answerAll(asking, call.questions, lostWord(asking, reply.message));
			return;
		case 'refused': {
			const { outcome, message, retryable } = reply;
			if (stopping.has(outcome)) asking.stop ??= { outcome, message, retryable };
			// That the repeat was refused says nothing about what the first one cost.
			if (!call.isRepeat) await books.releaseCall(call.callId);
			answerAll(asking, call.questions, { outcome, message, ...(retryable !== undefined && { retryable }) });
		}
	}
}

/** What nobody can be charged for is just a failure. */
function lostWord({ provider }: Asking, message: string): Omit<UnansweredQuery, 'key'> {
	const isPaid = provider.facts.billing.pools.length > 0;
	return isPaid ? { outcome: 'unknown_charged', message } : { outcome: 'provider_failed', message, retryable: true };
}

/** Sends until the call is no longer refused for now; `undefined` when the provider threw, which is booked already. */
async function replyTo(asking: Asking, call: SentCall): Promise<ProviderReply | undefined> {
	const { options, money, pace } = asking;
	for (let repeats = 0; ; repeats += 1) {
		const pauseMs = pace.take(options.now().getTime());
		if (pauseMs > money.longestWaitMs) return parked(asking, new Date(options.now().getTime() + pauseMs));
		try {
			await asking.wait(pauseMs);
		} catch (error) {
			if (!call.isRepeat) await asking.books.releaseCall(call.callId);
			throw error;
		}
		const reply = await sendOnce(asking, call);
		if (reply?.kind !== 'refused' || !isPassing(reply) || repeats === mostRepeats) return reply;
		const backOffMs = firstPauseMs * 2 ** repeats;
		const retryMs = reply.retryAt ? reply.retryAt.getTime() - options.now().getTime() : backOffMs;
		if (retryMs > money.longestWaitMs) return reply;
		await asking.wait(Math.max(0, retryMs));
	}
}

async function sendOnce(asking: Asking, call: SentCall): Promise<ProviderReply | undefined> {
	const { provider, options, pace } = asking;
	asking.cost = { ...asking.cost, calls: asking.cost.calls + 1 };
	try {
		const reply = await provider.ask(queriesOf(asking, call), options);
		if ('meter' in reply && reply.meter) pace.heed(reply.meter);
		return reply;
	} catch (error) {
		await bookThrown(asking, call, error);
		return undefined;
	}
}

/** Our own errors say that nothing could be asked; after a foreign one nobody knows what was sent. */
async function bookThrown(asking: Asking, call: SentCall, error: unknown): Promise<void> {
	const { provider, books, options } = asking;
	const failure = providerFailure(nameOf(asking), error);
	const isUnsent = error instanceof EnrichmentError && error.code !== 'canceled';
	const isFree = provider.facts.billing.pools.length === 0;
	if (isUnsent || isFree) {
		if (!call.isRepeat) await books.releaseCall(call.callId);
	} else await books.markUnknown(call.callId, failure.message);
	refuseCanceled(options.signal);
	asking.failure = failure;
	const { message, retryable } = failure;
	const isUnknown = !isUnsent && !isFree;
	answerAll(asking, call.questions, { outcome: isUnknown ? 'unknown_charged' : 'provider_failed', message, retryable });
	if (isUnknown) asking.stop ??= { outcome: 'provider_failed', message, retryable };
}

/** Under their own keys; those of a job under the places that outlive this process. */
function queriesOf({ provider }: Asking, { questions, places }: SentCall): ProviderQuery[] {
	return questions.map(({ query }, index) => ({ ...query, key: keyOf(provider.facts.mode, query.key, places[index]) }));
}

function isPassing({ outcome, retryable }: Refused): boolean {
	return outcome === 'rate_limited' || (outcome === 'provider_failed' && retryable === true);
}

function parked(asking: Asking, retryAt: Date): ProviderReply {
	const message = `${nameOf(asking)} takes no more requests until ${retryAt.toISOString()}.`;
	return { kind: 'refused', outcome: 'rate_limited', message, retryAt, retryable: true };
}

function refuse(asking: Asking, questions: readonly HashedQuestion[], message: string): void {
	asking.answered += 1;
	answerAll(asking, questions, { outcome: 'over_ceiling', message });
}

function ceilingMessage(scope: string, most: number, pool: string | undefined): string {
	const credits = `${most / 1000}${pool === undefined ? '' : ` ${pool}`} credits`;
	return `The ceiling of ${credits} per ${scope} leaves no room for another look-up.`;
}

/** Gives the same answer to all questions of this asking; those of an earlier one have keys of their own time. */
export function answerAll(
	{ answerByKey }: Asking,
	questions: readonly HashedQuestion[],
	answer: Omit<UnansweredQuery, 'key'>,
): void {
	for (const { query, isAbsent } of questions) {
		if (!isAbsent) answerByKey.set(query.key, { ...answer, key: query.key } as LookUpAnswer);
	}
}

function nameOf({ provider }: Asking): string {
	return provider.label ?? provider.id;
}

/** Repeats the words of our own errors only: a foreign one may carry an address with a key in it. */
function providerFailure(name: string, error: unknown): EnrichmentError {
	if (error instanceof EnrichmentError) {
		return new EnrichmentError(error.code, `${name} could not answer: ${error.message}`, {
			retryable: error.retryable,
			remedy: error.remedy,
			details: error.details,
			cause: error,
		});
	}
	const kind = error instanceof Error ? error.name : typeof error;
	return new EnrichmentError('provider_failed', `${name} failed with an unexpected ${kind}.`, {
		remedy: 'See the cause in the log of n8n; the records were not changed.',
		cause: error,
	});
}
