import { EnrichmentError } from '../../errors';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const lostRaces = ['40001', '40P01'];
const connectionExceptions = '08';
// Too many connections, lock not available, canceled, shut down, crashed, starting up.
const unavailable = ['53300', '55P03', '57014', '57P01', '57P02', '57P03'];
const goingAway = ['57P01', '57P02', '57P03'];
const brokenNetwork = ['EAI_AGAIN', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'ECONNREFUSED'];

/** Whether the database refused because two transactions came into each other's way. */
export function isLostRace(cause: unknown): boolean {
	return lostRaces.includes(codeOf(cause) ?? '');
}

/** The failure of a store in the pack's own terms; retryable when the connection or a race was lost. */
export function storeError(location: string, cause: unknown): EnrichmentError {
	if (cause instanceof EnrichmentError) return cause;

	const isTemporary = isLostRace(cause) || isUnreachable(cause);
	return new EnrichmentError('store_unavailable', `The store ${location} failed: ${why(cause)}`, {
		retryable: isTemporary,
		remedy: isTemporary
			? 'Check that PostgreSQL is up and can be reached from n8n; try again in a moment.'
			: 'Check the address in SALESFORCE_ENRICHMENT_STORE, and that its user may create and use the schema.',
		cause,
	});
}

/** Whether the server was not there, or no longer. */
export function isUnreachable(cause: unknown): boolean {
	const code = codeOf(cause);
	if (code !== undefined) {
		const isServers = code.startsWith(connectionExceptions) || unavailable.includes(code);
		// A server that is down may also be a socket file that does not exist.
		const isConnecting = (cause as { syscall?: unknown }).syscall === 'connect';
		return isServers || isConnecting || brokenNetwork.includes(code);
	}
	// pg's own failures of a connection have no code, and this is the one place that reads their text.
	return cause instanceof Error && /\b(connection|timeout)\b/i.test(cause.message);
}

/**
 * Whether the server went away, so that the same again helps once it is back: not whoever waited too long for a reply, nor
 * whoever was told to stop.
 */
export function isAway(cause: unknown): boolean {
	const code = codeOf(cause);
	if (code === undefined)
		return cause instanceof Error && /^Connection terminated|\bconnect\b|\bnot queryable\b/.test(cause.message);
	return isUnreachable(cause) && !['55P03', '57014'].includes(code);
}

/** Whether the statement cannot have been carried out: the server said so before it went, or was not there to be asked. */
export function isUndone(cause: unknown): boolean {
	const code = codeOf(cause);
	if (code === undefined) return neverSent(cause);
	return (
		[...goingAway, '53300', 'ECONNREFUSED'].includes(code) || (cause as { syscall?: unknown }).syscall === 'connect'
	);
}

/** Whether it did not even leave: pg says so in words only. */
export function neverSent(cause: unknown): boolean {
	return cause instanceof Error && /\btrying to connect\b|\bnot queryable\b/.test(cause.message);
}

function codeOf(cause: unknown): string | undefined {
	const code = (cause as { code?: unknown } | undefined)?.code;
	return typeof code === 'string' ? code : undefined;
}

function why(cause: unknown): string {
	if (!(cause instanceof Error)) return String(cause);
	// Node tries every address of a host, and the error of them all has no text of its own.
	return cause.message || (codeOf(cause) ?? cause.name);
}
