const pauseMs = 200;

/** Resolves once the condition holds, looking every so many milliseconds; throws when it does not within so many seconds. */
export async function until(
	what: string,
	isSo: () => Promise<boolean>,
	seconds: number,
	everyMs = pauseMs,
): Promise<void> {
	const deadline = performance.now() + seconds * 1000;
	while (!(await isSo())) {
		if (performance.now() > deadline) throw new Error(`${what}: not within ${seconds} seconds`);
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
}
