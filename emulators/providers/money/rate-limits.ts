/** Requests per time: `calendar` windows begin with the second, minute, hour or day, `sliding` ones with each request. */
export interface RateWindow {
	/** As the vendor's headers call it, e.g. `minute`. */
	readonly name: string;
	readonly requests: number;
	readonly perMs: number;
	readonly kind: 'calendar' | 'sliding';
	/** Whether every route is counted for itself. Default: all together. */
	readonly isPerRoute?: boolean;
	/** Who goes over it is refused for so long. Default: until the window has room. */
	readonly blockMs?: number;
	/** Counts these routes only. Default: all. */
	readonly routes?: readonly string[];
}

/** How full a window is. */
export interface WindowMeter extends RateWindow {
	readonly used: number;
	/** Requests that are still open. */
	readonly left: number;
	/** When there is room again, or the window ends. */
	readonly resetsAt: Date;
}

/** The requests of one account, counted by its windows; a refused request is not counted. */
export class RateLimits {
	private readonly stamps = new Map<string, number[]>();
	private block: WindowMeter | undefined;

	constructor(readonly windows: readonly RateWindow[]) {}

	/** Counts a request, unless a window is full: then it answers with that window. */
	take(route: string, now: Date): WindowMeter | undefined {
		if (this.block && this.block.resetsAt > now) return this.block;
		const full = this.meters(route, now).find(({ left }) => left === 0);
		this.block = full?.blockMs ? { ...full, resetsAt: new Date(now.getTime() + full.blockMs) } : undefined;
		if (full) return this.block ?? full;
		for (const window of this.of(route)) this.stampsOf(window, route, now).push(now.getTime());
		return undefined;
	}

	/** How full each window is, in the order of the windows. */
	meters(route: string, now: Date): WindowMeter[] {
		return this.of(route).map((window) => {
			const stamps = this.stampsOf(window, route, now);
			const from = window.kind === 'calendar' ? startOf(window, now) : (stamps[0] ?? now.getTime());
			return {
				...window,
				used: stamps.length,
				left: Math.max(0, window.requests - stamps.length),
				resetsAt: new Date(from + window.perMs),
			};
		});
	}

	clear(): void {
		this.stamps.clear();
		this.block = undefined;
	}

	private of(route: string): RateWindow[] {
		return this.windows.filter(({ routes }) => !routes || routes.includes(route));
	}

	/** The requests that the window still counts. */
	private stampsOf(window: RateWindow, route: string, now: Date): number[] {
		const key = window.isPerRoute ? `${window.name} ${route}` : window.name;
		const kept = this.stamps.get(key) ?? [];
		const from = window.kind === 'calendar' ? startOf(window, now) : now.getTime() - window.perMs + 1;
		const first = kept.findIndex((stamp) => stamp >= from);
		if (first !== 0) kept.splice(0, first === -1 ? kept.length : first);
		this.stamps.set(key, kept);
		return kept;
	}
}

function startOf({ perMs }: RateWindow, now: Date): number {
	return Math.floor(now.getTime() / perMs) * perMs;
}
