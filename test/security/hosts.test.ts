import { isAllowedAddress } from '../../core/salesforce/allowed-hosts';
import { runStoreCommand } from '../../core/store/store-command';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, credentialFields, errorOf, itemsOf, NodeOrg } from '../nodes/node-org';
import { orgNow } from '../salesforce/enrichment-org';
import { HostileHost } from './hostile-host';

const named = (value: string | undefined) => {
	if (value === undefined) delete process.env.SALESFORCE_ENRICHMENT_HOSTS;
	else process.env.SALESFORCE_ENRICHMENT_HOSTS = value;
};

let org: NodeOrg;
let evil: HostileHost;
beforeAll(async () => {
	org = await NodeOrg.open({ records: { Lead: [changed({ LastName: 'Novak', Company: 'Northwind' })] } });
	evil = await HostileHost.open();
});
afterAll(async () => {
	await evil.close();
	await org.close();
});
beforeEach(async () => {
	named('127.0.0.1');
	await org.begin();
	evil.received.length = 0;
});
afterAll(() => named('127.0.0.1,localhost'));

const node = new SalesforceEnrichmentRun();

async function run(parameters: Record<string, unknown>, credentials?: Record<string, string>) {
	return await org.execute(node, {
		parameters,
		...(credentials && { credentials: { salesforceProductionServerApi: credentials } }),
	});
}

describe('a host', () => {
	it.each([
		'https://login.salesforce.com',
		'https://test.salesforce.com',
		'https://acme.my.salesforce.com',
		'https://ACME.My.Salesforce.com/services',
		'https://acme--dev.sandbox.my.salesforce.com',
		'https://acme-dev-ed.develop.my.salesforce.com',
		'https://data-drive-1234.scratch.my.salesforce.com',
		'https://agency.my.salesforce.mil',
		'https://acme.my.sfcrmproducts.cn',
		'https://na139.salesforce.com',
		'https://usa2s.salesforce.com',
	])("of Salesforce's is allowed: %s", (address) => {
		expect(isAllowedAddress(new URL(address), '')).toBe(true);
	});

	it.each([
		'http://acme.my.salesforce.com',
		'https://acme.my.salesforce.com:8443',
		'https://acme.my.salesforce.com.evil.example',
		'https://evilmy.salesforce.com',
		'https://my.salesforce.com',
		'https://acme.my.salesforce.com.',
		'https://evilsalesforce.com',
		'https://evil.example/acme.my.salesforce.com',
		'https://login.salesforce.com@evil.example',
		'https://user:secret@acme.my.salesforce.com',
		'https://acme.my.site.com',
		'https://acme.lightning.force.com',
		'https://127.0.0.1',
		'https://[::1]',
		'https://acme.my.salesforce.cοm',
		'https://login.salesforce.com.',
		'https://na139.evil.salesforce.com',
	])('of anybody else is not: %s', (address) => {
		expect(isAllowedAddress(new URL(address), '')).toBe(false);
	});

	it('that the operator names is allowed as it is named, over http too', () => {
		const allowed = (address: string) => isAllowedAddress(new URL(address), ' proxy.acme.example:8443 , localhost ');
		expect(['https://proxy.acme.example:8443', 'http://localhost:5000', 'http://LOCALHOST'].map(allowed)).toEqual([
			true,
			true,
			true,
		]);
		expect(
			['https://proxy.acme.example', 'https://proxy.acme.example:9', 'https://x.localhost', 'http://127.0.0.1'].map(
				allowed,
			),
		).toEqual([false, false, false, false]);
	});
});

describe("a credential to a host of one's own", () => {
	it('sends no secret to it unless the operator has named it', async () => {
		named(undefined);
		evil.claimToBe(org.emulator.identity);
		const error = await errorOf(run({ operation: 'get' }, credentialFields(evil)));
		expect(error).toMatchObject({
			message: expect.stringContaining('not a host of Salesforce'),
			description: expect.stringContaining('SALESFORCE_ENRICHMENT_HOSTS'),
		});
		expect(evil.received).toEqual([]);
	});

	it.each([
		['reads no runs', { operation: 'get' }],
		['explains no record', { operation: 'explain', recordId: '00Q5e0000000001EAA' }],
		['undoes nothing', { operation: 'undo', runId: 'any' }],
		['starts no run', { operation: 'start', pipeline: 'hourly' }],
	])('%s of the org whose id it claims', async (_what, parameters) => {
		await run({ operation: 'start', pipeline: 'hourly' });
		await run({ operation: 'finish' });
		evil.claimToBe(org.emulator.identity);
		const error = await errorOf(run(parameters, credentialFields(evil)));
		expect(error.message).toContain(`answers from ${new URL(evil.url).host}`);
		expect(JSON.stringify(error)).not.toContain('hourly');
	});

	it('does not move the watermark of a run by its items either', async () => {
		const started = itemsOf(await run({ operation: 'start', pipeline: 'hourly' }));
		evil.claimToBe(org.emulator.identity);
		const fetching = org.execute(new SalesforceFetchModified(), {
			items: started,
			credentials: { salesforceProductionServerApi: credentialFields(evil) },
		});
		expect((await errorOf(fetching)).message).toContain('answers from');
		const key = { orgId: org.emulator.identity.id, pipeline: 'hourly', sObject: 'Lead' };
		expect(await org.store.loadWatermark(key)).toBeUndefined();
	});
});

describe('an org that has moved', () => {
	it('is taken up again once the operator says so', async () => {
		const { id } = org.emulator.identity;
		const { host } = new URL(org.emulator.url);
		await org.store.bindOrg(id, 'old.my.salesforce.com', orgNow);
		const error = await errorOf(run({ operation: 'get' }));
		expect(error.description).toContain(`move ${id} ${host}`);
		const lines: string[] = [];
		const move = (...args: string[]) =>
			runStoreCommand(['move', ...args], process.env, (line) => lines.push(line), orgNow);
		expect(await move(id, 'not a host')).toBe(1);
		expect(await move('00D000000000009AAA', host)).toBe(1);
		expect(await move(id, host)).toBe(0);
		expect((await run({ operation: 'get' })).outputs).toEqual([[]]);
	});
});

describe('an answer that names another host', () => {
	it.each([
		['over http', 'http://acme.my.salesforce.com'],
		['elsewhere', 'https://acme.my.salesforce.com.evil.example'],
		['as a script', 'javascript:alert(1)'],
	])('%s gets no token', async (_where, instanceUrl) => {
		evil.claimToBe(org.emulator.identity, instanceUrl);
		const error = await errorOf(run({ operation: 'get' }, credentialFields(evil, { clientSecret: instanceUrl })));
		expect(error.message).toMatch(/address of the org that the login answered/);
		expect(evil.received).toHaveLength(1);
		expect(String(error)).not.toContain('made-up');
	});
});

describe('a clock that is far from ours', () => {
	const start = () => run({ operation: 'start', pipeline: 'hourly' });

	it.each([
		['years ahead', '2030-01-01T00:00:00.000Z'],
		['years behind', '2020-01-01T00:00:00.000Z'],
		['a day and a minute ahead', new Date(orgNow.getTime() + 24 * 3_600_000 + 60_000).toISOString()],
	])('%s closes no window', async (_far, time) => {
		const started = itemsOf(await start());
		org.emulator.setClock(() => new Date(time));
		const error = await errorOf(org.execute(new SalesforceFetchModified(), { items: started }));
		expect(error).toMatchObject({
			message: expect.stringContaining(time.slice(0, 16)),
			description: expect.stringContaining('clock'),
		});
	});

	it('by hours, as of a machine that takes local time for UTC, does no harm', async () => {
		const started = itemsOf(await start());
		org.emulator.setClock(() => new Date(orgNow.getTime() + 14 * 3_600_000));
		await expect(org.execute(new SalesforceFetchModified(), { items: started })).resolves.toBeDefined();
	});
});
