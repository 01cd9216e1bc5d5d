import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ApiSchemas } from 'jsforce/lib/api/metadata/schema';
import { ownFields, type OwnField } from '../../core/record/fields';
import { enrichedObjects, metadataFiles } from '../../metadata/metadata-files';
import { root } from './doc-text';

const fields: readonly OwnField[] = Object.values(ownFields);
const files = [...metadataFiles()];
const xmlFiles = files.filter(([path]) => path.endsWith('.xml'));

/** What is committed, by path below `metadata/`, without the generator. */
function committedFiles(): Map<string, string> {
	const folder = join(root, 'metadata');
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
	return new Map(paths.map((path) => [path.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(path, 'utf8')]));
}

function valuesOf(xml: string, element: string): string[] {
	return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, value]) => value);
}

describe('the committed metadata', () => {
	it('is what the generator writes', () => {
		const committed = committedFiles();
		expect([...committed.keys()].sort()).toEqual(files.map(([path]) => path).sort());
		for (const [path, text] of files) expect(committed.get(path)).toBe(text);
	});
});

describe('metadataFiles', () => {
	it('has every field of ours on every object', () => {
		const expected = enrichedObjects.flatMap((sObject) =>
			fields.map(({ name }) => `main/default/objects/${sObject}/fields/${name}.field-meta.xml`),
		);
		expect(files.map(([path]) => path)).toEqual(expect.arrayContaining(expected));
	});

	it.each(xmlFiles)('uses only elements that Salesforce knows, each within its limits: %s', (_path, xml) => {
		const type = /<(CustomField|PermissionSet) /.exec(xml)?.[1] as 'CustomField' | 'PermissionSet';
		const topLevel = [...xml.matchAll(/^\t<(\w+)>/gm)].map(([, element]) => element);
		const known = Object.keys({ ...ApiSchemas[type].props, ...ApiSchemas.Metadata.props });
		expect(topLevel).not.toHaveLength(0);
		expect(topLevel.filter((element) => !known.includes(element))).toEqual([]);
		expect(valuesOf(xml, 'label')[0].length).toBeLessThanOrEqual(40);
		expect(valuesOf(xml, 'description')[0].length).toBeLessThanOrEqual(255);
	});

	it.each([
		['Enrichment_Integration', 'true'],
		['Enrichment_User', 'false'],
	])('gives every element of the permissions of %s that Salesforce asks for', (name, editable) => {
		const xml = metadataFiles().get(`main/default/permissionsets/${name}.permissionset-meta.xml`) ?? '';
		expect(new Set(valuesOf(xml, 'editable'))).toEqual(new Set([editable]));
		expect(valuesOf(xml, 'field').sort()).toEqual(
			enrichedObjects.flatMap((sObject) => fields.map((field) => `${sObject}.${field.name}`)).sort(),
		);
		for (const block of xml.match(/<objectPermissions>[\s\S]*?<\/objectPermissions>/g) ?? []) {
			const elements = [...block.matchAll(/^\t\t<(\w+)>/gm)].map(([, element]) => element);
			expect(elements.sort()).toEqual(Object.keys(ApiSchemas.PermissionSetObjectPermissions.props).sort());
		}
	});

	it('lets nobody create, delete, or see more records', () => {
		for (const [, xml] of xmlFiles) {
			for (const element of ['allowCreate', 'allowDelete', 'modifyAllRecords', 'viewAllRecords']) {
				expect(valuesOf(xml, element)).not.toContain('true');
			}
		}
	});

	it('has its comment inside the root, because the Salesforce CLI takes what comes first for the root', () => {
		for (const [, xml] of xmlFiles)
			expect(xml).toMatch(/^<\?xml [^>]*\?>\n<(CustomField|PermissionSet) xmlns=[^>]*>\n\t<!-- Generated/);
	});
});
