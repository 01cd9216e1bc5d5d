import { EnrichmentError } from '../../errors';
import { storeError } from './connection';

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
