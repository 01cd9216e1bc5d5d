import assert from 'node:assert/strict';
import type { Connection } from 'jsforce';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';
import { leadCount } from './client-org';
import { checkJsforceBulk } from './jsforce-bulk-checks';
import { checkJsforceMetadata } from './jsforce-metadata-checks';
import { checkJsforceLogins, signedIn, version } from './jsforce-login-checks';
import { checkJsforceOddities } from './jsforce-odd-checks';
import { checkJsforceSoap } from './jsforce-soap-checks';

/** jsforce as the pack has it: sign-in, rows, collections, query, describe, change lists and bulk jobs. */
export async function checkJsforce(checks: Checks, org: SalesforceEmulator): Promise<void> {
	await checkJsforceLogins(checks, org);
	const connection = await signedIn(org);
	await checkQueries(checks, connection);
	await checkRows(checks, connection);
	await checkCollections(checks, connection);
	await checkMetadata(checks, connection);
	await checkJsforceBulk(checks, org, connection);
	await checkJsforceSoap(checks, org, connection);
	await checkJsforceMetadata(checks, connection);
	await checkJsforceOddities(checks, org, connection);
}

async function checkQueries(checks: Checks, connection: Connection): Promise<void> {
	await checks.check('fetches every page of a query by itself', async () => {
		const result = await connection.query('SELECT Id FROM Lead', { autoFetch: true, maxFetch: 10_000 });
		assert.equal(new Set(result.records.map((each) => each.Id)).size, leadCount);
	});
	await checks.check('asks for the next page', async () => {
		const first = await connection.query('SELECT Id FROM Lead ORDER BY Id');
		const second = await connection.queryMore(first.nextRecordsUrl ?? '');
		assert.deepEqual(
			[first.totalSize, first.records.length, second.records.length, second.done],
			[leadCount, 2_000, 2_000, false],
		);
	});
	await checks.check('reads parents and children', async () => {
		const contacts = await connection.query('SELECT Id, Account.Name FROM Contact');
		const accounts = await connection.query('SELECT Name, (SELECT LastName FROM Contacts) FROM Account');
		assert.equal(contacts.records[0].Account.Name, 'Acme');
		assert.deepEqual(
			accounts.records[0].Contacts.records.map((each: { LastName: string }) => each.LastName),
			['Hopper'],
		);
	});
	await checks.check('builds a query', async () => {
		const leads = await connection
			.sobject('Lead')
			.find({ LastName: { $like: 'L10%' } }, 'Id, LastName')
			.sort({ LastName: 1 })
			.limit(3);
		assert.deepEqual(
			leads.map((each) => each.LastName),
			['L10', 'L100', 'L1000'],
		);
	});
	await checks.check('is told what is wrong with a query', async () => {
		await assert.rejects(async () => await connection.query('SELECT Nope__c FROM Lead'), { name: 'INVALID_FIELD' });
	});
	await checks.check('finds deleted records too', async () => {
		const { id = '' } = await connection.sobject('Lead').create({ LastName: 'Gone', Company: 'Acme' });
		await connection.sobject('Lead').destroy(id);
		const found = await connection.query(`SELECT Id, IsDeleted FROM Lead WHERE Id = '${id}'`, { scanAll: true });
		assert.equal(found.records[0]?.IsDeleted, true);
	});
}

async function checkRows(checks: Checks, connection: Connection): Promise<void> {
	const lead = connection.sobject('Lead');
	await checks.check('creates, reads, updates and deletes a record', async () => {
		const { id = '' } = await lead.create({ LastName: 'Ng', Company: 'Acme' });
		await lead.update({ Id: id, Title: 'CTO' });
		assert.equal((await lead.retrieve(id)).Title, 'CTO');
		await lead.destroy(id);
		await assert.rejects(lead.retrieve(id), { name: /ENTITY_IS_DELETED|NOT_FOUND/ });
	});
	await checks.check('upserts by external id', async () => {
		const first = await lead.upsert({ Key__c: 'one', LastName: 'One', Company: 'Acme' }, 'Key__c');
		const second = await lead.upsert({ Key__c: 'one', Title: 'CEO' }, 'Key__c');
		assert.deepEqual([first.success, second.success], [true, true]);
		assert.equal((await connection.query("SELECT Title FROM Lead WHERE Key__c = 'one'")).records[0].Title, 'CEO');
	});
	await checks.check('is told which field is wrong', async () => {
		await assert.rejects(lead.create({ Company: 'Acme' }), { name: 'REQUIRED_FIELD_MISSING' });
	});
}

async function checkCollections(checks: Checks, connection: Connection): Promise<void> {
	const lead = connection.sobject('Lead');
	await checks.check('creates, updates, retrieves and deletes many records at once', async () => {
		const created = await lead.create(
			Array.from({ length: 250 }, (_, index) => ({ LastName: `C${index}`, Company: 'Many' })),
			{ allowRecursive: true },
		);
		const ids = created.map((each) => String(each.id));
		const updated = await lead.update(
			ids.slice(0, 200).map((Id, index) => (index === 7 ? { Id, Email: 'bad' } : { Id, Title: 'X' })),
		);
		assert.deepEqual(
			updated.flatMap((each, index) => (each.success ? [] : [index])),
			[7],
		);
		assert.equal((await lead.retrieve(ids.slice(0, 3)))[2].Title, 'X');
		const gone = await lead.destroy(ids, { allowRecursive: true });
		assert.ok(gone.length === 250 && gone.every((each) => each.success));
	});
	await checks.check('upserts many records at once', async () => {
		const records = ['a', 'b'].map((key) => ({ Key__c: key, LastName: key, Company: 'Acme' }));
		const [results, again] = [await lead.upsert(records, 'Key__c'), await lead.upsert(records, 'Key__c')];
		assert.deepEqual(
			[...results, ...again].map((each) => each.success),
			[true, true, true, true],
		);
		assert.equal((await connection.query("SELECT Id FROM Lead WHERE Key__c IN ('a', 'b')")).totalSize, 2);
	});
}

async function checkMetadata(checks: Checks, connection: Connection): Promise<void> {
	await checks.check('describes objects', async () => {
		assert.ok((await connection.describeGlobal()).sobjects.some((each) => each.name === 'Rating__c' && each.custom));
		assert.ok((await connection.describe('Lead')).fields.some((each) => each.name === 'Key__c' && each.externalId));
	});
	await checks.check('reads the limits and its own use of them', async () => {
		const limits = await connection.limits();
		assert.equal(limits.DailyApiRequests.Max, connection.limitInfo.apiUsage?.limit);
	});
	await checks.check('lists what changed and what was deleted', async () => {
		const now = Date.now();
		const [start, end] = [new Date(now - 600_000), new Date(now + 120_000)].map((date) => date.toISOString());
		assert.ok((await connection.sobject('Lead').updated(start, end)).ids.length > leadCount);
		assert.ok((await connection.sobject('Lead').deleted(start, end)).deletedRecords.length > 0);
	});
	await checks.check('searches', async () => {
		const found = await connection.search('FIND {Hopper} IN ALL FIELDS RETURNING Contact(Id, LastName)');
		assert.equal(found.searchRecords[0]?.LastName, 'Hopper');
	});
	await checks.check('queries by the Tooling API', async () => {
		const found = await connection.tooling.query<{ QualifiedApiName: string }>(
			"SELECT QualifiedApiName FROM EntityDefinition WHERE QualifiedApiName = 'Lead'",
		);
		assert.deepEqual(
			found.records.map((each) => each.QualifiedApiName),
			['Lead'],
		);
	});
	await checks.check('lists recent records', async () => {
		assert.ok(Array.isArray(await connection.recent(2)));
	});
	await checks.check('lists versions', async () => {
		const versions = await connection.request<Array<{ version: string }>>('/services/data');
		assert.equal(versions.at(-1)?.version, version);
	});
}
