import type { RowError } from '../../salesforce/row-result';

/** What became of the rows that were not simply saved; the memory it takes grows with the refusals and creations only. */
export class DeliveryResults {
	private readonly refusedById = new Map<string, readonly RowError[]>();

	private readonly failedById = new Map<string, readonly RowError[]>();

	private readonly heldBack = new Set<string>();

	private readonly idByCreation = new Map<string, string>();

	private readonly leftOutById = new Map<string, readonly RowError[]>();

	/** Refused for good. */
	refuse(recordId: string, errors: readonly RowError[]): void {
		this.failedById.delete(recordId);
		this.refusedById.set(recordId, errors);
	}

	/** Not saved, for a reason that may be gone by the next attempt. */
	fail(recordId: string, errors: readonly RowError[]): void {
		this.failedById.set(recordId, errors);
	}

	/** Saved, perhaps after all; `id` is that of a record that did not exist when its row was staged. */
	save(recordId: string, id?: string): void {
		this.failedById.delete(recordId);
		this.refusedById.delete(recordId);
		if (id !== undefined) this.idByCreation.set(recordId, id);
	}

	/** Saved without the values that Salesforce refused. */
	leaveOut(recordId: string, errors: readonly RowError[]): void {
		this.leftOutById.set(recordId, errors);
	}

	/** Never sent. */
	holdBack(recordId: string): void {
		this.heldBack.add(recordId);
	}

	refusal(recordId: string): readonly RowError[] | undefined {
		return this.refusedById.get(recordId);
	}

	failure(recordId: string): readonly RowError[] | undefined {
		return this.failedById.get(recordId);
	}

	/** Why values of a saved row were left out; empty when none were. */
	leftOut(recordId: string): readonly RowError[] {
		return this.leftOutById.get(recordId) ?? [];
	}

	/** The Id of a record that came to be; `undefined` for any other. */
	savedId(recordId: string): string | undefined {
		return this.idByCreation.get(recordId);
	}

	isHeldBack(recordId: string): boolean {
		return this.heldBack.has(recordId);
	}

	/** Whether the row was refused, failed, never sent, or saved in part. */
	isException(recordId: string): boolean {
		return (
			this.refusedById.has(recordId) ||
			this.failedById.has(recordId) ||
			this.heldBack.has(recordId) ||
			this.leftOutById.has(recordId)
		);
	}

	/** The rows that are one, some of them perhaps twice. */
	*exceptions(): Generator<string> {
		yield* this.refusedById.keys();
		yield* this.failedById.keys();
		yield* this.heldBack;
		yield* this.leftOutById.keys();
	}

	/** Whether any row is one. */
	get hasExceptions(): boolean {
		return this.refusedById.size + this.failedById.size + this.heldBack.size + this.leftOutById.size > 0;
	}

	get counts(): { readonly refused: number; readonly failed: number; readonly heldBack: number } {
		return { refused: this.refusedById.size, failed: this.failedById.size, heldBack: this.heldBack.size };
	}
}
