import { EnrichmentError } from '../../errors';
import type { EnrichRun } from './enrich-run';
import type { LookUpAnswer } from './look-up-answer';
import type { AskOptions, EnrichmentProvider, ProviderQuery, ProviderReply } from './provider';

/**
 * Puts the queries to the provider, batch after batch, and returns one answer per key. A batch that fails makes
 * its records `provider_failed`; throws only when every batch failed, or `canceled` when the signal was raised.
 */
export async function askProvider(
	provider: EnrichmentProvider,
	queries: readonly ProviderQuery[],
	context: EnrichRun | undefined,
	options: AskOptions,
): Promise<ReadonlyMap<number, LookUpAnswer>> {
	const answerByKey = new Map<number, LookUpAnswer>();
	const batchSize = Math.max(1, provider.facts.batchSize);
	const { signal } = options;
	let answered = 0;
	let failure: EnrichmentError | undefined;

	for (let start = 0; start < queries.length; start += batchSize) {
		refuseCanceled(signal);
		await context?.keepLease();
		const batch = queries.slice(start, start + batchSize);
		try {
			collectAnswers(provider, batch, answersIn(batch, await provider.ask(batch, options)), answerByKey);
			answered += 1;
		} catch (error) {
			refuseCanceled(signal);
			failure = providerFailure(provider, error);
			for (const { key } of batch) answerByKey.set(key, failedAnswer(key, failure));
		}
	}
	if (failure && answered === 0) throw failure;
	return answerByKey;
}

/** What a call that nobody answered means for each of its queries. */
function answersIn(batch: readonly ProviderQuery[], reply: ProviderReply): readonly LookUpAnswer[] {
	switch (reply.kind) {
		case 'answered':
			return reply.answers;
		case 'refused': {
			const { outcome, message, retryable } = reply;
			return batch.map(({ key }) => ({ key, outcome, message, ...(retryable !== undefined && { retryable }) }));
		}
		case 'pending':
			return batch.map(({ key }) => ({ key, outcome: 'pending' }));
		case 'lost':
			return batch.map(({ key }) => ({ key, outcome: 'unknown_charged', message: reply.message }));
	}
}

/** Answers are told apart by key: providers reorder, repeat and leave out. */
function collectAnswers(
	provider: EnrichmentProvider,
	batch: readonly ProviderQuery[],
	answers: readonly LookUpAnswer[],
	answerByKey: Map<number, LookUpAnswer>,
): void {
	const asked = new Set(batch.map((query) => query.key));
	for (const answer of answers) {
		if (asked.has(answer.key) && !answerByKey.has(answer.key)) answerByKey.set(answer.key, answer);
	}
	for (const key of asked) {
		if (answerByKey.has(key)) continue;
		answerByKey.set(key, {
			key,
			outcome: 'provider_failed',
			message: `${provider.id} left this record out of its answer.`,
			retryable: true,
		});
	}
}

/** Repeats the words of our own errors only: a foreign one may carry an address with a key in it. */
function providerFailure(provider: EnrichmentProvider, error: unknown): EnrichmentError {
	if (error instanceof EnrichmentError) {
		return new EnrichmentError(error.code, `${provider.id} could not answer: ${error.message}`, {
			retryable: error.retryable,
			remedy: error.remedy,
			details: error.details,
			cause: error,
		});
	}
	const kind = error instanceof Error ? error.name : typeof error;
	return new EnrichmentError('provider_failed', `${provider.id} failed with an unexpected ${kind}.`, {
		remedy: 'See the cause in the log of n8n; the records were not changed.',
		cause: error,
	});
}

function failedAnswer(key: number, failure: EnrichmentError): LookUpAnswer {
	return { key, outcome: 'provider_failed', message: failure.message, retryable: failure.retryable };
}

function refuseCanceled(signal: AbortSignal | undefined): void {
	if (!signal?.aborted) return;
	throw new EnrichmentError('canceled', 'The enrichment was stopped before every record was asked for.', {
		remedy: 'Run the workflow again; records without an answer are taken up again.',
		cause: signal.reason,
	});
}
