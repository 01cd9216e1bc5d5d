import { recordIdIn, noId } from '../../record/identity';
import { type Outcome, outcomeIs } from '../../record/outcome';
import { primaryScore, withEnrichment, type RecordEnrichment, type RecordItem } from '../../record/record-item';
import { recordName } from '../../run/review-row';
import type { ChangesRun } from '../changes-run';
import type { RowError } from '../../salesforce/row-result';
import type { Settlement } from '../../store/contract/work';
import { endedFailed, endedRefused, messageOf, saidOfSaved } from './ended';
import { leftOutOf } from './left-out-message';
import type { FieldChange } from '../plan/record-plan';
import type { RecordPlan } from '../plan/record-plan';
import { duplicatesIn } from './refusal-outcome';

/** What became of one input. */
export interface WriteOutcome {
	readonly inputIndex: number;
	/** `written` also covers staged, stamped, unchanged, gated, and what a dry run would have written. */
	readonly status: 'written' | 'rejected';
	/** With the outcome and its message in `_enrichment`. */
	readonly item: RecordItem;
	/** Applied, or in a dry run to be applied; empty for a rejected record. */
	readonly changes: readonly FieldChange[];
	/** Why it was rejected; on a written record, the fields that were left alone because of a conflict, and the values that did not fit. */
	readonly errors: readonly RowError[];
	/** The record did not exist before; absent otherwise. */
	readonly isCreation?: true;
	/** What Salesforce calls the record; absent where its name was not read. */
	readonly recordName?: string;
}

interface Verdict {
	/** Of a record that the input did not name. */
	readonly id?: string;
	readonly outcome: Outcome;
	readonly message?: string;
	readonly changes: readonly FieldChange[];
	readonly errors: readonly RowError[];
	readonly retryable?: boolean;
	/** Finish has the last word. */
	readonly isStaged?: boolean;
	/** The word on what an earlier step has staged stays. */
	readonly leavesStaged?: boolean;
	/** What an earlier step that has staged values of the record said of it. */
	readonly earlier?: Settlement;
	/** Proposed values that do not fit and were not written. */
	readonly leftOut?: readonly RowError[];
	readonly mustFit?: readonly string[];
	readonly isCreation?: boolean;
	readonly recordName?: string;
}

/** An input and the record that it became, by its 18-character Id; empty when it became none. */
interface Settled {
	readonly inputIndex: number;
	readonly id: string;
}

/** Collects what became of each input; a later word on the same input replaces the earlier one. */
export class Verdicts {
	private readonly verdictByIndex: Array<Verdict | undefined>;

	constructor(private readonly items: readonly RecordItem[]) {
		this.verdictByIndex = new Array<Verdict | undefined>(items.length).fill(undefined);
	}

	/** The plan was carried out, or there was nothing to carry out. */
	accept(plan: RecordPlan): void {
		this.verdictByIndex[plan.inputIndex] = acceptedAs(plan, plan.outcome);
	}

	/** Waits in the store; a row that nobody delivers is carried over. `mustFit` names the fields that are not left out when Salesforce refuses them. */
	stage(plan: RecordPlan, mustFit: readonly string[] = [], earlier?: Settlement): void {
		const isWaiting = plan.changes.length > 0 || (earlier?.outcome === 'staged' && plan.outcome === 'stamped');
		const verdict = acceptedAs(plan, isWaiting ? 'staged' : plan.outcome);
		this.verdictByIndex[plan.inputIndex] = Object.assign(verdict, {
			leavesStaged: false,
			isStaged: true,
			retryable: true,
			mustFit,
			earlier,
		});
	}

	/** Held back for a later run. */
	holdBack({ inputIndex }: { readonly inputIndex: number }, reason: string): void {
		const errors = [{ code: 'CARRIED_OVER', message: reason, fields: [], retryable: true }];
		this.verdictByIndex[inputIndex] = {
			outcome: 'carried_over',
			message: reason,
			changes: [],
			errors,
			retryable: true,
		};
	}

	/** The reply was lost and nothing tells whether the record was created; it is not sent again. */
	leaveUnknown({ inputIndex }: { readonly inputIndex: number }, reason: string): void {
		const message = `${reason}; whether the record was created is not known, so it is not sent again`;
		const errors = [{ code: 'UNKNOWN_CREATED', message, fields: [], retryable: false }];
		this.verdictByIndex[inputIndex] = { outcome: 'unknown_created', message, changes: [], errors };
	}

	/** A dry run stops here: the changes are what would have been written. */
	foresee(plan: RecordPlan): void {
		const isChange = plan.changes.length > 0;
		const outcome = isChange ? 'would_write' : plan.outcome === 'stamped' ? 'unchanged' : plan.outcome;
		this.verdictByIndex[plan.inputIndex] = acceptedAs(plan, outcome);
	}

	/** Refused for good; a lock by an approval ends some day, so that a later run tries again. */
	refuse(plan: RecordPlan, errors: readonly RowError[], leftOut: readonly RowError[] = []): void {
		const { outcome, retryable } = endedRefused(errors, plan.isCreation);
		const all = [...errors, ...leftOut];
		this.verdictByIndex[plan.inputIndex] = {
			outcome,
			message: messageOf(all),
			changes: [],
			errors: all,
			...(retryable && { retryable }),
		};
	}

	/** Not written, for a reason that may be gone by the next run. */
	fail({ inputIndex }: { readonly inputIndex: number }, errors: readonly RowError[]): void {
		const { outcome, message, retryable } = endedFailed(errors);
		this.verdictByIndex[inputIndex] = { outcome, message, changes: [], errors, retryable };
	}

	/** The item names no record that could be written. */
	turnDown(inputIndex: number, message: string): void {
		const errors = [{ code: 'INVALID_INPUT', message, fields: ['Id'], retryable: false }];
		this.verdictByIndex[inputIndex] = { outcome: 'invalid_input', message, changes: [], errors };
	}

	has(inputIndex: number): boolean {
		return this.verdictByIndex[inputIndex] !== undefined;
	}

	/**
	 * Notes in the run how these records ended, as its work also where they were found or created by a key; one that has no
	 * Id is left out. Does nothing without a run.
	 */
	async settle(records: readonly Settled[], context: ChangesRun | undefined): Promise<void> {
		await this.save(
			records.filter(({ id }) => id !== noId),
			context,
		);
	}

	/** What `settle` would note. */
	settlementsOf(records: readonly Settled[]): Settlement[] {
		return this.settlements(records.filter(({ id }) => id !== noId));
	}

	/**
	 * As `settle`, for records that never got an Id, under what stands for it. Left out is what waits or was held back: the
	 * word on it is not the last.
	 */
	async settleNew(records: readonly Settled[], context: ChangesRun | undefined): Promise<void> {
		const isLast = ({ inputIndex }: Settled) => {
			const { id, outcome, isStaged } = this.verdictOf(inputIndex);
			return id === undefined && !isStaged && outcome !== 'carried_over';
		};
		await this.save(records.filter(isLast), context);
	}

	/** One outcome per input, in their order. */
	outcomes(): WriteOutcome[] {
		return this.items.map((item, inputIndex) => {
			const { id, outcome, message, changes, errors, isCreation, recordName: name = '' } = this.verdictOf(inputIndex);
			const known = id === undefined || isNamed(item, id) ? item : { ...item, Id: id };
			return {
				inputIndex,
				status: outcomeIs(outcome).isRejected ? 'rejected' : 'written',
				item: withEnrichment(known, {
					outcome,
					...(message !== undefined && { message }),
					...(outcomeIs(outcome).isSaved && writtenBy(changes)),
					...(outcome === 'duplicate' && { duplicateOf: duplicatesIn(errors) }),
				}),
				changes,
				errors,
				...(isCreation && { isCreation }),
				...(name !== '' && { recordName: name }),
			};
		});
	}

	private async save(records: readonly Settled[], context: ChangesRun | undefined): Promise<void> {
		await context?.store.savePart(context.run, { settlements: this.settlements(records) });
	}

	private settlements(records: readonly Settled[]): Settlement[] {
		const news = records.filter(({ inputIndex }) => !this.verdictOf(inputIndex).leavesStaged);
		return news.map(({ inputIndex, id }) => this.settlementOf(inputIndex, id));
	}

	private settlementOf(inputIndex: number, recordId: string): Settlement {
		const {
			outcome,
			message,
			retryable,
			isStaged,
			changes,
			leftOut = none,
			mustFit = none,
			earlier,
		} = this.verdictOf(inputIndex);
		const stillLeftOut =
			earlier?.leftOut?.filter(({ field }) => !changes.some((change) => change.field === field)) ?? none;
		const known = this.items[inputIndex]._enrichment ?? {};
		return {
			recordId,
			outcome,
			enrichOutcome: known.outcome,
			message: messageAfter(stillLeftOut.length > 0 ? earlier?.message : undefined, message ?? known.message),
			// A provider that failed is asked again, although the attempt itself was stamped. What the item does not name no
			// later run can take up: whoever handed it over has its values.
			retryable:
				(isStaged === true || isNamed(this.items[inputIndex], recordId)) && (retryable ?? known.retryable ?? false),
			confidence: known.confidence,
			rank: primaryScore(known)?.rank,
			isDuplicate: outcome === 'duplicate' || (known.matches?.length ?? 0) > 0,
			leftOut: leftOut.length > 0 ? [...stillLeftOut, ...leftOutOf(leftOut)] : stillLeftOut,
			mustFit: earlier?.mustFit ? [...new Set([...earlier.mustFit, ...mustFit])] : mustFit,
		};
	}

	private verdictOf(inputIndex: number): Verdict {
		const verdict = this.verdictByIndex[inputIndex];
		if (!verdict) throw new RangeError(`Input ${inputIndex} has no verdict`);
		return verdict;
	}
}

/** Nothing, once for all records. */
const none: readonly never[] = [];

/** The word on a plan that was carried out, or is to be. */
function acceptedAs(plan: RecordPlan, outcome: Outcome): Verdict {
	const { changes, errors, conflicts = none, leftOut = none, leavesStaged, isCreation } = plan;
	const isWhole = errors.length + conflicts.length + leftOut.length === 0;
	return {
		id: plan.id === noId ? undefined : plan.id,
		outcome,
		message: plan.message ?? (isWhole ? undefined : saidOfSaved(leftOut, conflicts)),
		changes,
		errors: isWhole ? none : [...errors, ...conflicts, ...leftOut],
		leftOut,
		leavesStaged,
		isCreation,
		recordName: recordName(plan.current),
	};
}

/** The same sentence is not said twice. */
function messageAfter(earlier: string | undefined, message: string | undefined): string | undefined {
	if (earlier === undefined || message === undefined || message.includes(earlier)) return message ?? earlier;
	return `${earlier}; ${message}`;
}

/** What a later step needs to tell our value from a person's. */
function writtenBy(changes: readonly FieldChange[]): Pick<RecordEnrichment, 'written'> {
	return changes.length > 0 ? { written: Object.fromEntries(changes.map(({ field, after }) => [field, after])) } : {};
}

function isNamed({ Id }: RecordItem, id: string): boolean {
	return Id === id || recordIdIn(Id) === id;
}
