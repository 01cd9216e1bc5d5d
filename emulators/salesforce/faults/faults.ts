/** What can be made to go wrong, now; everything is off until set. */
export class Faults {
	private unavailableLeft = 0;
	private unavailablePath = /./;
	private dropsLeft = 0;

	/** The next `times` requests whose path matches get 503 and are not carried out. */
	unavailable(times: number, path: RegExp | string = /./): void {
		this.unavailableLeft = times;
		this.unavailablePath = new RegExp(path);
	}

	/** The next `times` writes are carried out and the connection is cut before the reply. */
	dropAfterCommit(times = 1): void {
		this.dropsLeft = times;
	}

	/** Whether this request meets the 503; counts it. */
	takeUnavailable(path: string): boolean {
		if (this.unavailableLeft === 0 || !this.unavailablePath.test(path)) return false;
		this.unavailableLeft--;
		return true;
	}

	/** Whether the reply to this write is lost; counts it. */
	takeDrop(): boolean {
		if (this.dropsLeft === 0) return false;
		this.dropsLeft--;
		return true;
	}

	clear(): void {
		this.unavailableLeft = 0;
		this.dropsLeft = 0;
	}
}
