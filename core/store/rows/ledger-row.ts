import type { Outcome } from '../../record/outcome';
import type {
	CallState,
	CallToReserve,
	Credits,
	KeptAnswer,
	LedgerCall,
	LookUp,
	LookUpCount,
	ReservedRecord,
	ToldLookUp,
} from '../contract/ledger';
import { type NamedValues, optionalDate, optionalText, type Row } from './row-values';

/** Who pays: an account, or the provider where it has none. */
export function payerOf({ account, provider }: Pick<CallToReserve, 'account' | 'provider'>): string {
	return account === '' ? provider : account;
}

/** The values of a call that has been reserved. */
export function callValues(call: CallToReserve, reserved: Credits): NamedValues {
	return {
		orgId: call.orgId,
		callId: call.callId,
		runId: call.runId ?? null,
		provider: call.provider,
		account: call.account,
		reservedAt: call.at.getTime(),
		reservedJson: JSON.stringify(reserved),
	};
}

/** The columns of a record's question that is open, without its org's and call's. */
export function questionValues({ recordId, inputHash, worst, question }: ReservedRecord, place: number): NamedValues {
	return {
		ask_order: place,
		input_hash: inputHash,
		record_id: recordId ?? null,
		worst_json: JSON.stringify(worst),
		question_json: question === undefined ? null : JSON.stringify(question),
	};
}

/** A call as its row has it, with the rows of its open questions. */
export function toLedgerCall(row: Row, questions: readonly Row[]): LedgerCall {
	const [runId, charged, job, message] = [row.run_id, row.charged_json, row.job, row.message].map(optionalText);
	const dueAt = optionalDate(row.due_at);
	return {
		callId: String(row.call_id),
		orgId: String(row.org_id),
		...(runId !== undefined && { runId }),
		provider: String(row.provider),
		account: String(row.account),
		records: questions.map(toReservedRecord),
		at: new Date(Number(row.reserved_at)),
		state: String(row.state) as CallState,
		reserved: parseCredits(row.reserved_json),
		...(charged !== undefined && { charged: parseCredits(charged) }),
		...(job !== undefined && { job }),
		...(dueAt && { dueAt }),
		...(message !== undefined && { message }),
	};
}

function toReservedRecord(row: Row): ReservedRecord {
	const recordId = optionalText(row.record_id);
	const question = optionalText(row.question_json);
	return {
		...(recordId !== undefined && { recordId }),
		inputHash: String(row.input_hash),
		worst: parseCredits(row.worst_json),
		...(question !== undefined && { question: JSON.parse(question) as unknown }),
	};
}

/** Credits from their text. */
export function parseCredits(json: unknown): Credits {
	return JSON.parse(String(json)) as Credits;
}

/** The columns of a look-up, without those that its call gives it. */
export function lookUpValues({ recordId, inputHash, outcome, filled, asked, charged }: LookUp): NamedValues {
	return {
		record_id: recordId ?? null,
		input_hash: inputHash,
		outcome,
		filled_json: JSON.stringify(filled),
		asked_json: JSON.stringify(asked),
		charged_json: JSON.stringify(charged),
	};
}

/** A look-up as its row has it. */
export function toLookUp(row: Row): ToldLookUp {
	const [recordId, runId] = [row.record_id, row.run_id].map(optionalText);
	return {
		...(recordId !== undefined && { recordId }),
		...(runId !== undefined && { runId }),
		provider: String(row.provider),
		inputHash: String(row.input_hash),
		outcome: String(row.outcome) as Outcome,
		filled: JSON.parse(String(row.filled_json)) as string[],
		asked: JSON.parse(String(row.asked_json)) as string[],
		charged: parseCredits(row.charged_json),
		at: new Date(Number(row.settled_at)),
	};
}

/** What a provider did in a run, from a row of counts. */
export function toLookUpCount(row: Row): LookUpCount {
	return {
		provider: String(row.provider),
		asked: Number(row.asked),
		matched: Number(row.matched),
		filled: Number(row.filled),
	};
}

/** The columns of an answer, without its org's and provider's. */
export function answerValues({ inputHash, recordId, answer, seenAt, keepUntil }: KeptAnswer): NamedValues {
	return {
		input_hash: inputHash,
		record_id: recordId ?? null,
		answer_json: JSON.stringify(answer),
		seen_at: seenAt.getTime(),
		keep_until: keepUntil.getTime(),
	};
}

/** An answer as its row has it. */
export function toKeptAnswer(row: Row): KeptAnswer {
	const recordId = optionalText(row.record_id);
	return {
		inputHash: String(row.input_hash),
		...(recordId !== undefined && { recordId }),
		answer: JSON.parse(String(row.answer_json)),
		seenAt: new Date(Number(row.seen_at)),
		keepUntil: new Date(Number(row.keep_until)),
	};
}
