import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import { isUnanswered } from '../../../run/unanswered-words';
import type { UnpaidCount } from '../../../store/contract/ledger';
import type { EnrichRun } from '../enrich-run';
import type { LookUpAnswer } from '../look-up-answer';
import type { EnrichmentProvider } from '../provider';
import { type Asking, type AskingOptions, refuseCanceled } from './asking';
import { booksOfOneCall } from './call-books';
import { recallAnswers } from './kept-answers';
import { withDefaults } from './look-up-money';
import { resumeCalls } from './open-calls';
import { type Pace, paceOf } from './pace';
import { batchesOf, hashQuestions, type HashedQuestion, type Question } from './question';
import { askBatch } from './send-call';

/**
 * Puts the questions to the provider and returns one answer per key. What was paid for before is not asked again, no ceiling is
 * passed, and a call whose charge is unknown is not repeated unless that is free. Throws only when every call threw, or
 * `canceled` when the signal was raised.
 */
export async function askProvider(
	provider: EnrichmentProvider,
	questions: readonly Question[],
	context: EnrichRun | undefined,
	options: AskingOptions,
): Promise<ReadonlyMap<number, LookUpAnswer>> {
	const asking = startAsking(provider, context, options);
	const hashed = hashQuestions(provider, questions);
	const unknown = await recallAnswers(asking, hashed);
	const open = await resumeCalls(asking, unknown);
	const limit = pLimit(Math.max(1, provider.facts.concurrency ?? 1));
	const calls = batchesOf(provider, open).map(async (batch) => await limit(async () => await takeBatch(asking, batch)));
	const failed = (await Promise.allSettled(calls)).find((each) => each.status === 'rejected');
	if (failed) throw failed.reason;
	await countUnpaid(asking, hashed);
	if (provider.facts.asksOutside) options.tellCost?.(asking.cost);
	refuseCanceled(options.signal);
	if (asking.failure && asking.answered === 0) throw asking.failure;
	shareAnswers(asking, hashed);
	return asking.answerByKey;
}

function startAsking(provider: EnrichmentProvider, context: EnrichRun | undefined, options: AskingOptions): Asking {
	const store = isRemembered(provider, options) ? context?.store : undefined;
	return {
		provider,
		options,
		money: withDefaults(options.money),
		books: store ?? booksOfOneCall(),
		...(store &&
			context && {
				memory: { store, orgId: context.run.orgId, runId: context.run.runId, leaseMs: context.run.leaseMs },
			}),
		pace: paceFor(provider),
		answerByKey: new Map(),
		wait: async (ms) => {
			if (ms > 0) await (options.wait ?? waitRealTime)(ms, options.signal);
			refuseCanceled(options.signal);
		},
		keepLease: async () => await context?.keepLease(),
		cost: { calls: 0, charged: {}, kept: 0 },
		answered: 0,
	};
}

/** What is read on this machine costs nothing and is asked again; a dry run pays like any other. */
function isRemembered({ facts }: EnrichmentProvider, _options: AskingOptions): boolean {
	return facts.asksOutside;
}

const paceByAccount = new Map<string, Pace>();

/** One for all calls of this process that an account pays for. */
function paceFor({ id, account, facts }: EnrichmentProvider): Pace {
	if (account === undefined) return paceOf(facts);
	const key = `${facts.rate?.scope === 'endpoint' ? id : ''} ${account}`;
	const pace = paceByAccount.get(key) ?? paceOf(facts);
	paceByAccount.set(key, pace);
	return pace;
}

async function takeBatch(asking: Asking, batch: readonly HashedQuestion[]): Promise<void> {
	refuseCanceled(asking.options.signal);
	if (asking.stop) {
		for (const { query } of batch) asking.answerByKey.set(query.key, { ...asking.stop, key: query.key });
		return;
	}
	await asking.keepLease();
	if ((await askBatch(asking, batch)) === 'asked') return;
	// What another process asks waits for its answer, or has it by now; the others of the batch are asked without those.
	const open = await resumeCalls(asking, await recallAnswers(asking, batch));
	if (open.length > 0) await takeBatch(asking, open);
}

/** For the summary of the run: what was served from memory, and what nobody has answered. */
async function countUnpaid(
	{ memory, provider, answerByKey }: Asking,
	questions: readonly HashedQuestion[],
): Promise<void> {
	const countByWord = new Map<string, UnpaidCount>();
	for (const { query, same } of questions) {
		const answer = answerByKey.get(query.key);
		const word = answer?.isKept ? 'kept' : answer?.outcome;
		if (!answer || word === undefined || (word !== 'kept' && !isUnanswered(word))) continue;
		const records = (countByWord.get(word)?.records ?? 0) + 1 + same.length;
		const message = word !== 'kept' && 'message' in answer ? answer.message : undefined;
		countByWord.set(word, { provider: provider.id, word, records, ...(message !== undefined && { message }) });
	}
	if (countByWord.size > 0) await memory?.store.countUnpaid(memory.orgId, memory.runId, [...countByWord.values()]);
}

/** Others that ask the same get the same answer, for nothing. */
function shareAnswers({ answerByKey }: Asking, questions: readonly HashedQuestion[]): void {
	for (const { query, same } of questions) {
		const answer = answerByKey.get(query.key);
		if (!answer) continue;
		for (const other of same) answerByKey.set(other.query.key, { ...answer, key: other.query.key });
	}
}

async function waitRealTime(ms: number, signal?: AbortSignal): Promise<void> {
	try {
		await pause(ms, undefined, { signal });
	} catch (error) {
		if (!signal?.aborted) throw error;
	}
}
