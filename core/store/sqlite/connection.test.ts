import { EnrichmentError } from '../../errors';
import { get, type Work } from '../sql/statement';
import { storeError } from './connection';
import { connectSqlite } from './sqlite-store';

function sqliteError(errcode: number): Error {
	return Object.assign(new Error('database is locked'), { code: 'ERR_SQLITE_ERROR', errcode });
}

describe('storeError', () => {
	it.each([
		['SQLITE_BUSY', 5, true],
		['SQLITE_LOCKED', 6, true],
		['SQLITE_BUSY_SNAPSHOT', 517, true],
		['SQLITE_CORRUPT', 11, false],
		['SQLITE_FULL', 13, false],
	])('of %s tells whether trying again may help', (_name, errcode, retryable) => {
		expect(storeError('store.sqlite', sqliteError(errcode))).toMatchObject({
			code: 'store_unavailable',
			retryable,
			message: 'The store store.sqlite failed: database is locked',
		});
	});

	it('leaves an error of our own as it is', () => {
		const own = new EnrichmentError('run_not_found', 'Run 1 does not exist');
		expect(storeError('store.sqlite', own)).toBe(own);
	});
});

describe('transact', () => {
	// https://www.sqlite.org/pragma.html#pragma_synchronous
	const [normal, full] = [1, 2];
	function* level(): Work<number> {
		return Number((yield* get('PRAGMA synchronous'))?.synchronous);
	}
	function* failing(): Work<never> {
		yield* get('SELECT nothing FROM nowhere');
		throw new Error('not reached');
	}

	it('waits for the disk, unless what it keeps is to be kept with the next', async () => {
		const db = await connectSqlite(':memory:');
		expect(await db.transact(level)).toBe(full);
		expect(await db.transact(level, 'with_next')).toBe(normal);
		await expect(db.transact(failing, 'with_next')).rejects.toMatchObject({ code: 'store_unavailable' });
		expect(await db.transact(level)).toBe(full);
		db.close();
	});
});

describe('rows', () => {
	it('have the columns of a table to which another process has added one', async () => {
		const db = await connectSqlite(':memory:');
		db.execute('CREATE TABLE some (a, b); INSERT INTO some VALUES (1, NULL)');
		const read = () => db.all('SELECT * FROM some', {});
		expect(read()).toEqual([{ a: 1, b: null }]);
		db.execute("ALTER TABLE some ADD COLUMN c DEFAULT 'x'");
		expect(read()).toEqual([{ a: 1, b: null, c: 'x' }]);
		db.close();
	});
});
