import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows what a person should know about this execution above the node's output. */
export function showNotes(this: IExecuteFunctions, notes: readonly string[]): void {
	for (const message of notes) this.addExecutionHints({ message, type: 'info', location: 'outputPane' });
}
