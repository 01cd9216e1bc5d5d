import { Connection } from 'jsforce';
import { demoClient } from './auth/clients';
import { startTestOrg } from './test-org';
import type { SalesforceEmulator } from './salesforce-emulator';

interface Page {
	readonly records: ReadonlyArray<{ readonly Id: string; readonly LastName: string }>;
	readonly nextRecordsUrl?: string;
}

let org: SalesforceEmulator;
let connection: Connection;
beforeAll(async () => {
	const Lead = Array.from({ length: 4_500 }, (_, index) => ({ LastName: `L${index}`, Company: 'Acme' }));
	org = await startTestOrg({ seed: { records: { Lead } } });
	const { clientId, clientSecret = '' } = demoClient;
	connection = new Connection({ version: '68.0', oauth2: { loginUrl: org.url, clientId, clientSecret } });
	await connection.authorize({ grant_type: 'client_credentials' } as never);
});
afterAll(() => org.close());

async function readAll(soql: string): Promise<Page['records']> {
	let page = await connection.request<Page>(`/services/data/v68.0/query?q=${encodeURIComponent(soql)}`);
	let records = page.records;
	while (page.nextRecordsUrl) {
		page = await connection.request<Page>(page.nextRecordsUrl);
		records = records.concat(page.records);
	}
	return records;
}

describe('jsforce', () => {
	it('signs in and learns who it is', async () => {
		expect(connection.userInfo).toMatchObject({ organizationId: org.identity.id, id: '0055e0000000001AAA' });
		expect((await connection.identity()).username).toBe('integration@example.com');
	});

	it('reads every page of a query', async () => {
		const records = await readAll('SELECT Id, LastName FROM Lead ORDER BY LastName');
		expect(new Set(records.map((each) => each.Id)).size).toBe(4_500);
		expect(connection.limitInfo.apiUsage).toEqual({ used: org.calls.used, limit: 100_000 });
	});

	it('creates, updates, retrieves, upserts and deletes', async () => {
		const lead = connection.sobject('Lead');
		const created = await lead.create({ LastName: 'Ng', Company: 'X' });
		const id = created.id!;
		expect(
			await lead.update([
				{ Id: id, Title: 'CTO' },
				{ Id: id, Email: 'bad' },
			]),
		).toEqual([{ id, success: true, errors: [] }, expect.objectContaining({ success: false })]);
		expect(await lead.retrieve(id)).toMatchObject({ Id: id, Name: 'Ng', Title: 'CTO' });
		expect(await lead.retrieve([id, '00Q5e00000ZZZZZ'])).toEqual([expect.objectContaining({ Id: id }), null]);
		await expect(lead.update({ Id: id, Company: null } as never)).rejects.toMatchObject({
			errorCode: 'REQUIRED_FIELD_MISSING',
		});
		await lead.destroy(id);
		await expect(lead.retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
	});

	it('describes objects and lists what changed', async () => {
		expect((await connection.describe('Lead')).fields.map((each) => each.name)).toContain('SystemModstamp');
		expect((await connection.describeGlobal()).sobjects.map((each) => each.name)).toContain('Account');
		const changed = await connection.sobject('Lead').updated('2026-11-21T16:00:00Z', '2026-11-21T17:00:00Z');
		expect(changed.ids.length).toBeGreaterThanOrEqual(4_500);
	});

	it('creates a field through the Tooling API and reads it back', async () => {
		const { tooling } = connection;
		const created = await tooling
			.sobject('CustomField')
			.create({ FullName: 'Lead.Tier__c', Metadata: { label: 'Tier', type: 'Text', length: 20 } } as never);
		const [{ id }] = [created].flat();
		expect(await tooling.sobject('CustomField').retrieve(id!)).toMatchObject({
			FullName: 'Lead.Tier__c',
			Metadata: { type: 'Text', length: 20 },
		});
		const { records } = await tooling.query(`SELECT DeveloperName FROM CustomField WHERE Id = '${id}'`);
		expect(records).toEqual([expect.objectContaining({ DeveloperName: 'Tier' })]);
		await expect(
			tooling
				.sobject('CustomField')
				.create({ FullName: 'Lead.Tier__c', Metadata: { label: 'Tier', type: 'Date' } } as never),
		).rejects.toMatchObject({
			errorCode: 'DUPLICATE_DEVELOPER_NAME',
		});
	});
});
