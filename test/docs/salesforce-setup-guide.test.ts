import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFieldsOf } from '../../core/record/data-fields';
import { enrichmentRunFields } from '../../core/record/enrichment-run';
import { ownFields } from '../../core/record/fields';
import { permissionSets } from '../../core/record/permissions';
import { enrichNow } from '../../metadata/components/enrich-now';
import { enrichedObjects } from '../../metadata/components/enriched-fields';
import { metadataFiles, renderedFiles } from '../../metadata/metadata-files';
import { readRenderRequest } from '../../metadata/render-request';
import { codeBlocks, readDoc, root, tableRows } from './doc-text';

const guide = readDoc('docs/guides/salesforce-setup.md');
const handWritten = readdirSync(join(root, 'metadata/code'), { recursive: true }).map(String);
const paths = [...metadataFiles().keys(), ...handWritten];

/** The arguments of a command of the guide, as a shell would split them. */
function argumentsOf(command: string): string[] {
	const [line] = codeBlocks(guide, 'sh')
		.join('\n')
		.replaceAll('\\\n', ' ')
		.split('\n')
		.filter((each) => each.startsWith(command));
	return [...line.slice(command.length).matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

describe('the guide to the Salesforce setup', () => {
	it('names only components that metadata/ has', () => {
		const named = new Set([...guide.matchAll(/`((?:Enrichment|enrichment)\w*)`/g)].map(([, name]) => name));
		const parts = new Set(
			[...paths, ...Object.values(enrichedObjects).map(String)]
				.flatMap((path) => path.split(/[/.\\]/))
				.concat(enrichNow.namedCredential),
		);
		expect(named.size).toBeGreaterThan(8);
		expect([...named].filter((name) => !parts.has(name))).toEqual([]);
	});

	it('names only layouts, fields of runs and folders that there are', () => {
		for (const [, layout] of guide.matchAll(/\*(Enrichment \w+ Layout)\*/g))
			expect(paths.some((path) => path.includes(`-${layout}.layout`))).toBe(true);
		expect(Object.values(enrichmentRunFields).map(({ name }) => name)).toContain('Run_Id__c');
		const folders = tableRows(guide, 'Folder', 'Brings').map(([folder]) => folder);
		expect(folders).toEqual(['generated', 'code', 'conversion', 'org']);
		for (const folder of folders.slice(0, 3)) expect(existsSync(join(root, 'metadata', folder))).toBe(true);
	});

	it('tells of every permission set', () => {
		const told = tableRows(guide, 'Permission set', 'For', 'Beyond the fields').map(([name]) => name);
		expect(told.sort()).toEqual(
			Object.values(permissionSets)
				.map(({ name }) => name)
				.sort(),
		);
	});

	it('has a command that renders what it says, and tells of each of its options', () => {
		const args = argumentsOf('npm run metadata -- ');
		const request = readRenderRequest(args)!;
		const rendered = [...renderedFiles(request).keys()].map((path) => path.split('/')[3] ?? path);
		expect(new Set(rendered)).toEqual(
			new Set(['sfdx-project.json', 'workflows', 'flows', 'namedCredentials', 'dashboards']),
		);
		const options = tableRows(guide, 'Option', 'Renders').flatMap(
			([option, what]) => `${option} ${what}`.match(/--[\w-]+/g) ?? [],
		);
		expect([...new Set(options)].sort()).toEqual([
			'--dashboard-user',
			'--endpoint',
			'--integration-user',
			'--n8n-url',
			'--object',
			'--out',
		]);
	});

	it.each([
		[['--endpoint', 'https://n8n.example/x'], '--integration-user and --endpoint together'],
		[['--n8n-url', 'http://n8n.example/x'], 'no https:// address'],
		[['--dashboard-user', 'admin'], 'no Salesforce username'],
		[['--object', 'Case', '--n8n-url', 'https://n8n.example/x'], '--object takes Account, Contact, Lead'],
	])('is right that %j is refused', (args, why) => {
		expect(() => readRenderRequest(args)).toThrow(why);
	});
});

describe('the guide to the fields for values', () => {
	it('lists the fields as they are', () => {
		const told = tableRows(readDoc('docs/guides/value-fields.md'), 'API name', 'Type', 'On', 'Holds');
		const objectsOf = (name: string) =>
			['Lead', 'Contact', 'Account']
				.filter((sObject) => dataFieldsOf(sObject).some((field) => field.name === name))
				.join(', ');
		expect(told.map(([name, , on, holds]) => [name, on, holds])).toEqual(
			dataFieldsOf('Lead').map(({ name, description }) => [name, objectsOf(name), description]),
		);
		expect(told.map(([name]) => name).filter((name) => name in ownFields)).toEqual([]);
	});
});
