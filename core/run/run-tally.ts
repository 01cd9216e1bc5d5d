import { leftOutWords, type LeftOut } from '../record/left-out';
import { type Outcome, type OutcomeLine, outcomeIs } from '../record/outcome';
import type { Settlement, WorkState } from '../store/contract/work';
import { withoutMatches } from '../salesforce/duplicate-result';
import type { CarryOverPlan } from './carry-over';
import type { OutcomeReason, LeftOutCount, RunCounts } from './run-counts';

// Messages may name a record each, and a report needs the frequent ones only.
const maxReasonGroups = 1000;
const furtherReasons = '(further reasons)';

/** What a record's two words add to the counts. */
interface Meaning {
	readonly isMatched: boolean;
	readonly lines: readonly OutcomeLine[];
	readonly trouble: 'rejected' | 'failed' | undefined;
	readonly reason: Outcome | undefined;
}

/** Counts a run's records page by page, in bounded memory. */
export class RunTally {
	readonly counts: RunCounts = {
		read: 0,
		gated: 0,
		matched: { high: 0, medium: 0, low: 0 },
		noMatch: 0,
		ranks: { A: 0, B: 0, C: 0, D: 0, F: 0 },
		duplicates: 0,
		written: 0,
		partlyWritten: 0,
		stampedOnly: 0,
		rejected: 0,
		failed: 0,
		duplicateRule: 0,
		noAccess: 0,
		locked: 0,
		gone: 0,
		carriedOver: 0,
		claimedElsewhere: 0,
		dropped: 0,
		exhausted: 0,
		wouldWrite: 0,
	};

	/** Records that no stage has spoken the last word on. */
	unsettled = 0;

	/** Settled records of which only their stamps tell how they ended. */
	knownByStamps = 0;

	private readonly meaningByWords = new Map<string, Meaning>();

	private last: { readonly outcome: Outcome; readonly enrichOutcome?: Outcome; readonly meaning: Meaning } | undefined;

	private readonly recordsByReason = new Map<string, OutcomeReason>();

	private readonly recordsByLeftOut = new Map<string, LeftOutCount>();

	/** `plan` is what becomes of these records; `undefined` when nothing is carried over. */
	add(states: readonly WorkState[], plan: CarryOverPlan | undefined): void {
		this.counts.read += states.length;
		const unsettled: string[] = [];
		for (const { recordId, settlement } of states) {
			if (settlement) this.addSettlement(settlement);
			else unsettled.push(recordId);
		}
		this.unsettled += unsettled.length;
		if (plan) this.addPlan(plan, unsettled);
	}

	/** The most frequent first, at most `limit`. */
	reasons(limit: number): OutcomeReason[] {
		return [...this.recordsByReason.values()]
			.sort((a, b) => b.records - a.records || compareText(reasonKey(a), reasonKey(b)))
			.slice(0, limit);
	}

	/** Values that did not fit, by field and reason, the most frequent first. */
	leftOut(): LeftOutCount[] {
		return [...this.recordsByLeftOut.values()].sort((a, b) => b.records - a.records || compareText(a.reason, b.reason));
	}

	private addLeftOut({ field, code }: LeftOut): void {
		const reason = leftOutWords({ field, code });
		this.recordsByLeftOut.set(reason, {
			field,
			code,
			reason,
			records: (this.recordsByLeftOut.get(reason)?.records ?? 0) + 1,
		});
	}

	private addSettlement(settlement: Settlement): void {
		const { outcome, enrichOutcome, rank, isDuplicate } = settlement;
		if (settlement.source === 'stamps') this.knownByStamps += 1;
		const { isMatched, lines, trouble, reason } = this.meaningOf(outcome, enrichOutcome);

		if (isMatched) this.counts.matched[band(settlement.confidence)] += 1;
		if (outcomeIs(enrichOutcome).isMiss) this.counts.noMatch += 1;
		if (rank) this.counts.ranks[rank] += 1;
		if (isDuplicate) this.counts.duplicates += 1;
		for (const line of lines) this.counts[line] += 1;
		settlement.leftOut?.forEach((value) => this.addLeftOut(value));
		if (trouble) this.counts[trouble] += 1;
		if (reason) this.addReason(reason, settlement.message ?? '', 1, settlement.recordId);
	}

	/** Many records end with the same two words. */
	private meaningOf(outcome: Outcome, enrichOutcome: Outcome | undefined): Meaning {
		const { last } = this;
		if (last?.outcome === outcome && last.enrichOutcome === enrichOutcome) return last.meaning;
		const key = `${outcome} ${enrichOutcome}`;
		const meaning = this.meaningByWords.get(key) ?? meaningOf(outcome, enrichOutcome);
		this.meaningByWords.set(key, meaning);
		this.last = { outcome, enrichOutcome, meaning };
		return meaning;
	}

	private addPlan(plan: CarryOverPlan, unsettled: readonly string[]): void {
		const dropped = new Set(plan.dropped);
		const lost = unsettled.filter((recordId) => !dropped.has(recordId));
		this.counts.carriedOver += plan.entries.length;
		this.counts.dropped += dropped.size;
		this.counts.exhausted += plan.exhausted.length;
		this.addReason('dropped_by_workflow', 'Fetched again and again, never came back', dropped.size, plan.dropped[0]);
		this.addReason('carried_over', 'Fetched, but never came back to be written', lost.length, lost[0]);
	}

	private addReason(outcome: Outcome, message: string, records: number, recordId: string): void {
		if (records === 0) return;
		const isNew = !this.recordsByReason.has(reasonKey({ outcome, message }));
		const kept = isNew && this.recordsByReason.size >= maxReasonGroups ? furtherReasons : message;
		const key = reasonKey({ outcome, message: kept });
		const known = this.recordsByReason.get(key);
		const example = kept === furtherReasons ? {} : { recordId: known?.recordId ?? recordId };
		// Refusals of one rule are alike, whatever records they match; those of the example are shown.
		const shown = known?.message ?? kept;
		this.recordsByReason.set(key, { outcome, message: shown, records: (known?.records ?? 0) + records, ...example });
	}
}

function meaningOf(outcome: Outcome, enrichOutcome: Outcome | undefined): Meaning {
	const words = [outcome, ...(enrichOutcome && enrichOutcome !== outcome ? [enrichOutcome] : [])];
	const hasFailed = words.some((word) => outcomeIs(word).troubles === 'failed');
	return {
		isMatched: words.includes('matched'),
		lines: [...new Set(words.flatMap((word) => outcomeIs(word).lines ?? []))],
		trouble: outcomeIs(outcome).troubles === 'rejected' ? 'rejected' : hasFailed ? 'failed' : undefined,
		reason: words.find((word) => outcomeIs(word).isReason),
	};
}

function band(confidence: number | undefined): 'high' | 'medium' | 'low' {
	if (confidence === undefined || confidence < 0.7) return 'low';
	return confidence < 0.9 ? 'medium' : 'high';
}

function reasonKey(reason: Pick<OutcomeReason, 'outcome' | 'message'>): string {
	return `${reason.outcome} ${withoutMatches(reason.message)}`;
}

function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
