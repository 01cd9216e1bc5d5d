/** The org's time: follows a clock, ahead of it or stopped when told so. */
export class OrgClock {
	private aheadMs = 0;
	private stoppedAt: number | undefined;

	constructor(private base: () => Date) {}

	now(): Date {
		return new Date(this.stoppedAt ?? this.base().getTime() + this.aheadMs);
	}

	get isFrozen(): boolean {
		return this.stoppedAt !== undefined;
	}

	/** Follows another clock from now on, neither ahead of it nor stopped. */
	follow(base: () => Date): void {
		this.base = base;
		this.aheadMs = 0;
		this.stoppedAt = undefined;
	}

	/** Goes on, or stays stopped, from this moment. */
	set(moment: Date): void {
		this.advance(moment.getTime() - this.now().getTime());
	}

	/** Goes on, or stays stopped, this much later (or earlier when negative). */
	advance(milliseconds: number): void {
		if (this.stoppedAt === undefined) this.aheadMs += milliseconds;
		else this.stoppedAt += milliseconds;
	}

	/** Stands still until `run`; only `set` and `advance` move it. */
	freeze(): void {
		this.stoppedAt ??= this.now().getTime();
	}

	/** Goes on from where it stands. */
	run(): void {
		if (this.stoppedAt === undefined) return;
		this.aheadMs = this.stoppedAt - this.base().getTime();
		this.stoppedAt = undefined;
	}
}
