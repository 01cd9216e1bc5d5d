import type { HttpRequest } from '../../../../http/send-once';
import type { Credits } from '../../../../store/contract/ledger';
import type { AskOptions, EnrichmentProvider, ProviderMeter, ProviderQuery, UnmatchedAnswer } from '../../provider';
import type { RefusedReply, Replied } from '../provider-call';

/** A question as it is sent: once for all queries that ask the same. */
export interface JobRow {
	/** Echoed by the provider with the answer. */
	readonly tag: string;
	readonly query: ProviderQuery;
}

/** What a job has found about one question; without values it has found nothing. */
export interface FoundRow {
	readonly values: Readonly<Record<string, unknown>>;
	/** In the provider's words. */
	readonly rawConfidence?: string;
	/** Nothing was found for another reason than that there is nothing. */
	readonly unmatched?: Pick<UnmatchedAnswer, 'outcome' | 'message' | 'retryable'>;
}

/** What the provider says when a job is handed in. */
export type Submitted =
	| { readonly kind: 'accepted'; readonly id: string; readonly charged?: Credits; readonly meter?: ProviderMeter }
	| RefusedReply
	| { readonly kind: 'unclear'; readonly message: string };

/** What the provider says when a job is looked at. */
export type JobState =
	| { readonly kind: 'working'; readonly message?: string; readonly pauseMs?: number; readonly meter?: ProviderMeter }
	| {
			readonly kind: 'ended';
			readonly found: ReadonlyMap<string, FoundRow>;
			readonly charged?: Credits;
			readonly meter?: ProviderMeter;
	  }
	/** Ended without a result, and nothing was charged. */
	| RefusedReply
	/** The result cannot be had any more, and nobody knows what was charged. */
	| { readonly kind: 'gone'; readonly message: string };

/** What is particular about one provider of jobs; `openJobProvider` does the rest. */
export interface JobApi
	extends Required<Pick<EnrichmentProvider, 'id' | 'label' | 'facts' | 'attributes'>>,
		Pick<EnrichmentProvider, 'notes'> {
	/** Where it is reached, without a slash at its end. */
	readonly baseUrl: string;
	/** Before the job is looked at for the first time. */
	readonly firstPauseMs: number;
	/** Of one record; a longer one is not sent. */
	readonly maxRecordBytes?: number;
	/** How long a result is kept; a job that is still at work then is given up. */
	readonly keptForMs: number;
	submission(rows: readonly JobRow[], options: AskOptions): Pick<HttpRequest, 'method' | 'url' | 'body'>;
	submitted(reply: Replied, options: AskOptions): Submitted;
	/** Path of the job. */
	reading(id: string): string;
	state(reply: Replied, options: AskOptions): JobState;
}
