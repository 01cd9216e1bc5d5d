import { createHash, timingSafeEqual } from 'node:crypto';

/** How long a caller is taken by what n8n said of the secret, without asking n8n again: so long a withdrawn one may still be taken. */
export const knownForMs = 60_000;
/** Older than this, n8n is asked again behind the answer to a call, so that whoever calls steadily never waits for it. */
export const oldAfterMs = 20_000;
/** A wrong secret makes n8n be asked again, in case the right one has changed; but no more often than this. */
export const doubtAfterMs = 1_000;

/** Asks n8n for a secret. */
export type ReadSecret = () => Promise<string>;

interface Known {
	readonly digest: Buffer;
	readonly readAtMs: number;
}

/**
 * The secrets of triggers, kept for a minute as digests. n8n makes an isolate, some 50 ms of a core, each time it is asked for a
 * credential outside of an execution, and a message has to wait for that when the machine is busy.
 */
export class KnownSecrets {
	private readonly known = new Map<string, Known>();
	private readonly asking = new Map<string, Promise<Known>>();

	/** Whether this is the trigger's secret; takes as long whatever is wrong with it. Throws what `read` throws. */
	async isRight(trigger: string, shown: string, read: ReadSecret, now: Date): Promise<boolean> {
		const digest = digestOf(shown);
		const known = this.known.get(trigger);
		if (known && ageOf(known, now) < knownForMs && timingSafeEqual(known.digest, digest)) return true;
		if (known && ageOf(known, now) < doubtAfterMs) return false;
		return timingSafeEqual((await this.ask(trigger, read, now)).digest, digest);
	}

	/** Asks n8n again when what it said is old; when it cannot say, the next call will hear why. */
	async renew(trigger: string, read: ReadSecret, now: Date): Promise<void> {
		const known = this.known.get(trigger);
		if (!known || ageOf(known, now) < oldAfterMs) return;
		try {
			await this.ask(trigger, read, now);
		} catch {
			this.known.delete(trigger);
		}
	}

	/** Calls that come meanwhile wait for the same answer. */
	private async ask(trigger: string, read: ReadSecret, now: Date): Promise<Known> {
		const asked = this.asking.get(trigger) ?? read().then((secret) => keep(this.known, trigger, secret, now));
		this.asking.set(trigger, asked);
		try {
			return await asked;
		} finally {
			if (this.asking.get(trigger) === asked) this.asking.delete(trigger);
		}
	}
}

function keep(all: Map<string, Known>, trigger: string, secret: string, now: Date): Known {
	const known = { digest: digestOf(secret), readAtMs: now.getTime() };
	all.set(trigger, known);
	return known;
}

/** In milliseconds; a clock that was set back makes everything old. */
function ageOf({ readAtMs }: Known, now: Date): number {
	const age = now.getTime() - readAtMs;
	return age < 0 ? Number.POSITIVE_INFINITY : age;
}

function digestOf(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
