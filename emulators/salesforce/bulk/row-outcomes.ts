/** What became of the rows of a job, in upload order from the first on; large jobs make plain arrays worth it. */
export class RowOutcomes {
	/** The record's id; empty where a refused row names none. */
	readonly ids: string[] = [];
	private readonly created: boolean[] = [];
	private readonly errors = new Map<number, string>();

	/** Rows that were tried. */
	get processed(): number {
		return this.ids.length;
	}

	/** Rows that were refused. */
	get failed(): number {
		return this.errors.size;
	}

	addSuccess(id: string, isCreated: boolean): void {
		this.ids.push(id);
		this.created.push(isCreated);
	}

	addFailure(id: string, error: string): void {
		this.errors.set(this.ids.length, error);
		this.ids.push(id);
		this.created.push(false);
	}

	/** Why a row was refused; `undefined` when it was saved. */
	errorOf(row: number): string | undefined {
		return this.errors.get(row);
	}

	isCreated(row: number): boolean {
		return this.created[row];
	}
}
