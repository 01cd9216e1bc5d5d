import { Readable } from 'node:stream';
import { EnrichmentError } from '../errors';
import { bodyLimits, counted, readText } from '../http/bounded-body';
import { whileBusy } from './busy-org';
import { defaultCallClient, hostOf, throwIfCanceled, type ApiCallContext } from './call-context';
import type { CallKind } from './call-tally';
import { limitInfoHeader, parseLimitInfo } from './limit-info';
import { errorFromFailure } from './network-error';
import { errorFromReply } from './salesforce-error';

/** A call whose body or reply is too large to hold. */
export interface StreamedCall {
	readonly kind: CallKind;
	/** From the version root. */
	readonly url: string;
	/** Completes “could not …”. */
	readonly what: string;
}

export interface StreamedReply {
	readonly headers: Headers;
	/** Errors of the connection come out of it as `EnrichmentError`. */
	readonly body: AsyncIterable<Buffer>;
}

/** The changing part of a request; the rest follows from the session. `onPiece` is to be called for each piece that goes out. */
type Request = (onPiece: () => void) => {
	readonly method: string;
	readonly headers: Record<string, string>;
	readonly source?: Readable;
};

/**
 * Sends what jsforce's Connection would hold in memory, with back-pressure both ways; counted, and a refused token
 * renewed once per call, as with `ApiCalls`. Nothing is repeated after a fault: Salesforce takes one upload per job,
 * and the one that broke off may have arrived.
 */
export class StreamedCalls {
	constructor(private readonly context: ApiCallContext) {}

	/** Sends the pieces of CSV as one body; they are asked for anew when the token was refused. */
	async upload(call: StreamedCall, pieces: () => AsyncIterable<string>, signal?: AbortSignal): Promise<void> {
		const reply = await this.exchange(call, signal, (onPiece) => ({
			method: 'PUT',
			headers: { 'content-type': 'text/csv; charset=UTF-8' },
			source: Readable.from(encoded(pieces(), onPiece), { objectMode: false }),
		}));
		await reply.body?.cancel();
	}

	/** Gives the reply as soon as its headers are there. */
	async download(call: StreamedCall, signal?: AbortSignal): Promise<StreamedReply> {
		const reply = await this.exchange(call, signal, () => ({ method: 'GET', headers: { accept: 'text/csv' } }));
		return { headers: reply.headers, body: this.bodyOf(reply, call, signal) };
	}

	private async exchange(call: StreamedCall, signal: AbortSignal | undefined, request: Request): Promise<Response> {
		return await whileBusy(this.context.settings, signal, (isRepeat) =>
			this.exchangeOnce(call, signal, request, isRepeat),
		);
	}

	private async exchangeOnce(
		call: StreamedCall,
		signal: AbortSignal | undefined,
		request: Request,
		isRepeat: boolean,
	): Promise<Response> {
		const { session, logIn } = this.context;
		throwIfCanceled(signal, call.what);
		const token = session.token.accessToken;
		let reply = await this.sendOnce(call, request, signal, isRepeat);
		if (reply.status === 401) {
			await reply.body?.cancel();
			await session.renew(token, logIn);
			reply = await this.sendOnce(call, request, signal, true);
		}
		if (reply.ok) return reply;
		const body = await readText(reply, bodyLimits.refusal);
		throw errorFromReply({ statusCode: reply.status, body }, call.what, [session.token.accessToken]);
	}

	private async sendOnce(
		call: StreamedCall,
		request: Request,
		signal: AbortSignal | undefined,
		isRetry: boolean,
	): Promise<Response> {
		const { session, tally, settings, apiVersion, callClient } = this.context;
		const { accessToken, instanceUrl } = session.token;
		// From the last piece that went out until the reply begins; what is long may take as long as it keeps moving.
		const silence = new AbortController();
		const timer = setTimeout(
			() => silence.abort(new DOMException('No reply in time', 'TimeoutError')),
			settings.timeoutMs,
		);
		const { method, headers, source } = request(() => timer.refresh());
		tally.count(call.kind, isRetry);
		try {
			const reply = await fetch(`${instanceUrl}/services/data/v${apiVersion}${call.url}`, {
				method,
				headers: {
					...headers,
					authorization: `Bearer ${accessToken}`,
					'sforce-call-options': `client=${callClient || defaultCallClient}`,
				},
				...(source && { body: Readable.toWeb(source), duplex: 'half' }),
				// With any other choice fetch keeps a copy of the whole body, to be able to send it again.
				redirect: 'error',
				window: null,
				signal: signal ? AbortSignal.any([silence.signal, signal]) : silence.signal,
			} as RequestInit);
			const time = Date.parse(reply.headers.get('date') ?? '');
			if (!Number.isNaN(time)) session.serverTime = new Date(time);
			session.noteAllowance(parseLimitInfo(reply.headers.get(limitInfoHeader)));
			return reply;
		} catch (cause) {
			// What made the rows fail is told rather than the broken connection that it led to.
			throw this.failure(source?.errored instanceof EnrichmentError ? source.errored : cause, call, signal);
		} finally {
			clearTimeout(timer);
			source?.destroy();
		}
	}

	private async *bodyOf(reply: Response, call: StreamedCall, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
		if (!reply.body) return;
		try {
			yield* counted(Readable.fromWeb(reply.body as Parameters<typeof Readable.fromWeb>[0]), bodyLimits.page);
		} catch (cause) {
			throw this.failure(cause, call, signal);
		}
	}

	private failure(cause: unknown, { what }: StreamedCall, signal: AbortSignal | undefined): EnrichmentError {
		if (cause instanceof EnrichmentError) return cause;
		if (!signal?.aborted) return errorFromFailure(cause, hostOf(this.context.session.token.instanceUrl), what);
		return new EnrichmentError('canceled', `Canceled while trying to ${what}.`, {
			retryable: true,
			remedy: 'Run again; what was done so far is remembered.',
			cause,
		});
	}
}

async function* encoded(pieces: AsyncIterable<string>, onPiece: () => void): AsyncIterable<Buffer> {
	for await (const piece of pieces) {
		onPiece();
		yield Buffer.from(piece);
	}
}
