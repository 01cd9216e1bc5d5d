import { EnrichmentError } from '../errors';
import { creditsIn } from '../store/contract/grant-credits';
import type { Credits, LedgerCall, LedgerStore } from '../store/contract/ledger';
import { counted, formatCount } from './verdict';

type UnclearStore = Pick<LedgerStore, 'listUnknown' | 'resolveCall'>;

/** What somebody has found out about a call: its worst case was charged, nothing was, or so many credits were. */
export type ChargeFound = 'all' | 'nothing' | { readonly credits: number };

/** A call of which nobody knew whether it was charged, as a line that a person reads. */
export interface UnclearCallRow {
	readonly text: string;
	/** `unclear` until somebody has said what it cost. */
	readonly state: 'unclear' | 'resolved';
	readonly provider: string;
	/** ISO 8601. */
	readonly sentAt: string;
	readonly records: number;
	/** In credits, of all pools together. */
	readonly creditsAtMost: number;
	/** Empty until it is resolved. */
	readonly creditsCharged: number | '';
	readonly why: string;
	readonly callId: string;
	/** The run that sent it; empty outside of a run. */
	readonly runId: string;
}

/** The org's unclear calls, oldest first. */
export async function listUnclearCalls(store: UnclearStore, orgId: string): Promise<UnclearCallRow[]> {
	return (await store.listUnknown(orgId)).map((call) => rowOf(call));
}

/**
 * Books what the calls cost, after which their records are asked for again; all that are unclear, or the one named. Those that
 * another execution resolves meanwhile are left out. Throws `invalid_parameter`, having booked nothing, for a call that is not
 * unclear and for more credits than a call can have cost.
 */
export async function resolveUnclearCalls(
	store: UnclearStore,
	orgId: string,
	callId: string | undefined,
	found: ChargeFound,
): Promise<UnclearCallRow[]> {
	const unclear = await store.listUnknown(orgId);
	const chosen = callId === undefined ? unclear : unclear.filter((call) => call.callId === callId);
	if (callId !== undefined && chosen.length === 0) throw notUnclear(callId);
	const charges = chosen.map((call) => chargeOf(call, found));
	const rows: UnclearCallRow[] = [];
	for (const [index, call] of chosen.entries()) {
		if (await store.resolveCall(orgId, call.callId, charges[index])) rows.push(rowOf(call, charges[index]));
	}
	return rows;
}

/** What there is, in one sentence with numbers. */
export function unclearSentence(rows: readonly UnclearCallRow[], orgName: string): string {
	if (rows.length === 0) return `No call of ${orgName} is unclear`;
	const sum = (part: (row: UnclearCallRow) => number) => rows.reduce((all, row) => all + part(row), 0);
	const records = counted(
		sum((row) => row.records),
		'record',
	);
	if (rows[0].state === 'unclear') {
		const most = formatCount(sum((row) => row.creditsAtMost));
		return `${counted(rows.length, 'call')} for ${records} may have cost ${most} credits at most`;
	}
	const charged = formatCount(sum((row) => Number(row.creditsCharged)));
	return `${counted(rows.length, 'call')} resolved at ${charged} credits; ${records} can be asked for again`;
}

function rowOf(call: LedgerCall, charged?: Credits): UnclearCallRow {
	const { provider, at, records, reserved, message = '', callId, runId = '' } = call;
	const [most, paid] = [creditsIn(reserved) / 1000, charged && creditsIn(charged) / 1000];
	const what = `${provider} was asked for ${counted(records.length, 'record')} at ${at.toISOString()}`;
	const cost =
		paid === undefined
			? `and may have charged ${formatCount(most)} credits`
			: `and charged ${formatCount(paid)} of ${formatCount(most)} credits`;
	return {
		text: `${what} ${cost}`,
		state: paid === undefined ? 'unclear' : 'resolved',
		provider,
		sentAt: at.toISOString(),
		records: records.length,
		creditsAtMost: most,
		creditsCharged: paid ?? '',
		why: message,
		callId,
		runId,
	};
}

/** In thousandths; an amount is taken from the call's pools one after the other. */
function chargeOf(call: LedgerCall, found: ChargeFound): Credits {
	if (found === 'all') return call.reserved;
	if (found === 'nothing') return {};
	let left = Math.round(found.credits * 1000);
	if (!(left >= 0) || left > creditsIn(call.reserved)) throw wrongAmount(call, found.credits);
	const charged: Record<string, number> = {};
	for (const [pool, most] of Object.entries(call.reserved)) {
		charged[pool] = Math.min(most, left);
		left -= charged[pool];
	}
	return charged;
}

function notUnclear(callId: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `"${callId}" is no call that may have been charged.`, {
		remedy:
			'Let the operation list the calls, and take the Call ID of one of its rows; it may have been resolved before.',
	});
}

function wrongAmount({ callId, reserved }: LedgerCall, credits: number): EnrichmentError {
	const most = formatCount(creditsIn(reserved) / 1000);
	return new EnrichmentError('invalid_parameter', `Call ${callId} cannot have cost ${credits} credits.`, {
		remedy: `Give a number from 0 to ${most}, which is the most that it can have cost.`,
	});
}
