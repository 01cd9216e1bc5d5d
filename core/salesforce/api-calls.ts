import type { HttpMethods, HttpResponse } from 'jsforce';
import { Connection } from 'jsforce/lib/connection';
import { EnrichmentError } from '../errors';
import { repeated } from '../http/repeat';
import { whileBusy, isBusyOrg } from './busy-org';
import { defaultCallClient, hostOf, throwIfCanceled, type ApiCallContext } from './call-context';
import type { CallKind } from './call-tally';
import { exchange, serverTimeOf } from './exchange';
import { limitInfoHeader, parseLimitInfo } from './limit-info';
import { errorFromFailure, mayHaveBeenApplied } from './network-error';
import { errorFromReply } from './salesforce-error';
import { replyOfFault } from './soap/fault';

/** Request line and headers together (REST API guide, "URI Limits": 16,384 bytes, else 414 or 431). */
const maxHeadBytes = 16_384;

/** Room for the version root, for what fetch and jsforce add, and for what proxies add on the way. */
const bytesOfTheRest = 1_536;

const soapHeaders = { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' } as const;

/** One call of the REST API, or of the partner SOAP API. */
export interface ApiCall {
	readonly kind: CallKind;
	readonly method: HttpMethods;
	/** From the version root (`/limits`), or from the host's root (`/services/data/…`). */
	readonly url: string;
	readonly body?: object;
	/** Of a SOAP call, in place of a body: the envelope with this token in it. */
	readonly envelope?: (accessToken: string) => string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Completes “could not …”, e.g. `describe Lead`. */
	readonly what: string;
	/** True when sending it twice does no harm; such a call is repeated after a lost reply or a service fault. */
	readonly isRepeatable: boolean;
	/** Whether it repeats an earlier call, for the books: a poll after the first. */
	readonly isRetry?: boolean;
}

/**
 * Sends calls on jsforce's Connection, counting each. Without a refresh function of jsforce's, whose
 * replay after a 401 has no end: here a refused token is renewed once per call.
 */
export class ApiCalls {
	private readonly connection: Connection;

	constructor(private readonly context: ApiCallContext) {
		this.connection = new Connection({
			version: context.apiVersion,
			maxRequest: 10,
			instanceUrl: context.session.token.instanceUrl,
			callOptions: { client: context.callClient || defaultCallClient },
		});
	}

	/**
	 * The parsed body of the reply. Throws `EnrichmentError`; `canceled` when the signal fired. A write that is on its
	 * way is awaited all the same, because what became of it must be known.
	 */
	async send<T>(call: ApiCall, signal?: AbortSignal): Promise<T> {
		const { settings } = this.context;
		const interrupt = isInterruptible(call) ? signal : undefined;
		return await repeated(
			settings,
			signal,
			(error) => isWorthRepeating(error, call),
			async (isRepeat) => {
				throwIfCanceled(signal, call.what);
				return (await whileBusy(settings, signal, async (isBusyRepeat) => {
					throwIfCanceled(signal, call.what);
					return await this.sendWithRenewal(call, isBusyRepeat || isRepeat || call.isRetry === true, interrupt);
				})) as T;
			},
		);
	}

	/** What the call says is calling; a part of a Composite does not inherit it from the call that it travels in. */
	get callOptions(): Record<string, string> {
		return { 'Sforce-Call-Options': `client=${this.context.callClient || defaultCallClient}` };
	}

	/** Whether a GET of this URL, with these headers and the token of this session, is short enough for Salesforce. */
	fitsRequestLine(url: string, headers: Readonly<Record<string, string>> = {}): boolean {
		const { token } = this.context.session;
		const sent = {
			...headers,
			...this.callOptions,
			Authorization: `Bearer ${token.accessToken}`,
			Host: hostOf(token.instanceUrl),
		};
		const headerBytes = Object.entries(sent).reduce(
			(sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value) + 4,
			0,
		);
		return Buffer.byteLength(url) + headerBytes + bytesOfTheRest <= maxHeadBytes;
	}

	/** A refused token means that nothing was processed, so even a write is sent again after the new login. */
	private async sendWithRenewal(call: ApiCall, isRetry: boolean, signal: AbortSignal | undefined): Promise<unknown> {
		const { session, logIn } = this.context;
		const token = session.token.accessToken;
		const first = await this.sendOnce(call, isRetry, signal);
		if (first.kind === 'answered') return first.body;
		if (first.reply.statusCode !== 401) throw errorFromReply(first.reply, call.what, [token]);

		await session.renew(token, logIn);
		const second = await this.sendOnce(call, true, signal);
		if (second.kind === 'answered') return second.body;
		throw errorFromReply(second.reply, call.what, [session.token.accessToken]);
	}

	private async sendOnce(
		call: ApiCall,
		isRetry: boolean,
		signal: AbortSignal | undefined,
	): Promise<{ kind: 'answered'; body: unknown } | { kind: 'refused'; reply: HttpResponse }> {
		const { session, tally, settings } = this.context;
		this.connection.accessToken = session.token.accessToken;
		this.connection.instanceUrl = session.token.instanceUrl;
		tally.count(call.kind, isRetry);
		const request = requestOf(call, session.token.accessToken);
		const result = await exchange(this.connection, request, settings.timeoutMs, signal);
		if (result.kind === 'failed') throwIfCanceled(signal, call.what);
		if (result.kind === 'failed') throw errorFromFailure(result.cause, hostOf(session.token.instanceUrl), call.what);

		session.serverTime = serverTimeOf(result.reply) ?? session.serverTime;
		session.noteAllowance(parseLimitInfo(result.reply.headers[limitInfoHeader]));
		if (result.kind === 'answered') session.noteAnswer();
		if (result.kind === 'answered' && typeof result.body === 'string') throw unexpectedBody(call.what);
		return call.envelope && result.kind === 'refused'
			? { kind: 'refused', reply: { ...result.reply, ...replyOfFault(result.reply) } }
			: result;
	}
}

/** What changes nothing in the org may be broken off. */
function isInterruptible({ isRepeatable, kind }: ApiCall): boolean {
	return isRepeatable && kind !== 'write' && kind !== 'bulkJob';
}

function requestOf(call: ApiCall, accessToken: string) {
	if (call.envelope) {
		const { method, url, envelope } = call;
		return { method, url, headers: soapHeaders, body: envelope(accessToken) };
	}
	return {
		method: call.method,
		url: call.url,
		headers: { ...(call.body && { 'content-type': 'application/json' }), ...call.headers },
		body: call.body && JSON.stringify(call.body),
	};
}

function isWorthRepeating(error: unknown, call: ApiCall): boolean {
	// An exhausted allowance is retryable too, but not within seconds.
	if (isBusyOrg(error)) return false;
	if (!(error instanceof EnrichmentError) || !error.retryable || error.code !== 'salesforce_unavailable') return false;
	return call.isRepeatable || !mayHaveBeenApplied(error);
}

/** A login page or a proxy's notice with status 200; whether Salesforce saw the request is anybody's guess. */
function unexpectedBody(what: string): EnrichmentError {
	return new EnrichmentError('salesforce_unavailable', `Could not ${what}: the reply is not JSON.`, {
		retryable: true,
		remedy: "Check the My Domain URL and whether a proxy answers in Salesforce's place.",
		details: { maySent: true },
	});
}
