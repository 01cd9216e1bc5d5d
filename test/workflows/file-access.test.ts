import { allowedFolder, otherFolder } from './restricted-file-access';
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecordEnrichment } from '../../core/record/record-item';
import { WorkflowEngine, type WorkflowTemplate } from '../engine/workflow-engine';

const packFolder = join(__dirname, '../..');
if (!existsSync(join(packFolder, 'dist/nodes')))
	throw new Error('Nothing is built yet: run `npm run build` first, or `npm test`');

const companies = 'domain,name,industry\nnorthwind.example,Northwind,Retail\n';
const secret = 'S3cr3t-of-the-server';
let engine: WorkflowEngine;

beforeAll(async () => {
	engine = await WorkflowEngine.load(packFolder, 'file-access');
	writeFileSync(join(allowedFolder, 'companies.csv'), companies);
	writeFileSync(join(allowedFolder, 'latin.csv'), Buffer.from('name,industry\nMüller,Bäckerei\n', 'latin1'));
	writeFileSync(join(allowedFolder, 'keys.secret'), companies);
	writeFileSync(join(otherFolder, 'companies.csv'), `domain,${secret}\n`);
	symlinkSync(join(otherFolder, 'companies.csv'), join(allowedFolder, 'way-out.csv'));
	symlinkSync(otherFolder, join(allowedFolder, 'folder-out'));
	symlinkSync(join(allowedFolder, 'companies.csv'), join(allowedFolder, 'current.csv'));
	execFileSync('mkfifo', [join(allowedFolder, 'pipe')]);
});

afterAll(() => rmSync(dirname(allowedFolder), { recursive: true }));

/** Enriches one Lead from the file, in n8n's engine. */
async function enrichFrom(filePath: string, lead: Record<string, string>, options = {}) {
	const node = (name: string, type: string, parameters: Record<string, unknown>) => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	});
	const template = {
		name: 'Enrich from a file',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			{
				...node('Lead', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: JSON.stringify(lead), options: {} }),
				typeVersion: 3.4,
			},
			node('Enrich', 'n8n-nodes-salesforce-enrichment.salesforceEnrich', { sObject: 'Lead', filePath, options }),
		],
		connections: {
			Start: { main: [[{ node: 'Lead', type: 'main', index: 0 }]] },
			Lead: { main: [[{ node: 'Enrich', type: 'main', index: 0 }]] },
		},
	} as WorkflowTemplate;
	return await engine.run(template, {}, 'Start');
}

const lead = { Id: '00Q000000000001AAA', Website: 'northwind.example' };

it.each(['companies.csv', 'current.csv'])('reads %s where n8n lets workflows read', async (name) => {
	const run = await enrichFrom(join(allowedFolder, name), lead);
	expect(run.error).toBeUndefined();
	expect((run.output('Enrich')[0]._enrichment as unknown as RecordEnrichment).outcome).toBe('matched');
});

it('decodes a file as the panel says', async () => {
	const run = await enrichFrom(
		join(allowedFolder, 'latin.csv'),
		{ ...lead, Website: '', Company: 'Müller' },
		{ encoding: 'windows-1252' },
	);
	expect((run.output('Enrich')[0]._enrichment as unknown as RecordEnrichment).proposals).toMatchObject({
		Industry: { value: 'Bäckerei' },
	});
	const undeclared = await enrichFrom(join(allowedFolder, 'latin.csv'), lead);
	expect(undeclared.error).toContain('line 2: the line holds bytes that are not UTF-8');
});

it('says of a forbidden file what it says of a missing one', async () => {
	const missing = join(allowedFolder, 'missing.csv');
	const wordsOn = async (path: string) => (await enrichFrom(path, lead)).error?.replaceAll(path, 'FILE');
	const words = await wordsOn(missing);
	expect(words).toContain('the file cannot be read');
	const forbidden = [
		join(otherFolder, 'companies.csv'),
		join(allowedFolder, '../allowed-not/companies.csv'),
		join(allowedFolder, 'way-out.csv'),
		join(allowedFolder, 'folder-out/companies.csv'),
		join(allowedFolder, 'keys.secret'),
		join(allowedFolder, 'pipe'),
		allowedFolder,
		join(process.env.N8N_USER_FOLDER as string, '.n8n/config'),
		'/proc/self/environ',
		'/etc/passwd',
		'/dev/zero',
		join(otherFolder, 'neither/there.csv'),
	];
	for (const path of forbidden) expect([path, await wordsOn(path)]).toEqual([path, words]);
});

it('stops at the size that the panel allows', async () => {
	const large = join(allowedFolder, 'large.csv');
	writeFileSync(large, `domain\n${'a.com\n'.repeat(200_000)}`);
	expect((await enrichFrom(large, lead, { maxFileSize: 1 })).error).toContain('the file is larger than 1 MB');
});
