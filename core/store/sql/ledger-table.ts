import { EnrichmentError } from '../../errors';
import { creditsIn, worstOf } from '../contract/grant-credits';
import type {
	CallSettlement,
	CallState,
	CallToReserve,
	CreditCeiling,
	Credits,
	LedgerCall,
	LedgerStore,
	Reservation,
} from '../contract/ledger';
import { answerValues, callValues, lookUpValues, questionValues, toLedgerCall } from '../rows/ledger-row';
import { changesOfCall, changesOfRecords, negative, type TotalColumn } from '../rows/ledger-totals';
import { changeTotals, grantUnder, lockAccount } from './ledger-totals';
import { all, get, run, runOnRows, type Database, type Work } from './statement';

type LedgerMethods =
	| 'reserveCredits'
	| 'settleCall'
	| 'releaseCall'
	| 'markUnknown'
	| 'notePending'
	| 'takeOverCalls'
	| 'resolveCall';

/** Credits that are reserved before a call and settled from its reply. */
export function ledgerTable(db: Database): Pick<LedgerStore, LedgerMethods> {
	return {
		reserveCredits: async (call, ceilings) => await db.transact(() => reserve(call, ceilings)),

		settleCall: async (callId, settlement) => await db.transact(() => settle(callId, settlement)),

		async releaseCall(callId) {
			await db.transact(() => close(callId, 'released'));
		},

		async markUnknown(callId, message) {
			await db.transact(() => keepOpen(callId, 'unknown', { message }));
		},

		async notePending(callId, job, dueAt) {
			await db.transact(() => keepOpen(callId, 'pending', { job, dueAt: dueAt.getTime() }));
		},

		async takeOverCalls(orgId, provider, before) {
			const stale = await db.perform(() => all(selectStale, { orgId, provider, before: before.getTime() }));
			let taken = 0;
			for (const { call_id: callId } of stale) {
				if (await db.transact(() => takeOver(String(callId)))) taken += 1;
			}
			return taken;
		},

		resolveCall: async (orgId, callId, charged) => await db.transact(() => resolve(orgId, callId, charged)),
	};
}

function* reserve(call: CallToReserve, ceilings: readonly CreditCeiling[]): Work<Reservation> {
	yield* lockAccount(call);
	if (yield* isAskedElsewhere(call)) return { granted: 0, isAskedElsewhere: true };
	const reservation = yield* grantUnder(call, ceilings);
	if (reservation.granted === 0) return reservation;
	const records = call.records.slice(0, reservation.granted);
	const reserved = worstOf({ ...call, records });
	yield* run(insertCall, callValues(call, reserved));
	const { orgId, callId, provider } = call;
	yield* runOnRows(insertQuestions, { orgId, callId, provider }, records.map(questionValues), ['ask_order']);
	yield* moveCredits({ ...call, records }, reserved, undefined, 'reserved');
	return reservation;
}

/** Looked up with the account locked, so that of two who ask the same at once one finds the other. */
function* isAskedElsewhere({ orgId, provider, records }: CallToReserve): Work<boolean> {
	const inputHashes = records.filter(({ worst }) => creditsIn(worst) > 0).map(({ inputHash }) => inputHash);
	if (inputHashes.length === 0) return false;
	return (yield* get(selectOpenQuestion, { orgId, provider, inputHashes })) !== undefined;
}

function* settle(callId: string, { charged, lookUps, answers, at }: CallSettlement): Work<boolean> {
	const call = yield* close(callId, 'settled', charged);
	if (!call) return false;
	const { orgId, runId = null, provider } = call;
	yield* changeTotals(
		call,
		changesOfRecords(
			call,
			'settled',
			lookUps.map((each) => ({ ...each, credits: each.charged })),
		),
	);
	const ofCall = { orgId, callId, runId, provider, settledAt: at.getTime() };
	// PostgreSQL refuses to change a row twice in one statement, and nothing forbids two look-ups of one record.
	yield* runOnRows(
		insertLookUps,
		ofCall,
		lookUps.map((each, place) => ({ ...lookUpValues(each), ask_order: place })),
		['ask_order'],
	);
	yield* runOnRows(keepAnswers, { orgId, provider }, answers.map(answerValues), ['input_hash']);
	return true;
}

/** The call, closed, with what it had; `undefined` when it had been closed before. */
function* close(callId: string, state: 'settled' | 'released', charged: Credits = {}): Work<LedgerCall | undefined> {
	const call = yield* lockCall(callId);
	const from = columnOf(call.state);
	if (!from) return undefined;
	yield* run(closeCall, { callId, state, chargedJson: JSON.stringify(charged) });
	yield* run('DELETE FROM {schema}.open_questions WHERE call_id = :callId', { callId });
	yield* moveCredits(call, call.reserved, from, undefined);
	yield* changeTotals(call, changesOfCall(call, 'settled', charged));
	return call;
}

function* keepOpen(
	callId: string,
	state: 'unknown' | 'pending',
	said: { readonly message?: string; readonly job?: string; readonly dueAt?: number },
): Work<void> {
	const call = yield* lockCall(callId);
	const from = columnOf(call.state);
	if (!from) return;
	const { message = null, job = null, dueAt = null } = said;
	yield* run(changeCall, { callId, state, message, job, dueAt });
	yield* moveCredits(call, call.reserved, from, columnOf(state));
}

function* takeOver(callId: string): Work<boolean> {
	// Its process may have come to an end with it meanwhile.
	if ((yield* lockCall(callId)).state !== 'reserved') return false;
	yield* keepOpen(callId, 'unknown', { message: 'The process that sent it ended before a reply was noted.' });
	return true;
}

function* resolve(orgId: string, callId: string, charged: Credits): Work<boolean> {
	const row = yield* get(selectCall, { callId });
	if (!row || row.org_id !== orgId) return false;
	if ((yield* lockCall(callId)).state !== 'unknown') return false;
	yield* close(callId, 'settled', charged);
	return true;
}

/** Moves what a call has taken from one column of its totals to another, or in or out of them. */
function* moveCredits(
	call: Pick<LedgerCall, 'orgId' | 'runId' | 'provider' | 'account' | 'at' | 'records'>,
	credits: Credits,
	from: TotalColumn | undefined,
	to: TotalColumn | undefined,
): Work<void> {
	if (creditsIn(credits) === 0 || from === to) return;
	const changes = [
		{ column: from, signed: negative },
		{ column: to, signed: (each: Credits) => each },
	].flatMap(({ column, signed }) => {
		if (!column) return [];
		const records = call.records.map(({ recordId, worst }) => ({ recordId, credits: signed(worst) }));
		return [...changesOfCall(call, column, signed(credits)), ...changesOfRecords(call, column, records)];
	});
	yield* changeTotals(call, changes);
}

/** In which column of the totals a call in this state counts what it has reserved; a closed one in none. */
function columnOf(state: CallState): TotalColumn | undefined {
	if (state === 'unknown') return 'unknown';
	return state === 'reserved' || state === 'pending' ? 'reserved' : undefined;
}

/** The call, with its account locked. */
function* lockCall(callId: string): Work<LedgerCall> {
	const row = yield* get(selectCall, { callId });
	if (!row) {
		throw new EnrichmentError('invalid_parameter', `Call ${callId} is not in the ledger.`, {
			remedy: 'Use the Id of a call as the ledger lists it.',
		});
	}
	yield* lockAccount(toLedgerCall(row, []));
	const [now, questions] = [yield* get(selectCall, { callId }), yield* all(selectQuestions, { callId })];
	return toLedgerCall(now ?? row, questions);
}

const insertCall = `
	INSERT INTO {schema}.ledger_calls (org_id, call_id, run_id, provider, account, state, reserved_at, reserved_json)
	VALUES (:orgId, :callId, :runId, :provider, :account, 'reserved', :reservedAt, :reservedJson)`;

const insertQuestions = `
	INSERT INTO {schema}.open_questions (org_id, call_id, ask_order, provider, input_hash, record_id, worst_json, question_json)
	SELECT :orgId, :callId, ask_order, :provider, input_hash, record_id, worst_json, question_json FROM given`;

const selectOpenQuestion = `
	SELECT call_id FROM {schema}.open_questions
	WHERE org_id = :orgId AND provider = :provider AND input_hash {isOneOf inputHashes} LIMIT 1`;

const closeCall = `
	UPDATE {schema}.ledger_calls SET state = :state, charged_json = :chargedJson WHERE call_id = :callId`;

const changeCall = `
	UPDATE {schema}.ledger_calls SET state = :state, message = :message, job = coalesce(:job, job),
		due_at = coalesce(CAST(:dueAt AS bigint), due_at)
	WHERE call_id = :callId`;

const selectCall = 'SELECT * FROM {schema}.ledger_calls WHERE call_id = :callId';

const selectQuestions = 'SELECT * FROM {schema}.open_questions WHERE call_id = :callId ORDER BY ask_order';

const selectStale = `
	SELECT call_id FROM {schema}.ledger_calls
	WHERE org_id = :orgId AND state = 'reserved' AND provider = :provider AND reserved_at < :before ORDER BY sequence`;

const insertLookUps = `
	INSERT INTO {schema}.look_ups (org_id, call_id, run_id, provider, record_id, input_hash, outcome, filled_json,
		asked_json, charged_json, settled_at)
	SELECT :orgId, :callId, :runId, :provider, record_id, input_hash, outcome, filled_json, asked_json, charged_json,
		CAST(:settledAt AS bigint)
	FROM given ORDER BY ask_order`;

const keepAnswers = `
	INSERT INTO {schema}.kept_answers (org_id, provider, input_hash, record_id, answer_json, seen_at, keep_until)
	SELECT :orgId, :provider, input_hash, record_id, answer_json, seen_at, keep_until FROM given WHERE true
	ORDER BY input_hash
	ON CONFLICT (org_id, provider, input_hash) DO UPDATE SET record_id = excluded.record_id,
		answer_json = excluded.answer_json, seen_at = excluded.seen_at, keep_until = excluded.keep_until`;
