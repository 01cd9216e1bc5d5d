import type { Outcome } from '../../record/outcome';
import { withEnrichment, type RecordItem } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import type { RowError } from '../../salesforce/client';
import type { Settlement } from '../../store/store';
import type { FieldChange } from './plan-changes';
import type { RecordPlan } from './plan-record';

/** What became of one input. */
export interface WriteOutcome {
	readonly inputIndex: number;
	/** `written` also covers stamped, unchanged, gated, and what a dry run would have written. */
	readonly status: 'written' | 'rejected';
	/** With the outcome and its message in `_enrichment`. */
	readonly item: RecordItem;
	/** Applied, or in a dry run to be applied; empty for a rejected record. */
	readonly changes: readonly FieldChange[];
	readonly errors: readonly RowError[];
}

interface Verdict {
	readonly outcome: Outcome;
	readonly message?: string;
	readonly changes: readonly FieldChange[];
	readonly errors: readonly RowError[];
	readonly retryable?: boolean;
}

/** Salesforce's words for a record that changed its state in mid-run. */
const outcomeByErrorCode: Readonly<Record<string, Outcome>> = {
	ENTITY_IS_DELETED: 'deleted',
	CANNOT_UPDATE_CONVERTED_LEAD: 'converted',
};

const rejectedOutcomes: ReadonlySet<Outcome> = new Set([
	'rejected',
	'failed',
	'conflict',
	'deleted',
	'converted',
	'invalid_input',
]);

/** Collects what became of each input; a later word on the same input replaces the earlier one. */
export class Verdicts {
	private readonly verdictByIndex = new Map<number, Verdict>();

	constructor(private readonly items: readonly RecordItem[]) {}

	/** The plan was carried out, or there was nothing to carry out. */
	accept(plan: RecordPlan): void {
		const { outcome, message, changes, errors } = plan;
		this.verdictByIndex.set(plan.inputIndex, { outcome, message, changes, errors });
	}

	/** A dry run stops here: the changes are what would have been written. */
	foresee(plan: RecordPlan): void {
		const isChange = plan.changes.length > 0;
		const outcome = isChange ? 'would_write' : plan.outcome === 'stamped' ? 'unchanged' : plan.outcome;
		this.accept({ ...plan, outcome });
	}

	/** Refused for good. */
	refuse(plan: RecordPlan, errors: readonly RowError[]): void {
		const outcome = goneOutcome(errors) ?? 'rejected';
		this.verdictByIndex.set(plan.inputIndex, { outcome, message: messageOf(errors), changes: [], errors });
	}

	/** Not written, for a reason that may be gone by the next run. */
	fail({ inputIndex }: { readonly inputIndex: number }, errors: readonly RowError[]): void {
		const isRetryable = errors.every((error) => error.retryable);
		const message = messageOf(errors);
		this.verdictByIndex.set(inputIndex, { outcome: 'failed', message, changes: [], errors, retryable: isRetryable });
	}

	/** The item names no record that could be written. */
	turnDown(inputIndex: number, message: string): void {
		const errors = [{ code: 'INVALID_INPUT', message, fields: ['Id'], retryable: false }];
		this.verdictByIndex.set(inputIndex, { outcome: 'invalid_input', message, changes: [], errors });
	}

	has(inputIndex: number): boolean {
		return this.verdictByIndex.has(inputIndex);
	}

	/** Notes in the run how these records ended; does nothing without a run. */
	async settle(
		records: ReadonlyArray<{ readonly inputIndex: number; readonly id: string }>,
		context: RunContext | undefined,
	): Promise<void> {
		if (!context || records.length === 0) return;
		const settlements = records.map(({ inputIndex, id }) => this.settlementOf(inputIndex, id));
		await context.store.settleWork(context.run, settlements);
	}

	/** One outcome per input, in their order. */
	outcomes(): WriteOutcome[] {
		return this.items.map((item, inputIndex) => {
			const { outcome, message, changes, errors } = this.verdictOf(inputIndex);
			return {
				inputIndex,
				status: rejectedOutcomes.has(outcome) ? 'rejected' : 'written',
				item: withEnrichment(item, { outcome, ...(message !== undefined && { message }) }),
				changes,
				errors,
			};
		});
	}

	private settlementOf(inputIndex: number, recordId: string): Settlement {
		const { outcome, message, retryable } = this.verdictOf(inputIndex);
		const known = this.items[inputIndex]._enrichment ?? {};
		return {
			recordId,
			outcome,
			enrichOutcome: known.outcome,
			message: message ?? known.message,
			// A provider that failed is asked again, although the attempt itself was stamped.
			retryable: retryable ?? known.retryable ?? false,
			confidence: known.confidence,
			rank: Object.values(known.scores ?? {})[0]?.rank,
			isDuplicate: (known.matches?.length ?? 0) > 0,
		};
	}

	private verdictOf(inputIndex: number): Verdict {
		const verdict = this.verdictByIndex.get(inputIndex);
		if (!verdict) throw new RangeError(`Input ${inputIndex} has no verdict`);
		return verdict;
	}
}

/** Whether the record was refused because it is no longer one that can be written. */
export function isGone(errors: readonly RowError[]): boolean {
	return goneOutcome(errors) !== undefined;
}

function goneOutcome(errors: readonly RowError[]): Outcome | undefined {
	return errors.map(({ code }) => outcomeByErrorCode[code]).find((outcome) => outcome !== undefined);
}

function messageOf(errors: readonly RowError[]): string {
	return errors.map(({ code, message }) => (message.includes(code) ? message : `${code}: ${message}`)).join('; ');
}
