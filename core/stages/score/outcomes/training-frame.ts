import type { Table } from '../predictive/data/table';
import type { Decision } from './training-source';

/** Records with their outcome, column by column, as they are read; one row for each record, whatever is read of it twice. */
export class TrainingFrame {
	private readonly rowById = new Map<string, number>();
	private readonly decided: Decision[] = [];
	private readonly columns: unknown[][];

	constructor(readonly fields: readonly string[]) {
		this.columns = fields.map(() => []);
	}

	/** All decisions, in the order in which their records were read. */
	get decisions(): readonly Decision[] {
		return this.decided;
	}

	/** The decision that is known of a record so far. */
	decisionOf(id: string): Decision | undefined {
		const row = this.rowById.get(id);
		return row === undefined ? undefined : this.decided[row];
	}

	/** Adds a record, or puts another decision in place of the one it has. */
	set(decision: Decision, values: readonly unknown[]): void {
		const known = this.rowById.get(decision.id);
		if (known !== undefined) {
			this.decided[known] = decision;
			return;
		}
		this.rowById.set(decision.id, this.decided.length);
		this.decided.push(decision);
		for (let at = 0; at < this.columns.length; at += 1) this.columns[at].push(values[at] ?? null);
	}

	/** What a record of the frame holds in a field. */
	valueOf(id: string, field: number): unknown {
		return this.columns[field][this.rowById.get(id) ?? -1];
	}

	/** Puts another value in place of the one that was read. */
	replace(id: string, field: number, value: unknown): void {
		const row = this.rowById.get(id);
		if (row !== undefined) this.columns[field][row] = value;
	}

	/** The records as a table; `outcome` and `time` are what the columns of the outcome and of the moment of need are called. */
	table(outcome: string, time: string): Table {
		const needed = this.decided.map(({ neededMs }) =>
			Number.isNaN(neededMs) ? null : new Date(neededMs).toISOString(),
		);
		const columns: Array<readonly [string, readonly unknown[]]> = this.fields.map((field, at) => [
			field,
			this.columns[at],
		]);
		return {
			count: this.decided.length,
			columns: new Map([...columns, [outcome, this.decided.map((each) => each.outcome)], [time, needed]]),
		};
	}
}
