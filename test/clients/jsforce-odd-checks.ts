import assert from 'node:assert/strict';
import { Connection } from 'jsforce';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';
import { clientApp } from './client-org';

const idleMs = 6_000;

/** What suites of other clients stumbled over, asked through jsforce. */
export async function checkJsforceOddities(
	checks: Checks,
	org: SalesforceEmulator,
	connection: Connection,
): Promise<void> {
	const query = async (soql: string) => (await connection.query(soql)).records as Array<Record<string, unknown>>;
	const refuses = (soql: string, text: RegExp) => assert.rejects(query(soql), text);

	await checks.check('odd: a connection that rested for six seconds serves on', async () => {
		await query('SELECT Id FROM Lead LIMIT 1');
		await new Promise((resolve) => setTimeout(resolve, idleMs));
		await Promise.all([
			query('SELECT Id FROM Lead LIMIT 1'),
			connection.sobject('Lead').create({ LastName: 'Rested', Company: 'Odd Ltd' }),
		]);
	});
	await checks.check('odd: NOT after AND, and COUNT() beside anything, are refused', async () => {
		await refuses("SELECT Id FROM Lead WHERE Company = 'x' AND NOT Title = 'y'", /unexpected token: 'NOT'/);
		await refuses('SELECT COUNT() c FROM Lead', /COUNT\(\)/);
	});
	await checks.check('odd: totals are sorted by GROUPING()', async () => {
		const [first] = await query(
			'SELECT Company, COUNT(Id) n FROM Lead GROUP BY CUBE(Company) ORDER BY GROUPING(Company) DESC',
		);
		assert.equal(first.Company, null);
	});
	await checks.check('odd: standard fields and lists are there', async () => {
		await query(
			'SELECT Ownership, AccountSource, SicDesc, Jigsaw, (SELECT Subject FROM OpenActivities), (SELECT Title FROM Notes) FROM Account',
		);
		await query('SELECT SmallPhotoUrl FROM User LIMIT 1');
		await connection.sobject('Product2').create({ Name: 'Thing' });
	});
	await checks.check('odd: a Bulk upsert by Id creates rows that have none', async () => {
		const job = connection.bulk2.createJob({ object: 'Lead', operation: 'upsert', externalIdFieldName: 'Id' });
		await job.open();
		await job.uploadData('LastName,Company\nUnkeyed,Odd Ltd\n');
		await job.close();
		await job.poll(50, 20_000);
		assert.equal(org.org.count('Lead', { LastName: 'Unkeyed' }), 1);
	});
	await checks.check('odd: signs in by the username-password flow', async () => {
		const oauth2 = { loginUrl: org.url, clientId: clientApp.clientId, clientSecret: clientApp.clientSecret };
		const other = new Connection({ version: '68.0', oauth2 });
		await other.login('integration@example.com', 'any');
		assert.ok(other.accessToken);
	});
	await checks.check('odd: Apex REST says that nothing answers there', () =>
		assert.rejects(connection.apex.get('/nothing/'), /Could not find a match for URL/),
	);
}
