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

/** Records whose values were sent, or refused before that; what nobody meant to change tells nothing about the values. */
export interface Tried {
	readonly records: number;
	/** Of the records; one that is gone, or met a lock, is not refused. */
	readonly refused: number;
}

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
		this.stop(`${formatCount(bad)} of ${formatCount(all)} records were refused, more than the ${limit.percent} % at which writing stops`);
	}
}
