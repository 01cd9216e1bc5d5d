import { EnrichmentError } from '../../errors';
import type { EnrichRun } from './enrich-run';
import type { EnrichmentProvider, ProviderAnswer, ProviderQuery } from './provider';

/**
 * Puts the queries to the provider, batch after batch, and returns one answer per key. A batch that fails makes
 * its records `provider_failed`; throws only when every batch failed, or `canceled` when the signal was raised.
 */
export async function askProvider(
	provider: EnrichmentProvider,
	queries: readonly ProviderQuery[],
	context: EnrichRun | undefined,
	signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, ProviderAnswer>> {
	const answerByKey = new Map<number, ProviderAnswer>();
	const batchSize = Math.max(1, provider.batchSize);
	let answered = 0;
	let failure: EnrichmentError | undefined;

	for (let start = 0; start < queries.length; start += batchSize) {
		refuseCanceled(signal);
		await context?.keepLease();
		const batch = queries.slice(start, start + batchSize);
		try {
			collectAnswers(provider, batch, await provider.lookUp(batch, signal), answerByKey);
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

/** Answers are told apart by key: providers reorder, repeat and leave out. */
function collectAnswers(
	provider: EnrichmentProvider,
	batch: readonly ProviderQuery[],
	answers: readonly ProviderAnswer[],
	answerByKey: Map<number, ProviderAnswer>,
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

function failedAnswer(key: number, failure: EnrichmentError): ProviderAnswer {
	return { key, outcome: 'provider_failed', message: failure.message, retryable: failure.retryable };
}

function refuseCanceled(signal: AbortSignal | undefined): void {
	if (!signal?.aborted) return;
	throw new EnrichmentError('canceled', 'The enrichment was stopped before every record was asked for.', {
		remedy: 'Run the workflow again; records without an answer are taken up again.',
		cause: signal.reason,
	});
}
