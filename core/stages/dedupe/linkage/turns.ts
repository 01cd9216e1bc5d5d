import { setImmediate } from 'node:timers/promises';

/** What the engine is at, in the order in which it does it. */
export type LinkagePhase =
	| 'normal forms'
	| 'order'
	| 'accounts'
	| 'comparisons'
	| 'blocking'
	| 'comparing'
	| 'training'
	| 'weighing'
	| 'clustering';

/** Called when a phase begins (0) and each time other work is let in: how much of the phase is done, 0–1. */
export type Progress = (phase: LinkagePhase, share: number) => void;

/** So long the engine may hold the thread, in milliseconds: a fifth of what anybody would notice. */
const budgetMs = 10;

/** Lets other work in whenever the thread has been held for its budget of time, however fast the machine is. */
export class Turns {
	private until = performance.now() + budgetMs;

	private phase: LinkagePhase = 'normal forms';

	private share = 0;

	constructor(private readonly progress?: Progress) {}

	/** Starts a phase; what is done counts anew. */
	begin(phase: LinkagePhase): void {
		this.phase = phase;
		this.share = 0;
		this.progress?.(phase, 0);
	}

	/** Says how much of the phase is done, 0–1; told on at the next turn. */
	done(share: number): void {
		this.share = share;
	}

	/** Lets other work in if it is time; cheap when it is not. */
	async next(): Promise<void> {
		if (performance.now() < this.until) return;
		this.progress?.(this.phase, this.share);
		await setImmediate();
		this.until = performance.now() + budgetMs;
	}

	/** Calls `work` for 0 to `size` in parts of at most `perPart`, each of which must be short, and lets other work in between. */
	async inParts(size: number, perPart: number, work: (from: number, to: number) => void): Promise<void> {
		for (let from = 0; from < size; from += perPart) {
			work(from, Math.min(size, from + perPart));
			if (performance.now() >= this.until) await this.next();
		}
	}
}
