import { addCredits, creditsIn, type TakenCredits } from '../contract/grant-credits';
import type { CallToReserve, CeilingScope, Credits, ReservedRecord } from '../contract/ledger';
import { payerOf } from './ledger-row';
import type { NamedValues, Row } from './row-values';

/** What of a total changes. */
export type TotalColumn = 'reserved' | 'settled' | 'unknown';

/** What names the totals of a call. */
export type CountedCall = Pick<CallToReserve, 'orgId' | 'runId' | 'provider' | 'account' | 'at'>;

/** A change of one total, pool by pool; what comes off is negative. */
export interface TotalChange {
	readonly scope: CeilingScope;
	readonly key: string;
	readonly column: TotalColumn;
	readonly credits: Credits;
}

/** The key of the total of a call in this scope; `undefined` where the call is in none. */
export function totalKey(scope: CeilingScope, call: CountedCall, recordId?: string): string | undefined {
	switch (scope) {
		case 'provider':
			return '';
		case 'day':
			return call.at.toISOString().slice(0, 10);
		case 'run':
			return call.runId;
		case 'record':
			return call.runId === undefined || recordId === undefined ? undefined : `${call.runId} ${recordId}`;
	}
}

/** The changes of all totals that a call counts in, but for those of its records. */
export function changesOfCall(call: CountedCall, column: TotalColumn, credits: Credits): TotalChange[] {
	return (['provider', 'day', 'run'] as const).flatMap((scope) => {
		const key = totalKey(scope, call);
		return key === undefined ? [] : [{ scope, key, column, credits }];
	});
}

/** The changes of the totals of a call's records. */
export function changesOfRecords(
	call: CountedCall,
	column: TotalColumn,
	records: ReadonlyArray<Pick<ReservedRecord, 'recordId'> & { readonly credits: Credits }>,
): TotalChange[] {
	return records.flatMap(({ recordId, credits }) => {
		const key = totalKey('record', call, recordId);
		return key === undefined ? [] : [{ scope: 'record' as const, key, column, credits }];
	});
}

/** The other way round. */
export function negative(credits: Credits): Credits {
	return Object.fromEntries(Object.entries(credits).map(([pool, amount]) => [pool, -amount]));
}

/** One row for each total and pool that changes, in an order that all writers share. */
export function totalRows(call: CountedCall, changes: readonly TotalChange[]): NamedValues[] {
	const rowByKey = new Map<string, Record<string, string | number>>();
	for (const { scope, key, column, credits } of changes) {
		for (const [pool, amount] of Object.entries(credits)) {
			if (amount === 0) continue;
			const place = JSON.stringify([scope, key, pool]);
			const named = { scope, scope_key: key, account: payerOf(call), provider: call.provider, pool };
			const row = rowByKey.get(place) ?? { ...named, reserved: 0, settled: 0, unknown: 0 };
			row[column] = Number(row[column]) + amount;
			rowByKey.set(place, row);
		}
	}
	return [...rowByKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** What is taken already, from the rows of totals. */
export function takenIn(call: CountedCall, rows: readonly Row[]): TakenCredits {
	const takenByKey = new Map<string, Credits>();
	for (const row of rows) {
		const key = `${String(row.scope)} ${String(row.scope_key)}`;
		const taken = { [String(row.pool)]: Number(row.taken) };
		takenByKey.set(key, addCredits(takenByKey.get(key) ?? {}, taken));
	}
	return ({ scope, pool }, recordId) => {
		const key = totalKey(scope, call, recordId);
		return key === undefined ? 0 : creditsIn(takenByKey.get(`${scope} ${key}`) ?? {}, pool);
	};
}
