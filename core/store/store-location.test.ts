import { inspect } from 'node:util';
import { openStore } from './open-store';
import { planStoreLocation, printableAddress } from './store-location';

const argv = ['/usr/bin/node', '/usr/bin/n8n', 'start'];
const plan = (env: Record<string, string>, command = argv) => planStoreLocation(env, command, '/home/ann');

describe('planStoreLocation', () => {
	it.each([
		[{}, '/home/ann/.n8n/salesforce-enrichment/store.sqlite'],
		[{ N8N_USER_FOLDER: '/data' }, '/data/.n8n/salesforce-enrichment/store.sqlite'],
		[{ SALESFORCE_ENRICHMENT_STORE: '/var/lib/s.sqlite' }, '/var/lib/s.sqlite'],
		[{ SALESFORCE_ENRICHMENT_STORE: 'own/s.sqlite' }, '/home/ann/.n8n/own/s.sqlite'],
		[{ SALESFORCE_ENRICHMENT_STORE: '  ' }, '/home/ann/.n8n/salesforce-enrichment/store.sqlite'],
		[{ EXECUTIONS_MODE: 'regular' }, '/home/ann/.n8n/salesforce-enrichment/store.sqlite'],
	])('with %j keeps the file %s', (env, path) => {
		expect(plan(env as Record<string, string>)).toEqual({ kind: 'sqlite', path });
	});

	it.each(['postgres://n8n:secret@db/store', 'postgresql://db/store'])(
		'takes %s as PostgreSQL, in queue mode too',
		(url) => {
			const env = { SALESFORCE_ENRICHMENT_STORE: url, EXECUTIONS_MODE: 'queue' };
			expect(plan(env)).toEqual({ kind: 'postgres', url });
		},
	);

	it.each([
		['EXECUTIONS_MODE=queue', { EXECUTIONS_MODE: 'queue' }, argv],
		['a worker', {}, ['node', 'n8n', 'worker', '--concurrency=5']],
		['a webhook process', {}, ['node', 'n8n', 'webhook']],
		['a worker with a file', { SALESFORCE_ENRICHMENT_STORE: '/s.sqlite' }, ['node', 'n8n', 'worker']],
	])('refuses a file for %s', (_case, env, command) => {
		expect(() => plan(env as Record<string, string>, command)).toThrow(
			expect.objectContaining({ code: 'store_unavailable', retryable: false }),
		);
	});

	it('does not take a folder called worker for the command', () => {
		expect(plan({}, ['/opt/worker', 'worker', 'start']).kind).toBe('sqlite');
	});

	it.each(['mysql://n8n:secret@db/store', 'file:///s.sqlite', ':memory:'])(
		'refuses %s without repeating what may be secret',
		(address) => {
			const attempt = () => plan({ SALESFORCE_ENRICHMENT_STORE: address });
			expect(attempt).toThrow(expect.objectContaining({ code: 'store_unavailable' }));
			expect(attempt).not.toThrow(/secret/);
		},
	);
});

describe('printableAddress', () => {
	it.each([
		['postgres://n8n:secret@db:5432/store', 'postgres://n8n@db:5432/store'],
		['postgres://db/store?user=n8n&password=secret', 'postgres://db/store'],
		['postgres://n8n:sec ret@[db/store', 'postgres://(unreadable address)'],
	])('of %s is %s', (url, printable) => {
		expect(printableAddress(url)).toBe(printable);
	});
});

describe('openStore', () => {
	it('opens a file', async () => {
		const store = await openStore({ kind: 'sqlite', path: ':memory:' });
		expect(store.location).toBe(':memory:');
		await store.close();
	});

	it('does not tell the password of a PostgreSQL that it cannot reach', async () => {
		// Nothing listens on port 1.
		const attempt = openStore({ kind: 'postgres', url: 'postgres://n8n:secret@127.0.0.1:1/store' });
		const error: unknown = await attempt.catch((cause: unknown) => cause);
		expect(error).toMatchObject({ code: 'store_unavailable', retryable: true });
		expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('secret');
	});
});
