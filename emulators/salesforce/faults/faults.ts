import type { Random } from '../seeded-random';
import { readFaultSettings, type FaultSettings, type FaultTimes, type SlowQueries } from './fault-settings';

interface Countdown {
	left: number;
	readonly path: RegExp;
}

const never = (): Countdown => ({ left: 0, path: /./ });

/** What can be made to go wrong, now; everything is off until set. */
export class Faults {
	private settings: FaultSettings = {};
	private unavailableFor = never();
	private tooManyAtOnce = never();
	private timeoutsLeft = 0;
	private dropsBefore = never();
	private dropsAfter = never();
	private slow = never();
	private callsToUnauthorized = 0;
	private unauthorizedLeft = 0;
	private callsToLimit = Infinity;

	/** `random` is asked anew for every decision, so that a reset of the org repeats them. */
	constructor(private readonly random: Random) {}

	/** Switches faults on (or off with `null`); throws on a fault that does not exist or a value that does not fit. */
	set(settings: FaultSettings): void {
		readFaultSettings(settings as Readonly<Record<string, unknown>>);
		this.settings = { ...this.settings, ...settings };
		if (settings.unavailable !== undefined) this.unavailableFor = countdown(settings.unavailable);
		if (settings.concurrentRequests !== undefined) this.tooManyAtOnce = countdown(settings.concurrentRequests);
		if (settings.queryTimeout !== undefined) this.timeoutsLeft = settings.queryTimeout?.times ?? Infinity;
		if (settings.dropBeforeCommit !== undefined) this.dropsBefore = countdown(settings.dropBeforeCommit);
		if (settings.dropAfterCommit !== undefined) this.dropsAfter = countdown(settings.dropAfterCommit);
		if (settings.slowReplies !== undefined) this.slow = countdown(settings.slowReplies);
		if (settings.requestLimit !== undefined) this.callsToLimit = settings.requestLimit?.afterCalls ?? Infinity;
		if (settings.unauthorized === undefined) return;
		this.callsToUnauthorized = settings.unauthorized?.afterCalls ?? 0;
		this.unauthorizedLeft = settings.unauthorized ? (settings.unauthorized.times ?? 1) : 0;
	}

	/** The next `times` requests whose path matches get 503 and are not carried out. */
	unavailable(times: number, path: RegExp | string = /./): void {
		this.unavailableFor = { left: times, path: new RegExp(path) };
	}

	/** The next `times` writes are carried out and the connection is cut before the reply. */
	dropAfterCommit(times = 1): void {
		this.dropsAfter = { left: times, path: /./ };
	}

	clear(): void {
		const off = Object.fromEntries(Object.keys(this.settings).map((name) => [name, null]));
		this.set({ ...off, unavailable: null, dropAfterCommit: null });
		this.settings = {};
	}

	/** What is set, without what is switched off; counts are as they were given, not what is left of them. */
	get current(): FaultSettings {
		return Object.fromEntries(Object.entries(this.settings).filter(([, value]) => value !== null));
	}

	/** Whether this request meets the 503; counts it. */
	takeUnavailable(path: string): boolean {
		return take(this.unavailableFor, path);
	}

	/** Whether this call of a session meets the 401 that ends all sessions; counts it. */
	takeUnauthorized(): boolean {
		if (this.unauthorizedLeft === 0) return false;
		if (this.callsToUnauthorized-- > 0) return false;
		this.callsToUnauthorized = this.settings.unauthorized?.afterCalls ?? 0;
		this.unauthorizedLeft--;
		return true;
	}

	/** Whether this charged call is one too many; counts it. */
	takeRequestLimit(): boolean {
		return --this.callsToLimit < 0;
	}

	/** Whether this charged call comes while too many others are at work; counts it. */
	takeConcurrentLimit(path: string): boolean {
		return take(this.tooManyAtOnce, path);
	}

	/** Which queries of an object are too slow now; `undefined` when none is. */
	slowQueriesOf(object: string): SlowQueries | undefined {
		const setting = this.settings.queryTimeout;
		if (!setting || this.timeoutsLeft === 0) return undefined;
		return (setting.object ?? object).toLowerCase() === object.toLowerCase() ? setting : undefined;
	}

	/** Counts a query that ran too long. */
	countTimeout(): void {
		this.timeoutsLeft--;
	}

	/** Whether the connection is cut before anything is done; counts it. */
	takeDropBefore(path: string): boolean {
		return take(this.dropsBefore, path);
	}

	/** Whether the reply to this write is lost; counts it. */
	takeDrop(path = '/'): boolean {
		return take(this.dropsAfter, path);
	}

	/** How long this reply is held back, in milliseconds; counts it. */
	takeReplyDelayMs(path: string): number {
		const slow = take(this.slow, path) ? (this.settings.slowReplies?.ms ?? 0) : 0;
		return slow + (this.settings.latencyMs ?? 0);
	}

	/** Whether this save of a record meets a lock; p in a hundred do. */
	takeLockError(): boolean {
		const percent = this.settings.lockErrorPercent ?? 0;
		return percent > 0 && this.random() * 100 < percent;
	}

	/** How many rows the next page of a query holds, when the client may have up to `asked`. */
	pageSize(asked: number): number {
		const highest = this.settings.shortPages;
		return highest ? Math.min(asked, 1 + Math.floor(this.random() * highest)) : asked;
	}

	/** How long a record that is saved now stays unseen, in milliseconds. */
	takeVisibilityDelayMs(): number {
		const highest = this.settings.lateVisibilityMs ?? 0;
		return highest > 0 ? Math.floor(this.random() * (highest + 1)) : 0;
	}

	/** The long transaction that has not ended, and whether saves still join it; `undefined` when there is none. */
	get openTransaction(): 'saving' | 'waiting' | undefined {
		return this.settings.openTransaction ?? undefined;
	}

	/** The state no Bulk job gets beyond; `undefined` when jobs run on. */
	get jobsStuckIn(): 'UploadComplete' | 'InProgress' | undefined {
		return this.settings.jobsStuckIn ?? undefined;
	}

	/** After how many internal batches an ingest job fails; `undefined` when it does not. */
	get failJobsAfterBatches(): number | undefined {
		return this.settings.failJobsAfterBatches ?? undefined;
	}

	/** What the `Date` header is ahead of the org's clock, in milliseconds. */
	get clockSkewMs(): number {
		return this.settings.clockSkewMs ?? 0;
	}
}

function countdown(setting: number | FaultTimes | null): Countdown {
	if (setting === null) return never();
	const { times, path = '.' } = typeof setting === 'number' ? { times: setting } : setting;
	return { left: times, path: new RegExp(path) };
}

function take(countdown: Countdown, path: string): boolean {
	if (countdown.left === 0 || !countdown.path.test(path)) return false;
	countdown.left--;
	return true;
}
