import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';
import { leadCount } from './client-org';
import { installClients } from './install-clients';
import { signedIn } from './jsforce-login-checks';
import { SfCommand } from './sf-command';
import { checkSfDeploy } from './sf-deploy-checks';

interface QueryResult {
	readonly totalSize: number;
	readonly records: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

interface BulkResult {
	readonly processedRecords?: number;
	readonly successfulRecords?: number;
	readonly failedRecords?: number;
}

/** The `sf` command line, as `npm i -g @salesforce/cli` gives it. */
export async function checkSf(checks: Checks, org: SalesforceEmulator): Promise<void> {
	const sf = new SfCommand(await installClients((line) => process.stdout.write(`${line}\n`)));
	try {
		await checkLogin(checks, org, sf);
		await checkData(checks, org, sf);
		await checkBulk(checks, org, sf);
		await checkSfDeploy(checks, org, sf);
	} finally {
		rmSync(sf.folder, { recursive: true });
	}
}

async function checkLogin(checks: Checks, org: SalesforceEmulator, sf: SfCommand): Promise<void> {
	const { accessToken } = await signedIn(org);
	await checks.check('org login access-token', async () => {
		const args = [
			'org',
			'login',
			'access-token',
			'--instance-url',
			org.url,
			'--no-prompt',
			'--alias',
			'emu',
			'--set-default',
		];
		const result = await sf.run<{ orgId: string }>(args, { SF_ACCESS_TOKEN: accessToken ?? '' });
		assert.equal(result.orgId, org.identity.id);
	});
}

async function checkData(checks: Checks, org: SalesforceEmulator, sf: SfCommand): Promise<void> {
	await checks.check('data query', async () => {
		const result = await sf.run<QueryResult>([
			'data',
			'query',
			'--query',
			'SELECT Id, LastName FROM Lead ORDER BY LastName',
		]);
		assert.deepEqual([result.totalSize, result.records.length], [leadCount, leadCount]);
	});
	await checks.check('data query as CSV, with a parent field and an aggregate', async () => {
		const csv = await sf.print([
			'data',
			'query',
			'--result-format',
			'csv',
			'--query',
			'SELECT LastName, Account.Name FROM Contact',
		]);
		assert.match(csv, /LastName,Account\.Name\s+Hopper,Acme/);
		const table = await sf.print(['data', 'query', '--query', 'SELECT COUNT(Id) n FROM Lead']);
		assert.match(table, new RegExp(String(leadCount)));
	});
	await checks.check('data create, get, update and delete record', async () => {
		const { id } = await sf.run<{ id: string }>([
			'data',
			'create',
			'record',
			'--sobject',
			'Lead',
			'--values',
			"LastName='Ng' Company='Acme Ltd'",
		]);
		await sf.run(['data', 'update', 'record', '--sobject', 'Lead', '--record-id', id, '--values', "Title='CTO'"]);
		const record = await sf.run<{ Title: string }>(['data', 'get', 'record', '--sobject', 'Lead', '--record-id', id]);
		assert.equal(record.Title, 'CTO');
		await sf.run(['data', 'delete', 'record', '--sobject', 'Lead', '--record-id', id]);
		assert.equal(org.org.get('Lead', id)?.IsDeleted, true);
	});
	await checks.check('sobject describe and list', async () => {
		const described = await sf.run<{ name: string }>(['sobject', 'describe', '--sobject', 'Rating__c']);
		assert.equal(described.name, 'Rating__c');
		const listed = await sf.run<string[]>(['sobject', 'list', '--sobject', 'custom']);
		assert.ok(listed.includes('Rating__c'));
	});
	await checks.check('limits api display', async () => {
		const limits = await sf.run<ReadonlyArray<{ name: string; max: number }>>(['limits', 'api', 'display']);
		assert.ok(limits.some((each) => each.name === 'DailyApiRequests' && each.max === 100_000));
	});
}

async function checkBulk(checks: Checks, org: SalesforceEmulator, sf: SfCommand): Promise<void> {
	const fileOf = (name: string, rows: readonly string[]): string => {
		const file = join(sf.folder, name);
		writeFileSync(file, `${rows.join('\n')}\n`);
		return file;
	};
	const keys = Array.from({ length: 300 }, (_, index) => `K${index}`);
	await checks.check('data import bulk', async () => {
		const file = fileOf('import.csv', ['LastName,Company,Key__c', ...keys.map((key) => `${key},"Import, Ltd",${key}`)]);
		const result = await sf.run<BulkResult>([
			'data',
			'import',
			'bulk',
			'--sobject',
			'Lead',
			'--file',
			file,
			'--wait',
			'2',
			'--line-ending',
			'LF',
		]);
		assert.deepEqual([result.successfulRecords, result.failedRecords], [300, 0]);
		assert.equal(org.org.count('Lead', { Company: 'Import, Ltd' }), 300);
	});
	await checks.check('data update bulk', async () => {
		const rows = org.org.find('Lead', { Company: 'Import, Ltd' }).map((lead) => `${String(lead.Id)},Manager`);
		const file = fileOf('update.csv', ['Id,Title', ...rows]);
		const result = await sf.run<BulkResult>([
			'data',
			'update',
			'bulk',
			'--sobject',
			'Lead',
			'--file',
			file,
			'--wait',
			'2',
			'--line-ending',
			'LF',
		]);
		assert.equal(result.successfulRecords, 300);
		assert.equal(org.org.count('Lead', { Title: 'Manager' }), 300);
	});
	await checks.check('data upsert bulk', async () => {
		const file = fileOf('upsert.csv', ['Key__c,LastName,Company', 'K1,K1,Upsert Ltd', 'K-new,New,Upsert Ltd']);
		await sf.run([
			'data',
			'upsert',
			'bulk',
			'--sobject',
			'Lead',
			'--file',
			file,
			'--external-id',
			'Key__c',
			'--wait',
			'2',
			'--line-ending',
			'LF',
		]);
		assert.equal(org.org.count('Lead', { Company: 'Upsert Ltd' }), 2);
	});
	await checks.check('data export bulk', async () => {
		const file = join(sf.folder, 'export.csv');
		await sf.run([
			'data',
			'export',
			'bulk',
			'--query',
			'SELECT Id, LastName FROM Lead',
			'--output-file',
			file,
			'--result-format',
			'csv',
			'--wait',
			'2',
		]);
		assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, 1 + org.org.count('Lead'));
	});
	await checks.check('data delete bulk', async () => {
		const rows = org.org.find('Lead', { Title: 'Manager' }).map((lead) => String(lead.Id));
		const file = fileOf('delete.csv', ['Id', ...rows]);
		await sf.run(['data', 'delete', 'bulk', '--sobject', 'Lead', '--file', file, '--wait', '2', '--line-ending', 'LF']);
		assert.equal(org.org.count('Lead', { Title: 'Manager' }), 0);
	});
}
