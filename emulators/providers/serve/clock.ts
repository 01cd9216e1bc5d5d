/** The time that all vendors live in; follows the real time until it is set or moved. */
export class EmulatorClock {
	private offsetMs = 0;
	private source: () => Date;

	constructor(
		source?: () => Date,
		private readonly onMove: () => void = () => undefined,
	) {
		this.source = source ?? (() => new Date());
		this.isReal = source === undefined;
	}

	/** Whether time passes by itself. */
	readonly isReal: boolean;

	now(): Date {
		return new Date(this.source().getTime() + this.offsetMs);
	}

	/** Moves on; what is due by then happens. */
	advance(milliseconds: number): void {
		this.offsetMs += milliseconds;
		this.onMove();
	}

	/** Follows another time from now on. */
	follow(source: () => Date): void {
		this.source = source;
		this.offsetMs = 0;
		this.onMove();
	}

	reset(): void {
		this.offsetMs = 0;
	}
}
