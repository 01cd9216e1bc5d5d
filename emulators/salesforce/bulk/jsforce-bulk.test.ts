import { Connection } from 'jsforce';
import { demoClient } from '../auth/clients';
import { leadId, leadOrgSeed, startTestOrg } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let connection: Connection;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
	const { clientId, clientSecret = '' } = demoClient;
	connection = new Connection({ version: '68.0', oauth2: { loginUrl: org.url, clientId, clientSecret } });
	await connection.authorize({ grant_type: 'client_credentials' } as never);
	connection.bulk2.pollInterval = 1;
	connection.bulk2.pollTimeout = 120_000;
});
afterAll(() => org.close());

describe('jsforce bulk2', () => {
	it('loads records and reads what became of them', async () => {
		const results = await connection.bulk2.loadAndWaitForResults({
			object: 'Lead',
			operation: 'insert',
			input: [
				{ LastName: 'Ng, Ada', Company: 'X' },
				{ LastName: 'No', Company: '' },
			],
			pollInterval: 1,
			pollTimeout: 120_000,
		});
		expect(results).toEqual({
			successfulResults: [
				{ sf__Id: expect.stringMatching(/^00Q/), sf__Created: 'true', LastName: 'Ng, Ada', Company: 'X' },
			],
			failedResults: [
				{
					sf__Id: '',
					sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [Company]:Company --',
					LastName: 'No',
					Company: '',
				},
			],
			unprocessedRecords: [],
		});
	});

	it('updates, with null as #N/A', async () => {
		org.org.update('Lead', leadId, { Title: 'CTO' });
		const { successfulResults } = await connection.bulk2.loadAndWaitForResults({
			object: 'Lead',
			operation: 'update',
			input: [{ Id: leadId, Title: null, Rating: 'Hot' }],
			pollInterval: 1,
			pollTimeout: 120_000,
		});
		expect(successfulResults).toEqual([expect.objectContaining({ sf__Id: leadId, sf__Created: 'false' })]);
		expect(org.org.get('Lead', leadId)).toMatchObject({ Title: null, Rating: 'Hot' });
	});

	it('aborts a job and reads its unprocessed records', async () => {
		const job = connection.bulk2.createJob({ object: 'Lead', operation: 'insert' });
		await job.open();
		await job.uploadData('LastName,Company\nNg,X\n');
		await job.close();
		await job.abort();
		expect(await job.getUnprocessedRecords()).toEqual([{ LastName: 'Ng', Company: 'X' }]);
		await job.delete();
		await expect(job.check()).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
	});

	it('learns why a job failed', async () => {
		const job = connection.bulk2.createJob({ object: 'Lead', operation: 'insert' });
		await job.open();
		await job.uploadData('Nope\nx\n');
		await job.close();
		await expect(job.poll(1, 120_000)).rejects.toThrow('InvalidBatch : Field name not found : Nope');
	});

	it('queries one page', async () => {
		const stream = await connection.bulk2.query(
			"SELECT Id, LastName, Owner.Username FROM Lead WHERE LastName LIKE 'L%'",
			{ pollInterval: 1, pollTimeout: 120_000 },
		);
		const records = await stream.toArray();
		expect(records).toHaveLength(450);
		expect(records).toContainEqual({
			Id: expect.any(String),
			LastName: 'L7',
			'Owner.Username': 'integration@example.com',
		});
	});
});
