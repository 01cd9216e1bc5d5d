import { aLead, leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { faultNames, type FaultSettings } from './fault-settings';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

const soql = 'SELECT Id, Title FROM Lead';

describe('set', () => {
	it.each([
		[{ typo: 1 }, 'There is no fault typo'],
		[{ unavailable: -1 }, 'unavailable'],
		[{ unavailable: { times: 1, path: '(' } }, 'unavailable'],
		[{ unavailable: { path: 'query' } }, 'unavailable'],
		[{ unauthorized: { after: 1 } }, 'unauthorized'],
		[{ slowReplies: { times: 1 } }, 'slowReplies'],
		[{ lateVisibilityMs: 5_001 }, 'lateVisibilityMs'],
		[{ lockErrorPercent: 101 }, 'lockErrorPercent'],
		[{ shortPages: 0 }, 'shortPages'],
		[{ jobsStuckIn: 'Open' }, 'jobsStuckIn'],
		[{ openTransaction: true }, 'openTransaction'],
		[{ queryTimeout: { object: 'Lead' } }, 'queryTimeout'],
	])('refuses %j', async (settings, reason) => {
		expect(() => org.faults.set(settings as FaultSettings)).toThrow(reason);
		const reply = await client.request('POST', '/__control/faults', settings);
		expect([reply.status, reply.body[0].errorCode, reply.body[0].message]).toEqual([
			400,
			'INVALID_PARAMETER',
			expect.stringContaining(reason),
		]);
		expect(org.faults.current).toEqual({});
	});

	it('keeps what is on, replaces what is given and switches off by null', async () => {
		await client.request('POST', '/__control/faults', { latencyMs: 1, shortPages: 9 });
		const reply = await client.request('POST', '/__control/faults', { latencyMs: null, clockSkewMs: 5 });
		expect(reply.body).toEqual({ shortPages: 9, clockSkewMs: 5 });
		await client.request('DELETE', '/__control/faults');
		expect((await client.request('GET', '/__control/faults')).body).toEqual({});
	});

	it('knows as many faults as there are settings', () => {
		const all: Required<FaultSettings> = {
			unavailable: 1,
			unauthorized: { afterCalls: 1 },
			requestLimit: { afterCalls: 1 },
			concurrentRequests: { times: 1, path: 'query' },
			queryTimeout: { rows: 1, object: 'Lead', times: 1 },
			dropBeforeCommit: 1,
			dropAfterCommit: 1,
			slowReplies: { times: 1, ms: 1 },
			latencyMs: 1,
			shortPages: 1,
			lateVisibilityMs: 1,
			lockErrorPercent: 0.5,
			jobsStuckIn: 'InProgress',
			failJobsAfterBatches: 0,
			clockSkewMs: -1,
			openTransaction: 'saving',
		};
		org.faults.set(all);
		expect(org.faults.current).toEqual(all);
		expect(faultNames).toEqual(Object.keys(all));
	});
});

describe('unavailable', () => {
	it('answers 503 as often as told, where told', async () => {
		org.faults.set({ unavailable: { times: 1, path: 'limits$' } });
		const statuses = [];
		for (const path of ['sobjects', 'limits', 'limits']) statuses.push((await client.request('GET', path)).status);
		expect(statuses).toEqual([200, 503, 200]);
	});
});

describe('unauthorized', () => {
	it('ends all sessions in mid-run, and again after the next sign-in as often as told', async () => {
		org.faults.set({ unauthorized: { afterCalls: 2, times: 2 } });
		const statusesOf = async (each: SignedInClient) =>
			[await each.query(soql), await each.query(soql), await each.query(soql)].map((reply) => reply.status);
		expect(await statusesOf(client)).toEqual([200, 200, 401]);
		const again = await signIn(org);
		expect(await statusesOf(again)).toEqual([200, 200, 401]);
		expect((await (await signIn(org)).query(soql)).status).toBe(200);
		expect((await client.query(soql)).body[0].errorCode).toBe('INVALID_SESSION_ID');
	});
});

describe('requestLimit', () => {
	it('refuses every charged call after so many, and does not count the refused ones', async () => {
		org.faults.set({ requestLimit: { afterCalls: 1 } });
		const replies = [await client.query(soql), await client.query(soql), await client.query(soql)];
		expect(replies.map((reply) => reply.status)).toEqual([200, 403, 403]);
		expect(replies[1].body).toEqual([
			{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' },
		]);
		expect((await client.request('GET', '/services/data')).status).toBe(200);
		expect(org.calls.total).toBe(1);
		org.faults.set({ requestLimit: null });
		expect((await client.query(soql)).status).toBe(200);
	});
});

describe('dropped connections', () => {
	const write = () => client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'sent' });

	it('leave nothing done when cut before the commit', async () => {
		org.faults.set({ dropBeforeCommit: { times: 1, path: 'sobjects/Lead' } });
		await expect(write()).rejects.toThrow();
		expect(org.org.get('Lead', leadId)?.Title).toBeNull();
		expect((await write()).status).toBe(204);
	});

	it('leave all done when cut after the commit', async () => {
		org.faults.set({ dropAfterCommit: { times: 1, path: 'sobjects/Lead' } });
		await client.request('POST', 'composite/sobjects', { records: [aLead({ LastName: 'other path', Company: 'X' })] });
		await expect(write()).rejects.toThrow();
		expect(org.org.get('Lead', leadId)?.Title).toBe('sent');
	});
});

describe('slow replies', () => {
	it('come late, after the work was done', async () => {
		org.faults.set({ slowReplies: { times: 1, ms: 40, path: 'sobjects' } });
		const pending = client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'slow' });
		await expect(Promise.race([pending, whenSaved()])).resolves.toBe('saved');
		expect((await pending).status).toBe(204);
	});

	it('add up with the latency of every reply', () => {
		org.faults.set({ slowReplies: { times: 1, ms: 500, path: 'query' }, latencyMs: 30 });
		expect(['/limits', '/query', '/query'].map((path) => org.faults.takeReplyDelayMs(path))).toEqual([30, 530, 30]);
	});

	async function whenSaved(): Promise<string> {
		while (org.org.get('Lead', leadId)?.Title !== 'slow') await new Promise(setImmediate);
		return 'saved';
	}
});

describe('shortPages', () => {
	it('gives pages of fewer rows than asked for, and loses none', async () => {
		org.faults.set({ shortPages: 150 });
		let page = await client.query('SELECT Id FROM Lead');
		const pages = [page.body.records];
		while (page.body.nextRecordsUrl) {
			page = await client.request('GET', page.body.nextRecordsUrl);
			pages.push(page.body.records);
		}
		expect(pages.length).toBeGreaterThan(3);
		expect(Math.max(...pages.map((records) => records.length))).toBeLessThanOrEqual(150);
		expect(new Set(pages.flat().map((record: { Id: string }) => record.Id)).size).toBe(451);
	});
});

describe('lockErrorPercent', () => {
	it('refuses about so many saves, the same ones in every run', async () => {
		const failures = async () => {
			org.reset();
			client = await signIn(org);
			org.faults.set({ lockErrorPercent: 20 });
			const records = org.org
				.rows('Lead')
				.slice(0, 200)
				.map(({ Id }) => aLead({ Id, Title: 'X' }));
			const { body } = await client.request('PATCH', 'composite/sobjects', { records });
			return (body as SaveReply[]).flatMap(({ success, errors }, index) =>
				success ? [] : [`${index} ${errors[0].statusCode}`],
			);
		};
		const first = await failures();
		expect(first.length).toBeGreaterThan(20);
		expect(first.length).toBeLessThan(60);
		expect(first[0]).toMatch(/ UNABLE_TO_LOCK_ROW$/);
		expect(await failures()).toEqual(first);
	});

	interface SaveReply {
		readonly success: boolean;
		readonly errors: ReadonlyArray<{ readonly statusCode: string }>;
	}
});

describe('clockSkewMs', () => {
	it('moves the Date header and no stamp', async () => {
		org.faults.set({ clockSkewMs: -90_000 });
		const { headers } = await client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'now' });
		expect(headers.get('date')).toBe('Sat, 21 Nov 2026 16:27:47 GMT');
		expect(org.org.get('Lead', leadId)?.SystemModstamp).toBe('2026-11-21T16:29:17.000+0000');
	});
});
