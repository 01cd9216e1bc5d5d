import { EnrichmentError } from '../errors';
import type { CallSettings } from '../http/call-settings';
import type { CallTally } from './call-tally';
import type { Session, SessionToken } from './session';

/** What all calls of one client share; apart from them, because loading jsforce has to wait until somebody calls. */
export interface ApiCallContext {
	readonly session: Session;
	/** Number only, e.g. `68.0`. */
	readonly apiVersion: string;
	readonly tally: CallTally;
	readonly settings: CallSettings;
	/** Gets a token in place of the one that was refused. */
	readonly logIn: (refusedToken: string) => Promise<SessionToken>;
	/** What the calls say is calling; the pack itself unless set. */
	readonly callClient?: string;
}

/** Shows up as changeOrigin in change events, so that an org can tell our writes from a person's. */
export const defaultCallClient = 'n8n-nodes-salesforce-enrichment';

/** Throws `canceled` when the signal has fired. */
export function throwIfCanceled(signal: AbortSignal | undefined, what: string): void {
	if (!signal?.aborted) return;
	throw new EnrichmentError('canceled', `Canceled before the call to ${what} was answered.`, {
		retryable: true,
		remedy: 'Run again; what was done so far is remembered.',
	});
}

/** Host and port of an address, for messages. */
export function hostOf(address: string): string {
	return new URL(address).host;
}
