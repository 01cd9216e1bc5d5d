import { chance } from '../world/chance';

/** What can be made to go wrong. */
export type FaultKind =
	/** Refused in the vendor's words before anything is done. */
	| '401'
	| '429'
	| '500'
	| '503'
	| 'out-of-credits'
	| 'not-entitled'
	| 'legal-block'
	/** Done and charged; then no answer, ever. */
	| 'timeout-after-send'
	/** Done and charged; then the connection is cut before a byte of the reply. */
	| 'reset-after-send'
	/** Done and charged; the reply breaks off in the middle. */
	| 'cut-reply'
	/** Done and charged; the reply is a proxy's error page with status 200. */
	| 'garbage'
	/** Done; the reply comes `delayMs` later. */
	| 'slow';

/** One line of the script. */
export interface Fault {
	readonly vendor: string;
	readonly kind: FaultKind;
	/** Which of the vendor's calls (that `route` fits), counted from 1: one, several, all, every so many, or by chance. */
	readonly at:
		| number
		| readonly number[]
		| 'every'
		| { readonly every: number }
		| { readonly probability: number; readonly seed?: number };
	/** Only calls of this route, e.g. `POST /v5/person/bulk`. */
	readonly route?: string;
	/** Of `slow`. Default 1,000. */
	readonly delayMs?: number;
	/** Of `429`: what the vendor says of coming back, where it says anything. Default 60. */
	readonly retryAfterSeconds?: number;
}

/** The script of what goes wrong; the first line that fits a call counts. */
export class Faults {
	private script: Array<{ fault: Fault; seen: number }> = [];

	constructor(
		private readonly start: readonly Fault[],
		private readonly seed: number,
	) {
		this.reset();
	}

	/** Back to the script that the emulator was started with. */
	reset(): void {
		this.set(this.start);
	}

	/** Another script; counting starts anew. */
	set(faults: readonly Fault[]): void {
		this.script = faults.map((fault) => ({ fault, seen: 0 }));
	}

	add(fault: Fault): void {
		this.script.push({ fault, seen: 0 });
	}

	/** What goes wrong with the next call; every line counts the calls that fit it. */
	next(vendor: string, route: string): Fault | undefined {
		const fitting = this.script.filter(({ fault }) => fault.vendor === vendor && (fault.route ?? route) === route);
		for (const each of fitting) each.seen += 1;
		return fitting.find(({ fault, seen }) => this.isHit(fault, seen))?.fault;
	}

	private isHit({ at, vendor, kind }: Fault, seen: number): boolean {
		if (at === 'every') return true;
		if (typeof at === 'number') return seen === at;
		if (Array.isArray(at)) return (at as readonly number[]).includes(seen);
		if ('every' in (at as object)) return seen % (at as { every: number }).every === 0;
		const { probability, seed } = at as { probability: number; seed?: number };
		return chance(seed ?? this.seed, vendor, kind, seen) < probability;
	}
}
