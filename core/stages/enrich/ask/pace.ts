import type { ProviderFacts, ProviderMeter, RateWindow } from '../provider';

/** When the next request may leave, by the provider's windows and by what it says of them. */
export class Pace {
	private readonly sentAt: number[] = [];
	private closedUntil = 0;

	constructor(private readonly windows: readonly RateWindow[]) {}

	/** How long a request has to wait; it counts as sent then. */
	take(now: number): number {
		let at = Math.max(now, this.closedUntil);
		for (const window of this.windows) at = Math.max(at, this.opensAt(window, at));
		this.sentAt.push(at);
		const longest = Math.max(0, ...this.windows.map(({ perMs }) => perMs));
		while (this.sentAt.length > 0 && this.sentAt[0] < now - longest) this.sentAt.shift();
		return at - now;
	}

	/** Heeds what the provider says is left. */
	heed({ requestsLeft, resetsAt }: ProviderMeter): void {
		if (requestsLeft === 0 && resetsAt) this.closedUntil = Math.max(this.closedUntil, resetsAt.getTime());
	}

	private opensAt({ requests, perMs, kind = 'sliding' }: RateWindow, at: number): number {
		const from = (time: number) => (kind === 'calendar' ? time - (time % perMs) : time - perMs);
		let open = at;
		for (;;) {
			const start = from(open);
			const inside = this.sentAt.filter((sent) => (kind === 'calendar' ? sent >= start : sent > start));
			if (inside.length < requests) return open;
			open = kind === 'calendar' ? start + perMs : inside[inside.length - requests] + perMs;
		}
	}
}

/** The pace of a provider that is asked by this process for the first time. */
export function paceOf({ rate }: ProviderFacts): Pace {
	return new Pace(rate?.windows ?? []);
}
