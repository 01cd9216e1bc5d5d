import { comeBackAt, refusedByStatus } from './refused-by-status';

const now = new Date('2026-01-01T00:00:00Z');
const reply = (status: number, headers: Record<string, string> = {}) =>
	({ kind: 'replied', status, headers, body: undefined, secrets: [] }) as const;

describe('refusedByStatus', () => {
	it.each([
		[400, 'invalid_input'],
		[401, 'auth'],
		[402, 'out_of_credits'],
		[403, 'not_entitled'],
		[422, 'invalid_input'],
		[429, 'rate_limited'],
		[451, 'legal_block'],
		[503, 'provider_failed'],
	])('reads %i as %s', (status, outcome) => {
		expect(refusedByStatus('Acme', reply(status), undefined, now)).toMatchObject({ kind: 'refused', outcome });
	});

	it.each([200, 202, 302, 500, 502, 504])('leaves open what %i without a word came to', (status) => {
		expect(refusedByStatus('Acme', reply(status), undefined, now)).toBeUndefined();
	});

	it('believes a server that names its own trouble, and no gateway in front of it', () => {
		expect(refusedByStatus('Acme', reply(500), 'Database is down', now)).toMatchObject({
			outcome: 'provider_failed',
			retryable: true,
			message: 'Acme failed (status 500): Database is down',
		});
		expect(refusedByStatus('Acme', reply(504), 'Gateway time-out', now)).toBeUndefined();
	});

	it('lets a vendor mean something else by a status', () => {
		expect(refusedByStatus('Acme', reply(403), undefined, now, { 403: 'out_of_credits' })).toMatchObject({
			outcome: 'out_of_credits',
			message: 'Acme has no credits left (status 403).',
		});
	});
});

describe('comeBackAt', () => {
	it.each<[string | undefined, number, string | undefined]>([
		['30', 60_000, '2026-01-01T00:00:30.000Z'],
		['0', 60_000, '2026-01-01T00:00:00.000Z'],
		['Thu, 01 Jan 2026 02:00:00 GMT', 60_000, '2026-01-01T02:00:00.000Z'],
		['Wed, 31 Dec 2025 02:00:00 GMT', 60_000, '2026-01-01T00:00:00.000Z'],
		['soon', 60_000, '2026-01-01T00:01:00.000Z'],
		[undefined, 60_000, '2026-01-01T00:01:00.000Z'],
		[undefined, 0, undefined],
	])('for Retry-After %p, or else %i ms, is %s', (value, otherwiseMs, time) => {
		const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': value };
		expect(comeBackAt(headers, now, otherwiseMs)?.toISOString()).toBe(time);
	});
});
