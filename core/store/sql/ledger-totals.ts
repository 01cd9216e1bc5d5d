import { grantCredits } from '../contract/grant-credits';
import type { CallToReserve, CreditCeiling, Reservation } from '../contract/ledger';
import { payerOf } from '../rows/ledger-row';
import { type CountedCall, takenIn, type TotalChange, totalKey, totalRows } from '../rows/ledger-totals';
import { all, get, runOnRows, type Work } from './statement';

/** Until the transaction ends nobody else changes the totals of the account, so that no two spend the same credit. */
export function* lockAccount(call: Pick<CallToReserve, 'orgId' | 'provider' | 'account'>): Work<void> {
	yield* get('SELECT {lock named} AS locked', { name: `ledger ${call.orgId} ${payerOf(call)}` });
}

/** What fits under the ceilings; the account is locked. */
export function* grantUnder(call: CallToReserve, ceilings: readonly CreditCeiling[]): Work<Reservation> {
	const scopes = [...new Set(ceilings.map(({ scope }) => scope))];
	if (scopes.length === 0) return { granted: call.records.length };
	const keys = new Set<string>();
	for (const scope of scopes) {
		const ids = scope === 'record' ? call.records.map(({ recordId }) => recordId) : [undefined];
		for (const id of ids) {
			const key = totalKey(scope, call, id);
			if (key !== undefined) keys.add(key);
		}
	}
	const values = { orgId: call.orgId, account: payerOf(call), scopes, keys: [...keys] };
	return grantCredits(call, ceilings, takenIn(call, yield* all(selectTaken, values)));
}

/** Adds to the totals of a call. */
export function* changeTotals(call: CountedCall, changes: readonly TotalChange[]): Work<void> {
	const key = ['scope', 'scope_key', 'account', 'provider', 'pool'];
	yield* runOnRows(addToTotals, { orgId: call.orgId }, totalRows(call, changes), key);
}

const selectTaken = `
	SELECT scope, scope_key, pool, reserved + settled + unknown AS taken FROM {schema}.ledger_totals
	WHERE org_id = :orgId AND account = :account AND scope {isOneOf scopes} AND scope_key {isOneOf keys}`;

const addToTotals = `
	INSERT INTO {schema}.ledger_totals AS totals (org_id, scope, scope_key, account, provider, pool, reserved, settled, unknown)
	SELECT :orgId, scope, scope_key, account, provider, pool, reserved, settled, unknown FROM given WHERE true
	ON CONFLICT (org_id, scope, scope_key, account, provider, pool) DO UPDATE SET
		reserved = totals.reserved + excluded.reserved, settled = totals.settled + excluded.settled,
		unknown = totals.unknown + excluded.unknown`;
