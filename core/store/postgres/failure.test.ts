import { EnrichmentError } from '../../errors';
import { isAway, isLostRace, isUndone, storeError } from './failure';

const failing = (properties: Record<string, unknown>, message = 'it broke') =>
	Object.assign(new Error(message), properties);

describe('storeError', () => {
	it.each([
		['a refused connection', failing({ code: 'ECONNREFUSED', syscall: 'connect' }), true],
		['a socket file that is not there', failing({ code: 'ENOENT', syscall: 'connect' }), true],
		['a certificate file that is not there', failing({ code: 'ENOENT', syscall: 'open' }), false],
		['a host that is not known now', failing({ code: 'ENOTFOUND' }), true],
		['a server that shuts down', failing({ code: '57P01' }), true],
		['a server that starts up', failing({ code: '57P03' }), true],
		['too many connections', failing({ code: '53300' }), true],
		['a lost connection of pg', new Error('Connection terminated unexpectedly'), true],
		['a timeout of pg', new Error('Query read timeout'), true],
		['a lost race', failing({ code: '40001' }), true],
		['a deadlock', failing({ code: '40P01' }), true],
		['a wrong password', failing({ code: '28P01' }), false],
		['a missing password', new Error('SASL: client password must be a string'), false],
		['a missing right', failing({ code: '42501' }), false],
		['a full disk', failing({ code: '53100' }), false],
		['a broken rule', failing({ code: '23502' }), false],
		['a certificate of nobody', failing({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), false],
	])('of %s tells whether trying again may help', (_case, cause, retryable) => {
		expect(storeError('postgres://db/store', cause)).toMatchObject({
			code: 'store_unavailable',
			retryable,
			message: `The store postgres://db/store failed: ${cause.message}`,
		});
	});

	it('names the code of a failure that has no text, as Node gives it for several addresses', () => {
		const cause = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
		expect(storeError('db', cause).message).toBe('The store db failed: ECONNREFUSED');
	});

	it('leaves an error of our own as it is', () => {
		const own = new EnrichmentError('run_not_found', 'Run 1 does not exist');
		expect(storeError('db', own)).toBe(own);
	});
});

describe('isLostRace', () => {
	it.each([
		['40001', true],
		['40P01', true],
		['23505', false],
	])('of %s is %s', (code, isLost) => {
		expect(isLostRace(failing({ code }))).toBe(isLost);
	});
});

describe('isAway and isUndone', () => {
	it.each([
		['a refused connection', failing({ code: 'ECONNREFUSED', syscall: 'connect' }), true, true],
		['a server that shuts down', failing({ code: '57P01' }), true, true],
		['a server that starts up', failing({ code: '57P03' }), true, true],
		['a connection that was never made', new Error('timeout exceeded when trying to connect'), true, true],
		[
			'a connection that had ended',
			new Error('Client has encountered a connection error and is not queryable'),
			true,
			true,
		],
		['a reply that never came', new Error('Connection terminated unexpectedly'), true, false],
		['a reset connection', failing({ code: 'ECONNRESET', syscall: 'read' }), true, false],
		['a cancelled statement', failing({ code: '57014' }), false, false],
		['a slow statement', new Error('Query read timeout'), false, false],
		['a broken rule', failing({ code: '23502' }), false, false],
	])('tell of %s whether to wait, and whether nothing was done', (_case, cause, away, undone) => {
		expect([isAway(cause), isUndone(cause)]).toEqual([away, undone]);
	});
});
