/** A job as it is remembered: the provider's own id, and when it was posted. */
export interface JobHandle {
	readonly id: string;
	readonly postedAt: Date;
}

const shape = /^(.+)@(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)$/s;

/** One text for the ledger; the time tells when asking again has become pointless. */
export function jobText({ id, postedAt }: JobHandle): string {
	return `${id}@${postedAt.toISOString()}`;
}

/** The handle of a text that `jobText` made; any other text is an id without a known time, and never grows old. */
export function jobHandle(text: string, now: Date): JobHandle {
	const match = shape.exec(text);
	return match ? { id: match[1], postedAt: new Date(match[2]) } : { id: text, postedAt: now };
}

/** Jobs end within minutes or not for hours: the pause grows with the job's age, from the first one to an hour. */
export function nextLook(postedAt: Date, now: Date, firstPauseMs: number): Date {
	const age = Math.max(0, now.getTime() - postedAt.getTime());
	return new Date(now.getTime() + Math.min(Math.max(firstPauseMs, age / 2), longestPauseMs));
}

const longestPauseMs = 60 * 60 * 1_000;
