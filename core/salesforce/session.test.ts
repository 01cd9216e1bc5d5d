import type { SObjectDescription } from './schema';
import { Session, SessionCache, type OrgSession, type SessionToken } from './session';

const minute = 60_000;
const token = { accessToken: 'old', instanceUrl: 'https://acme.my.salesforce.com' };
const lead: SObjectDescription = { name: 'Lead', label: 'Lead', keyPrefix: '00Q', fieldByName: new Map() };
const org = {
	orgId: '00D5e00000PRODUEAK',
	name: 'Acme',
	isSandbox: false,
	userId: '0055e0000000001AAA',
	instanceUrl: token.instanceUrl,
};

describe('Session', () => {
	it('keeps a description for ten minutes', () => {
		let now = new Date('2026-11-21T16:00:00Z');
		const session = new Session(token, () => now);
		session.saveDescription('Lead', lead);
		now = new Date(now.getTime() + 10 * minute);
		expect(session.findDescription('Lead')).toBe(lead);
		now = new Date(now.getTime() + 1);
		expect(session.findDescription('Lead')).toBeUndefined();
	});

	it('logs in once for clients whose token was refused at the same time', async () => {
		const session = new Session(token, () => new Date(0));
		const logIn = jest.fn(async () => ({ ...token, accessToken: 'new' }));
		await Promise.all([session.renew('old', logIn), session.renew('old', logIn)]);
		await session.renew('old', logIn);
		expect(logIn).toHaveBeenCalledTimes(1);
		expect(session.token.accessToken).toBe('new');
	});

	it('tries again after a login that failed', async () => {
		const session = new Session(token, () => new Date(0));
		await expect(session.renew('old', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
		await session.renew('old', async () => ({ ...token, accessToken: 'new' }));
		expect(session.token.accessToken).toBe('new');
	});
});

describe('a session whose tokens are refused', () => {
	const renewals = async (session: Session, times: number) => {
		for (let round = 0; round < times; round += 1) {
			await session.renew(session.token.accessToken, async () => ({ ...token, accessToken: `new ${round}` }));
		}
	};

	it('asks for three new ones and no more', async () => {
		const session = new Session(token, () => new Date(0));
		await renewals(session, 3);
		const logIn = jest.fn();
		await expect(session.renew(session.token.accessToken, logIn)).rejects.toMatchObject({
			code: 'auth_failed',
			retryable: false,
		});
		expect(logIn).not.toHaveBeenCalled();
	});

	it('begins to count anew when a call was answered', async () => {
		const session = new Session(token, () => new Date(0));
		await renewals(session, 3);
		session.noteAnswer();
		await expect(renewals(session, 1)).resolves.toBeUndefined();
	});

	it('refuses a new token for another address, and keeps the one it has', async () => {
		const session = new Session(token, () => new Date(0));
		const elsewhere = { accessToken: 'new', instanceUrl: 'https://other.my.salesforce.com' };
		await expect(session.renew('old', async () => elsewhere)).rejects.toMatchObject({
			code: 'auth_failed',
			message: expect.stringContaining('other.my'),
		});
		expect(session.token).toEqual(token);
	});
});

describe('knownAllowance', () => {
	it('is what the newest reply that told has said, until it is ten minutes old', () => {
		let now = 0;
		const session = new Session(token, () => new Date(now));
		expect(session.knownAllowance()).toBeUndefined();
		session.noteAllowance({ max: 5_000, remaining: 4_000 });
		session.noteAllowance(undefined);
		now = 10 * 60_000;
		expect(session.knownAllowance()).toEqual({ max: 5_000, remaining: 4_000 });
		now += 1;
		expect(session.knownAllowance()).toBeUndefined();
	});
});

describe('SessionCache', () => {
	const opened = (): OrgSession => ({ session: new Session(token, () => new Date(0)), org });

	const owner = (fields: Record<string, string>, credentialId?: string) => ({ fields, credentialId });

	it('tells credentials apart by every field', async () => {
		const cache = new SessionCache();
		const first = await cache.obtain(owner({ clientId: 'a', clientSecret: 'x' }), async () => opened());
		expect(await cache.obtain(owner({ clientSecret: 'x', clientId: 'a' }), async () => opened())).toBe(first);
		expect(await cache.obtain(owner({ clientId: 'a', clientSecret: 'y' }), async () => opened())).not.toBe(first);
	});

	it("tells credentials apart by n8n's id, though they hold the same", async () => {
		const cache = new SessionCache();
		const first = await cache.obtain(owner({ clientId: 'a' }, '1'), async () => opened());
		expect(await cache.obtain(owner({ clientId: 'a' }, '2'), async () => opened())).not.toBe(first);
	});

	it('forgets an opening that failed', async () => {
		const cache = new SessionCache();
		await expect(cache.obtain(owner({ clientId: 'a' }), () => Promise.reject(new Error('down')))).rejects.toThrow(
			'down',
		);
		await expect(cache.obtain(owner({ clientId: 'a' }), async () => opened())).resolves.toMatchObject({ org });
	});

	it('opens a session anew after an hour', async () => {
		let now = 0;
		const cache = new SessionCache(() => new Date(now));
		const first = await cache.obtain(owner({ clientId: 'a' }), async () => opened());
		now = 60 * minute - 1;
		expect(await cache.obtain(owner({ clientId: 'a' }), async () => opened())).toBe(first);
		now = 60 * minute;
		expect(await cache.obtain(owner({ clientId: 'a' }), async () => opened())).not.toBe(first);
	});

	it('keeps the hundred used last', async () => {
		const cache = new SessionCache();
		const open = jest.fn(async () => opened());
		const use = (name: number) => cache.obtain(owner({ clientId: String(name) }), open);
		for (let name = 0; name < 100; name += 1) await use(name);
		await use(0);
		await use(100);
		expect(open).toHaveBeenCalledTimes(101);
		await use(0);
		expect(open).toHaveBeenCalledTimes(101);
		await use(1);
		expect(open).toHaveBeenCalledTimes(102);
	});

	it('gives a renewed session to its new token, and no longer to the old one', async () => {
		const cache = new SessionCache();
		const holder = (accessToken: string) => ({
			fields: { accessToken },
			renewedFields: (renewed: SessionToken) => ({ accessToken: renewed.accessToken }),
		});
		const first = await cache.obtain(holder('old'), async () => opened());
		await first.session.renew('old', async () => ({ ...token, accessToken: 'new' }));
		expect(await cache.obtain(holder('new'), async () => opened())).toBe(first);
		expect(await cache.obtain(holder('old'), async () => opened())).not.toBe(first);
	});
});
