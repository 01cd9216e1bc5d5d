import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ApiSchemas } from 'jsforce/lib/api/metadata/schema';
import { enrichmentRunFields, enrichmentRunObject } from '../../core/record/enrichment-run';
import type { OwnField } from '../../core/record/fields';
import { enrichedObjects, fieldsOn } from '../../metadata/components/enriched-fields';
import { conversionTargets } from '../../metadata/components/lead-conversion';
import { shownFields } from '../../metadata/components/page-layouts';
import { metadataFiles, renderedFiles } from '../../metadata/metadata-files';
import { root } from './doc-text';

const files = [...metadataFiles()];
const rendered = [
	...renderedFiles({
		out: '',
		objects: enrichedObjects,
		integrationUser: 'integration@acme.example',
		endpoint: 'https://n8n.example/webhook/{object}/a&b',
		n8nUrl: 'https://n8n.example/webhook/enrich-on-demand',
		dashboardUser: 'admin@acme.example',
	}),
];
const xmlFiles = [...files, ...rendered].filter(([path]) => path.endsWith('.xml'));
const permissionSets = ['Enrichment_Admin', 'Enrichment_Integration', 'Enrichment_User'];
const allFields = [
	...enrichedObjects.flatMap((sObject) => fieldsOn(sObject).map((field) => ({ sObject: sObject as string, field }))),
	...Object.values<OwnField>(enrichmentRunFields).map((field) => ({ sObject: enrichmentRunObject.name, field })),
];

/** What is committed, by path below `metadata/`: without the generator and what is written by hand. */
function committedFiles(): Map<string, string> {
	const folder = join(root, 'metadata');
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
	return new Map(
		paths
			.map((path) => [path.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(path, 'utf8')] as const)
			.filter(([path]) => !path.startsWith('code/')),
	);
}

function valuesOf(xml: string, element: string): string[] {
	return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, value]) => value);
}

/** What jsforce's schema of the Metadata API is too old for, or has one level higher. */
const newerElements: Readonly<Record<string, readonly string[]>> = {
	CustomPermission: ['isLicensed'],
	Flow: ['apiVersion', 'environments'],
	NamedCredential: ['calloutStatus', 'namedCredentialParameters', 'namedCredentialType'],
	ExternalCredential: ['authenticationProtocol', 'externalCredentialParameters', 'label'],
	LeadConvertSettings: ['objectMapping'],
	PermissionSet: ['externalCredentialPrincipalAccesses', 'flowAccesses'],
	ReportFolder: ['folderShares', 'name'],
	DashboardFolder: ['folderShares', 'name'],
};

/** The elements that a component of the type may have. */
function schemaOf(type: string): string[] {
	const schemas = ApiSchemas as unknown as Readonly<Record<string, { readonly props: object }>>;
	return Object.keys(Object.hasOwn(schemas, type) ? schemas[type].props : {});
}

function permissionSet(name: string): string {
	return metadataFiles().get(`generated/main/default/permissionsets/${name}.permissionset-meta.xml`) ?? '';
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
		const expected = allFields.map(
			({ sObject, field }) => `generated/main/default/objects/${sObject}/fields/${field.name}.field-meta.xml`,
		);
		expect(files.map(([path]) => path)).toEqual(expect.arrayContaining(expected));
	});

	it.each(allFields.map(({ sObject, field }) => [`${sObject}.${field.name}`, field] as const))(
		'keeps to the limits of Salesforce: %s',
		(_name, { name, label, description }) => {
			expect(name).toMatch(/^[A-Za-z](?:_?[A-Za-z0-9]){0,39}__c$/);
			expect(label.length).toBeLessThanOrEqual(40);
			expect(description.length).toBeLessThanOrEqual(255);
		},
	);

	it.each(xmlFiles)('uses only elements that Salesforce knows: %s', (_path, xml) => {
		const type = /^<(\w+) xmlns/m.exec(xml)?.[1] ?? '';
		const topLevel = [...xml.matchAll(/^\t<(\w+)>/gm)].map(([, element]) => element);
		expect(topLevel).not.toHaveLength(0);
		const known = [...schemaOf(type), ...Object.keys(ApiSchemas.Metadata.props), ...(newerElements[type] ?? [])];
		expect(topLevel.filter((element) => !known.includes(element))).toEqual([]);
	});

	it.each(permissionSets)('gives every element of the permissions of %s that Salesforce asks for', (name) => {
		const xml = permissionSet(name);
		expect(valuesOf(xml, 'field')).toEqual(allFields.map(({ sObject, field }) => `${sObject}.${field.name}`).sort());
		const blocks = xml.match(/<objectPermissions>[\s\S]*?<\/objectPermissions>/g) ?? [];
		expect(blocks).not.toHaveLength(0);
		for (const block of blocks) {
			const elements = [...block.matchAll(/^\t\t<(\w+)>/gm)].map(([, element]) => element);
			expect(elements.sort()).toEqual(Object.keys(ApiSchemas.PermissionSetObjectPermissions.props).sort());
		}
	});

	it('lets only the integration user edit every field, and an admin what has a record done again', () => {
		const editable = (name: string) => valuesOf(permissionSet(name), 'editable').filter((value) => value === 'true');
		expect(editable('Enrichment_Integration')).toHaveLength(allFields.length);
		expect(editable('Enrichment_Admin')).toHaveLength(2 * enrichedObjects.length);
		expect(editable('Enrichment_User')).toHaveLength(0);
	});

	it('lets nobody see or change more records, nor create or delete any but runs', () => {
		for (const name of permissionSets) {
			const xml = permissionSet(name);
			expect([...valuesOf(xml, 'modifyAllRecords'), ...valuesOf(xml, 'viewAllRecords')]).not.toContain('true');
			for (const block of xml.match(/<objectPermissions>[\s\S]*?<\/objectPermissions>/g) ?? [])
				if (/<allow(Create|Delete)>true/.test(block))
					expect(valuesOf(block, 'object')).toEqual([enrichmentRunObject.name]);
		}
	});

	it('has its comment inside the root, because the Salesforce CLI takes what comes first for the root', () => {
		for (const [, xml] of xmlFiles) expect(xml).toMatch(/^<\?xml [^>]*\?>\n<\w+ xmlns=[^>]*>\n\t<!-- Generated/);
	});
});

describe('the map of Lead fields', () => {
	const kindOf = (sObject: (typeof enrichedObjects)[number], name: string) => {
		const field = fieldsOn(sObject).find((each) => each.name === name);
		return field && [field.type, field.length, field.precision, field.scale];
	};

	it('takes every field of ours on a Lead to one of the same kind, once', () => {
		const mapped = [...conversionTargets()].flatMap(([sObject, names]) => names.map((name) => ({ sObject, name })));
		expect(mapped.map(({ name }) => name).sort()).toEqual(
			fieldsOn('Lead')
				.map(({ name }) => name)
				.sort(),
		);
		for (const { sObject, name } of mapped) expect(kindOf(sObject, name)).toEqual(kindOf('Lead', name));
	});
});

describe('the panel for record pages', () => {
	it('shows the fields that the page layouts show first', () => {
		const file = join(root, 'metadata/code/main/default/lwc/enrichmentPanel/enrichmentPanel.js-meta.xml');
		expect(/default="([^"]*)"/.exec(readFileSync(file, 'utf8'))?.[1].split(', ')).toEqual(shownFields);
	});
});

describe('renderedFiles', () => {
	const text = (path: string) => new Map(rendered).get(`org/main/default/${path}-meta.xml`) ?? '';

	it('sends each object to its own address, as the integration user', () => {
		for (const sObject of enrichedObjects) {
			const xml = text(`workflows/${sObject}.workflow`);
			expect(valuesOf(xml, 'endpointUrl')).toEqual([`https://n8n.example/webhook/${sObject.toLowerCase()}/a&amp;b`]);
			expect(valuesOf(xml, 'integrationUser')).toEqual(['integration@acme.example']);
			expect(text(`flows/Enrichment_${sObject}_Changed.flow`)).toContain(`${sObject}.${valuesOf(xml, 'fullName')[0]}`);
		}
	});

	it.each(enrichedObjects)(
		'starts nothing for whoever may bypass, and only when an input of %s has changed',
		(sObject) => {
			const [formula] = valuesOf(text(`flows/Enrichment_${sObject}_Changed.flow`), 'filterFormula');
			expect(formula).toMatch(/^AND\(NOT\(\{!\$Permission\.Enrichment_Bypass\}\), /);
			expect(formula).toContain('ISNEW()');
			expect(formula).not.toMatch(/Enrichment_\w+__c/);
		},
	);

	it('renders only what it was told the addresses of', () => {
		const some = renderedFiles({ out: '', objects: ['Lead'], n8nUrl: 'https://n8n.example/x' });
		expect([...some.keys()]).toEqual([
			'sfdx-project.json',
			'org/main/default/namedCredentials/Enrichment_n8n.namedCredential-meta.xml',
		]);
	});
});
