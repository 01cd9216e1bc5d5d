import { outcomeIs } from '../../record/outcome';
import type { RowError, RowResult } from '../../salesforce/row-result';
import type { Tried } from '../../store/contract/work';
import type { RecordPlan } from '../plan/record-plan';
import { refusalOutcome } from '../settle/refusal-outcome';
import type { OwnFieldNames } from '../../record/fields';
import type { ChangesRun } from '../changes-run';
import { formatCount } from '../../run/verdict';

/** When a write that goes wrong stops by itself. */
export interface CircuitBreaker {
	/** Above this share of refused records the write stops; 0–100. */
	readonly percent: number;
	/** Not before so many records have been tried. */
	readonly atLeast: number;
}

/** More than half of 100 is no matter of chance, and no week's bad data either. */
export const defaultCircuitBreaker: CircuitBreaker = { percent: 50, atLeast: 100 };

/** Counts refusals and says when to stop; once it has stopped it stays so. */
export class Brake {
	private records: number;

	private refused: number;

	private stopReason?: string;

	/** Goes on from what was tried before; without a limit only `stop` stops. */
	constructor(
		private readonly limit: CircuitBreaker | undefined,
		before: Tried = { records: 0, refused: 0 },
	) {
		this.records = before.records;
		this.refused = before.refused;
	}

	/** Why nothing more may be sent; `undefined` while all is well. */
	get reason(): string | undefined {
		return this.stopReason;
	}

	/** Counts records, each of them once: a later refusal of a record that was counted comes with 0 records. */
	note({ records, refused }: Tried): void {
		this.records += records;
		this.refused += refused;
		this.judge(this.records, this.refused);
	}

	/** Stops when too many of these records were refused, taking the others, which are still to be sent, for good; counts none. */
	weigh({ records, refused }: Tried): void {
		if (refused > 0) this.judge(this.records + records, this.refused + refused);
	}

	/** The first reason stays. */
	stop(reason: string): void {
		this.stopReason ??= reason;
	}

	private judge(all: number, bad: number): void {
		const { limit } = this;
		if (!limit || all < limit.atLeast || bad * 100 <= limit.percent * all) return;
		this.stop(
			`${formatCount(bad)} of ${formatCount(all)} records were refused, more than the ${limit.percent} % at which writing stops`,
		);
	}
}

/** What the type check says of the plans that were to change something. */
export function triedByCheck(plans: readonly RecordPlan[]): Tried {
	const refused = plans.filter(({ outcome }) => outcomeIs(outcome).breaker === 'refused').length;
	return { records: refused + plans.filter(({ changes }) => changes.length > 0).length, refused };
}

/** What Salesforce says of the plans that were to change something. */
export function triedBySalesforce(plans: readonly RecordPlan[], results: readonly RowResult[]): Tried {
	const telling = results.filter((_result, index) => plans[index].changes.length > 0);
	return {
		records: telling.length,
		refused: telling.filter((result) => result.status === 'refused' && isRefusal(result.errors)).length,
	};
}

/** Whether Salesforce refused the values; a record that is gone, locked, a duplicate or out of reach says nothing about them. */
export function isRefusal(errors: readonly RowError[]): boolean {
	return refusalOutcome(errors) === undefined && !errors.some((error) => error.retryable);
}

/**
 * How many of the plans were written by this run already, in a call that no process lived to note: the proposals are
 * there, and the stamp is this run's. Without them a resumed run would see little but the refused.
 */
export async function countUnnoted(
	{ context, fieldNames }: { readonly context?: ChangesRun; readonly fieldNames: OwnFieldNames },
	plans: readonly RecordPlan[],
): Promise<number> {
	if (!context) return 0;
	const { run, store } = context;
	const written = plans.filter(
		({ changes, errors, current, item }) =>
			changes.length + errors.length === 0 &&
			current[fieldNames.logId] === run.runId &&
			Object.keys(item._enrichment?.proposals ?? {}).length > 0,
	);
	if (written.length === 0) return 0;
	const work = await store.loadWork(
		run,
		written.map(({ id }) => id),
	);
	return work.filter(({ settlement }) => settlement === undefined).length;
}
