import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { EnrichmentError } from '../../errors';
import type { Row } from '../rows/row-values';
import type { Database, Keeping, Reply, Statement, Work } from '../sql/statement';
import { givenRows, portionsOf } from './columns';
import { isAway, isLostRace, isUndone, neverSent, isUnreachable, storeError } from './failure';
import { positionalStatement, type PostgresValues } from './statement';

/** What statements can be sent to: the pool, or one transaction. `{schema}` stands for the store's schema. */
export interface PostgresQueries {
	all(sql: string, values?: PostgresValues): Promise<Row[]>;
	/** The first row. */
	get(sql: string, values?: PostgresValues): Promise<Row | undefined>;
	/** The number of rows changed. */
	run(sql: string, values?: PostgresValues): Promise<number>;
}

/** Before each further attempt of what lost a race, so that on a busy server the winner has the time to go on. */
const racePausesMs = [10, 50, 250, 1_000];

/** Before each further attempt while the server is away: half a minute, as a restart takes. */
const absencePausesMs = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000];

const reading = /^\s*SELECT\b/i;

/** What has failed, and whether nothing of it can have been kept. */
interface Failure {
	readonly cause: unknown;
	readonly isUndone: boolean;
}

/** One store in a PostgreSQL database: pooled connections, transactions, and every failure as `store_unavailable`. */
export class PostgresConnection implements PostgresQueries, Database {
	private closing?: Promise<void>;
	/** A server that never answered may have a wrong address, and nobody waits for that. */
	private wasReached = false;

	constructor(
		private readonly pool: Pool,
		readonly schema: string,
		readonly location: string,
	) {
		// A connection that breaks while nobody uses it would otherwise end the process.
		pool.on('error', () => undefined);
	}

	async all(sql: string, values: PostgresValues = {}): Promise<Row[]> {
		return await this.untilWon(async () => await this.using(this.pool).all(sql, values), alone(sql));
	}

	async get(sql: string, values: PostgresValues = {}): Promise<Row | undefined> {
		return (await this.all(sql, values))[0];
	}

	async run(sql: string, values: PostgresValues = {}): Promise<number> {
		return await this.untilWon(async () => await this.using(this.pool).run(sql, values), alone(sql));
	}

	/** All of `work` or nothing of it; `work` is done again when it lost a race against another transaction. */
	async transaction<T>(work: (tx: PostgresQueries) => Promise<T>, keeping: Keeping = 'at_once'): Promise<T> {
		let isCommitting = false;
		const begin = keeping === 'at_once' ? 'BEGIN' : 'BEGIN; SET LOCAL synchronous_commit = off';
		const attempt = async () => {
			isCommitting = false;
			return await this.within(begin, work, () => (isCommitting = true));
		};
		return await this.untilWon(attempt, (cause) => ({ cause, isUndone: !isCommitting || neverSent(cause) }));
	}

	async transact<T>(work: () => Work<T>, keeping?: Keeping): Promise<T> {
		return await this.transaction(async (tx) => await follow(tx, work()), keeping);
	}

	async perform<T>(work: () => Work<T>): Promise<T> {
		return await follow(this, work());
	}

	/**
	 * All of `work` or nothing of it, and `work` is done once only, because what it takes its rows from
	 * cannot be read again. A `snapshot` sees what was there at its beginning and cannot write.
	 */
	async transactionOnce<T>(kind: 'snapshot' | 'write', work: (tx: PostgresQueries) => Promise<T>): Promise<T> {
		const mode = kind === 'snapshot' ? ' ISOLATION LEVEL REPEATABLE READ READ ONLY' : '';
		return await this.guard(async () => await this.within(`BEGIN${mode}`, work));
	}

	async close(): Promise<void> {
		this.closing ??= this.pool.end();
		await this.closing;
	}

	/** `committing` is called before the server is asked to keep all of it: from then on a lost reply leaves open whether it did. */
	private async within<T>(
		begin: string,
		work: (tx: PostgresQueries) => Promise<T>,
		committing: () => void = () => undefined,
	): Promise<T> {
		const client = await this.pool.connect();
		// The statement under way fails as well; without a listener the event would end the process.
		const ignore = () => undefined;
		client.on('error', ignore);
		let broken: Error | undefined;
		try {
			await client.query(begin);
			const result = await work(this.using(client));
			committing();
			await client.query('COMMIT');
			return result;
		} catch (error) {
			broken = await rollBack(client, error);
			throw error;
		} finally {
			client.off('error', ignore);
			client.release(broken);
		}
	}

	private using(target: Pool | PoolClient): PostgresQueries {
		const send = async (sql: string, values: PostgresValues) => {
			return await target.query<Row>(positionalStatement(sql, values, this.schema));
		};
		return {
			all: async (sql, values = {}) => (await send(sql, values)).rows,
			get: async (sql, values = {}) => (await send(sql, values)).rows[0],
			run: async (sql, values = {}) => (await send(sql, values)).rowCount ?? 0,
		};
	}

	/**
	 * A lost race says that the same again may well succeed soon, and a server that went away comes back when it was only
	 * restarted; anything else is for the caller to repeat, and so is what may have been kept.
	 */
	private async untilWon<T>(work: () => Promise<T>, failureOf: (cause: unknown) => Failure): Promise<T> {
		return await this.guard(async () => {
			const races = [...racePausesMs];
			const absences = this.wasReached ? [...absencePausesMs] : [];
			for (;;) {
				try {
					const result = await work();
					this.wasReached = true;
					return result;
				} catch (cause) {
					const pauseMs = isLostRace(cause)
						? races.shift()
						: mayRepeat(failureOf(cause))
							? absences.shift()
							: undefined;
					if (pauseMs === undefined) throw cause;
					await pause(pauseMs);
				}
			}
		});
	}

	private async guard<T>(work: () => Promise<T>): Promise<T> {
		if (this.closing) {
			throw new EnrichmentError('store_unavailable', `The store ${this.location} is closed.`);
		}
		try {
			return await work();
		} catch (error) {
			throw storeError(this.location, error);
		}
	}
}

/** Of a statement outside of a transaction: one that only reads may be repeated however it failed. */
function alone(sql: string): (cause: unknown) => Failure {
	return (cause) => ({ cause, isUndone: isUndone(cause) || reading.test(sql) });
}

function mayRepeat({ cause, isUndone: isFree }: Failure): boolean {
	return isFree && isAway(cause);
}

/** Does work, one statement after another. */
async function follow<T>(target: PostgresQueries, work: Work<T>): Promise<T> {
	let next = work.next();
	while (!next.done) next = work.next(await reply(target, next.value));
	return next.value;
}

async function reply(target: PostgresQueries, { sql, values, given, key = [], changes }: Statement): Promise<Reply> {
	if (!given)
		return changes
			? { rows: [], changes: await target.run(sql, values) }
			: { rows: await target.all(sql, values), changes: 0 };
	const rows: Row[] = [];
	for (const portion of portionsOf(given, (row) => key.map((name) => String(row[name])).join(' '))) {
		const { table, columns } = givenRows(portion);
		for (const row of await target.all(`${table} ${sql}`, { ...values, ...columns })) rows.push(row);
	}
	return { rows, changes: 0 };
}

/** What makes the connection unfit for further use; the server rolls back what a lost one leaves. */
async function rollBack(client: PoolClient, cause: unknown): Promise<Error | undefined> {
	// A reply that has not come yet would have to be waited for first.
	if (cause instanceof Error && isUnreachable(cause)) return cause;
	try {
		await client.query('ROLLBACK');
		return undefined;
	} catch (error) {
		return error as Error;
	}
}
