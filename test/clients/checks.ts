/** Carries checks out one after another, prints a line for each, and counts. */
export class Checks {
	passed = 0;
	failed = 0;

	/** `say` gets each line without its end. */
	constructor(private readonly say: (line: string) => void) {}

	/** A check fails by throwing; the ones after it go on. */
	async check(name: string, work: () => Promise<unknown> | unknown): Promise<void> {
		try {
			await work();
			this.passed += 1;
			this.say(`  ok    ${name}`);
		} catch (error) {
			this.failed += 1;
			const text = error instanceof Error ? error.message : JSON.stringify(error);
			this.say(`  FAIL  ${name}\n        ${text.split('\n').slice(0, 12).join('\n        ')}`);
		}
	}

	/** The line that ends a run. */
	get summary(): string {
		return `${this.passed} passed, ${this.failed} failed`;
	}
}
