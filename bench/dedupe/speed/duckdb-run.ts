/** A process of its own: the same blocking and comparing in SQL, on one thread of DuckDB; tells its parent what that cost. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { blockingKeys, compareSql, loadSql } from './duckdb-sql';

/** What it tells. */
export interface DuckdbRun {
	readonly version: string;
	readonly threads: number;
	readonly pairs: number;
	/** Different combinations of levels that pairs reach. */
	readonly patterns: number;
	readonly rules: number;
	readonly seconds: { readonly load: number; readonly block: number; readonly compare: number };
	readonly peakMb: number;
}

async function main(file: string, rules: readonly string[]): Promise<void> {
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	const connection = await instance.connect();
	const load = await timed(() => connection.run(loadSql(file)).then(() => undefined));
	const used = rules.filter((rule) => Object.hasOwn(blockingKeys, rule));
	const block = await timed(() => blockPairs(connection, used));
	const compare = await timed(() => connection.run(compareSql).then(() => undefined));
	const [version, threads, pairs, patterns] = await Promise.all(
		[
			'SELECT version()',
			"SELECT current_setting('threads')",
			'SELECT count(*) FROM pairs',
			'SELECT count(*) FROM patterns',
		].map(async (sql) => String((await connection.runAndReadAll(sql)).getRows()[0][0])),
	);
	const run: DuckdbRun = {
		version,
		threads: Number(threads),
		pairs: Number(pairs),
		patterns: Number(patterns),
		rules: used.length,
		seconds: { load, block, compare },
		peakMb: process.resourceUsage().maxRSS / 1_024,
	};
	process.send!(run);
}

async function blockPairs(connection: DuckDBConnection, rules: readonly string[]): Promise<void> {
	const unions = rules.map(
		(rule) => `SELECT a.id AS l, b.id AS r FROM (${ranked(rule)}) a JOIN (${ranked(rule)}) b
			ON a.key = b.key AND b.place > a.place AND (a.members <= 120 OR b.place <= a.place + 6)`,
	);
	await connection.run(
		`CREATE TABLE pairs AS SELECT DISTINCT least(l, r) AS l, greatest(l, r) AS r FROM (${unions.join(' UNION ALL ')})`,
	);
}

/** Records with a key, their place in its block, and how many stand in it: the engine's cap, and its neighbours. */
function ranked(rule: string): string {
	return `SELECT id, key, row_number() OVER (PARTITION BY key ORDER BY first, last, email, id) AS place,
		count(*) OVER (PARTITION BY key) AS members FROM (SELECT *, ${blockingKeys[rule]} AS key FROM contacts) WHERE key IS NOT NULL`;
}

async function timed(work: () => Promise<void>): Promise<number> {
	const started = performance.now();
	await work();
	return (performance.now() - started) / 1_000;
}

void main(process.argv[2], process.argv.slice(3));
