import { formatCount } from '../../run/verdict';

/** When a write that goes wrong stops by itself. */
export interface CircuitBreaker {
	/** Above this share of refused records the write stops; 0–100. */
	readonly percent: number;
	/** Not before so many records have been judged. */
	readonly atLeast: number;
}

/** More than half of 100 is no matter of chance, and no week's bad data either. */
export const defaultCircuitBreaker: CircuitBreaker = { percent: 50, atLeast: 100 };

/** Who refused: our check before sending, or Salesforce. */
export type Refuser = 'The type check' | 'Salesforce';

/** Counts refusals and says when to stop; once it has stopped it stays so. */
export class Brake {
	private readonly judged = { 'The type check': 0, Salesforce: 0 };

	private readonly refused = { 'The type check': 0, Salesforce: 0 };

	private stopReason?: string;

	/** Without a limit only `stop` stops. */
	constructor(private readonly limit: CircuitBreaker | undefined) {}

	/** Why nothing more may be sent; `undefined` while all is well. */
	get reason(): string | undefined {
		return this.stopReason;
	}

	/** Notes how many of the records that were judged together were refused; one that is gone or locked is neither. */
	note(refuser: Refuser, judged: number, refused: number): void {
		this.judged[refuser] += judged;
		this.refused[refuser] += refused;
		const { limit } = this;
		const [all, bad] = [this.judged[refuser], this.refused[refuser]];
		if (!limit || all < limit.atLeast || bad * 100 <= limit.percent * all) return;
		this.stop(`${refuser} refused ${formatCount(bad)} of ${formatCount(all)} records, more than the ${limit.percent} % at which writing stops`);
	}

	/** The first reason stays. */
	stop(reason: string): void {
		this.stopReason ??= reason;
	}
}
