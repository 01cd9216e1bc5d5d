import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';
import { leadCount } from './client-org';
import { installClients } from './install-clients';
import { signedIn } from './jsforce-login-checks';

/** What is used of jsforce 1, which has no types of its own. */
interface OldConnection {
	identity(): Promise<{ organization_id: string }>;
	query(soql: string): Promise<{ totalSize: number; nextRecordsUrl?: string; records: unknown[] }>;
	queryMore(url: string): Promise<{ records: unknown[] }>;
	sobject(name: string): {
		create(record: object): Promise<{ id: string }>;
		retrieve(id: string): Promise<Record<string, unknown>>;
		update(record: object): Promise<unknown>;
		destroy(id: string): Promise<unknown>;
		describe(): Promise<{ fields: unknown[] }>;
	};
}

/** jsforce of the major before: another HTTP client and an API version of ten years ago. */
export async function checkJsforce1(checks: Checks, org: SalesforceEmulator): Promise<void> {
	const packages = await installClients((line) => process.stdout.write(`${line}\n`));
	const { accessToken } = await signedIn(org);
	const { Connection } = createRequire(join(packages, 'of-the-clients.js'))('jsforce-1') as {
		Connection: new (options: object) => OldConnection;
	};
	const connection = new Connection({ instanceUrl: org.url, accessToken, version: '39.0' });
	await checks.check('learns who it is', async () => {
		assert.equal((await connection.identity()).organization_id, org.identity.id);
	});
	await checks.check('pages through a query', async () => {
		const first = await connection.query('SELECT Id FROM Lead');
		const second = await connection.queryMore(first.nextRecordsUrl ?? '');
		assert.deepEqual([first.totalSize, first.records.length, second.records.length], [leadCount, 2_000, 2_000]);
	});
	await checks.check('creates, reads, updates, describes and deletes', async () => {
		const lead = connection.sobject('Lead');
		const { id } = await lead.create({ LastName: 'Old', Company: 'Acme' });
		await lead.update({ Id: id, Title: 'CTO' });
		assert.equal((await lead.retrieve(id)).Title, 'CTO');
		assert.ok((await lead.describe()).fields.length > 10);
		await lead.destroy(id);
		assert.equal(org.org.get('Lead', id)?.IsDeleted, true);
	});
}
