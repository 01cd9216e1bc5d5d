import type { LinkagePhase, Progress } from '../linkage/turns';

/** Tells of each phase of comparing as it begins, one telling after the other, without holding comparing up. */
export class ToldPhases {
	private last: Promise<void> = Promise.resolve();
	private phase: LinkagePhase | undefined;

	constructor(private readonly tell: (phase: LinkagePhase) => Promise<void>) {}

	readonly progress: Progress = (phase) => {
		if (phase === this.phase) return;
		this.phase = phase;
		this.last = this.last.then(async () => await this.tell(phase));
		// Thrown on by `all`; until then nobody waits for it.
		this.last.catch(() => undefined);
	};

	/** Waits until all is told; throws what telling has thrown, after which nothing more was told. */
	async all(): Promise<void> {
		await this.last;
	}
}
