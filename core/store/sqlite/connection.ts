import type { DatabaseSync } from 'node:sqlite';
import { EnrichmentError } from '../../errors';
import type { NamedValues, Row } from '../rows/row-values';
import type { Database, Keeping, Reply, Statement, StatementValues, Work } from '../sql/statement';
import { Prepared } from './prepared';
import { bindable, sqliteStatement, valuesOf, withGiven } from './statement';

// https://www.sqlite.org/rescode.html; the low byte of an extended code is the primary one.
const busyCode = 5;
const lockedCode = 6;

/** More rows in one statement gain nothing. */
const rowsPerStatement = 64;

/** WAL's own default may lose the last commits in a power cut. */
export const waitForDisk = 'PRAGMA synchronous = FULL';

/** One open database: statements prepared once, transactions, and every failure as `store_unavailable`. */
export class SqliteConnection implements Database {
	private readonly statements = new Map<string, Prepared>();

	/** Those over rows, by the columns of a row and the number of rows: their text is long to make and to look up. */
	private readonly statementsOnRows = new Map<string, Map<string, Prepared>>();

	constructor(
		private readonly database: DatabaseSync,
		readonly location: string,
	) {}

	/** The number of rows changed. */
	run(sql: string, values: StatementValues): number {
		return this.guard(() => this.prepare(sql).run(bindable(values)));
	}

	/**
	 * Runs a statement that reads from a table `given`, in which it finds the rows, all with the same columns in the same
	 * order, some at a time: several times as fast as a statement for each row. Gives what it returns, if anything. Belongs
	 * into a transaction.
	 */
	private runOnRows(sql: string, shared: StatementValues, rows: readonly NamedValues[]): Row[] {
		if (rows.length === 0) return [];
		const columns = Object.keys(rows[0]);
		const sharedValues = bindable(shared);
		return this.guard(() =>
			[...partsOf(rows)].flatMap((part) =>
				this.prepareOnRows(sql, columns, part.length).all(sharedValues, ...valuesOf(part)),
			),
		);
	}

	get(sql: string, values: StatementValues = {}): Row | undefined {
		return this.guard(() => this.prepare(sql).get(bindable(values)));
	}

	all(sql: string, values: StatementValues): Row[] {
		return this.guard(() => this.prepare(sql).all(bindable(values)));
	}

	async transact<T>(work: () => Work<T>, keeping: Keeping = 'at_once'): Promise<T> {
		if (keeping === 'at_once') return this.transaction(() => this.follow(work()));
		// Whoever waits for the disk next waits for all that was written before, because the log is one file.
		this.execute('PRAGMA synchronous = NORMAL');
		try {
			return this.transaction(() => this.follow(work()));
		} finally {
			this.execute(waitForDisk);
		}
	}

	async perform<T>(work: () => Work<T>): Promise<T> {
		return this.follow(work());
	}

	/** Does work at once, one statement after another; inside of a transaction, its own. */
	follow<T>(work: Work<T>): T {
		let next = work.next();
		while (!next.done) next = work.next(this.reply(next.value));
		return next.value;
	}

	/** The rows one by one, without holding them all; read them to the end, or the statement stays open. */
	*iterate(sql: string): Generator<Row, void, undefined> {
		const rows = this.guard(() => this.database.prepare(sql).iterate());
		for (;;) {
			const next = this.guard(() => rows.next());
			if (next.done) return;
			yield next.value;
		}
	}

	/** One or more statements without values. */
	execute(sql: string): void {
		this.guard(() => this.database.exec(sql));
	}

	/**
	 * All of `work` or nothing of it. The write lock is taken first, so that what `work` reads cannot
	 * change before it writes. `work` may not wait for anything: the connection is shared, and
	 * another caller's statements would join the transaction.
	 */
	transaction<T>(work: () => T): T {
		return this.guard(() => {
			this.database.exec('BEGIN IMMEDIATE');
			try {
				const result = work();
				this.database.exec('COMMIT');
				return result;
			} catch (error) {
				if (this.database.isTransaction) this.database.exec('ROLLBACK');
				throw error;
			}
		});
	}

	/** All of `work` or nothing of it, where `work` may wait: only for a connection that nobody else uses. */
	async exclusively<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => Promise<T>): Promise<T> {
		this.execute(begin);
		try {
			const result = await work();
			this.execute('COMMIT');
			return result;
		} catch (error) {
			if (this.database.isTransaction) this.execute('ROLLBACK');
			throw error;
		}
	}

	close(): void {
		if (this.database.isOpen) this.guard(() => this.database.close());
	}

	private prepare(sql: string): Prepared {
		const known = this.statements.get(sql);
		if (known) return known;
		const statement = new Prepared(this.database, sqliteStatement(sql));
		this.statements.set(sql, statement);
		return statement;
	}

	private prepareOnRows(sql: string, columns: readonly string[], count: number): Prepared {
		const known = this.statementsOnRows.get(sql) ?? new Map<string, Prepared>();
		this.statementsOnRows.set(sql, known);
		const key = `${count} ${columns.join()}`;
		const statement = known.get(key) ?? new Prepared(this.database, sqliteStatement(withGiven(columns, count, sql)));
		known.set(key, statement);
		return statement;
	}

	private reply({ sql, values, given, changes }: Statement): Reply {
		if (given) return { rows: this.runOnRows(sql, values, given), changes: 0 };
		return changes ? { rows: [], changes: this.run(sql, values) } : { rows: this.all(sql, values), changes: 0 };
	}

	private guard<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			throw storeError(this.location, error);
		}
	}
}

/** As few parts as may be of sizes that are powers of two, so that few statements are ever prepared. */
function* partsOf<T>(rows: readonly T[]): Generator<readonly T[], void, undefined> {
	let size = rowsPerStatement;
	for (let start = 0; start < rows.length; start += size) {
		while (size > rows.length - start) size /= 2;
		yield rows.slice(start, start + size);
	}
}

/** The failure of a store in the pack's own terms; retryable when another connection was in the way. */
export function storeError(location: string, cause: unknown): EnrichmentError {
	if (cause instanceof EnrichmentError) return cause;

	const isBusy = [busyCode, lockedCode].includes(primaryCode(cause));
	const why = cause instanceof Error ? cause.message : String(cause);
	return new EnrichmentError('store_unavailable', `The store ${location} failed: ${why}`, {
		retryable: isBusy,
		remedy: isBusy
			? 'Another process is using the store; try again in a moment.'
			: 'Check that the file and its folder can be read and written, and that the disk is not full.',
		cause,
	});
}

function primaryCode(cause: unknown): number {
	const code = (cause as { errcode?: unknown } | undefined)?.errcode;
	return typeof code === 'number' ? code & 0xff : 0;
}
