import { ownFields, type OwnField } from '../core/record/fields';

/** A text, or the elements inside an element; a list repeats the element. */
type Content = string | Elements | readonly Elements[];
type Elements = { readonly [element: string]: Content };

/** The standard objects that get the pack's fields, in alphabetical order. */
export const enrichedObjects = ['Account', 'Contact', 'Lead'] as const;

/** Where the generated components are, below this folder; nothing else may be in there. */
export const sourceFolder = 'main';

const componentFolder = `${sourceFolder}/default`;
const origin = 'Generated from core/record/fields.ts by metadata/generate.ts; change it there and generate again.';
const typeNames = { datetime: 'DateTime', text: 'Text', number: 'Number' } as const;
const fields: readonly OwnField[] = Object.values(ownFields);

/**
 * Every generated file in Salesforce's source format, by its path below this folder: the fields on each object, a
 * permission set for the integration user and one for readers, and the project file that the Salesforce CLI wants.
 */
export function metadataFiles(): ReadonlyMap<string, string> {
	const files = new Map<string, string>([['sfdx-project.json', projectFile()]]);
	for (const sObject of enrichedObjects) {
		for (const field of fields) {
			const path = `${componentFolder}/objects/${sObject}/fields/${field.name}.field-meta.xml`;
			files.set(path, xmlFile('CustomField', fieldElements(field)));
		}
	}
	for (const [name, elements] of Object.entries(permissionSets())) {
		files.set(`${componentFolder}/permissionsets/${name}.permissionset-meta.xml`, xmlFile('PermissionSet', elements));
	}
	return files;
}

function projectFile(): string {
	const project = {
		packageDirectories: [{ path: sourceFolder, default: true }],
		name: 'salesforce-enrichment-metadata',
		namespace: '',
		// Nothing in here is newer, so that no org is too old for it.
		sourceApiVersion: '60.0',
	};
	return `${JSON.stringify(project, undefined, '\t')}\n`;
}

/** In the order in which Salesforce itself writes a field: its name first, then alphabetical. */
function fieldElements(field: OwnField): Elements {
	return {
		fullName: field.name,
		...(field.isUniqueKey && { caseSensitive: 'false' }),
		description: field.description,
		externalId: String(field.isUniqueKey === true),
		label: field.label,
		...(field.length !== undefined && { length: String(field.length) }),
		...(field.precision !== undefined && { precision: String(field.precision) }),
		required: 'false',
		...(field.scale !== undefined && { scale: String(field.scale) }),
		type: typeNames[field.type],
		...(field.type !== 'datetime' && { unique: String(field.isUniqueKey === true) }),
	};
}

function permissionSets(): Readonly<Record<string, Elements>> {
	return {
		Enrichment_Integration: {
			description:
				'For the user that n8n logs in as: reads and edits the objects and the enrichment fields, creates and deletes nothing.',
			fieldPermissions: fieldPermissions(true),
			hasActivationRequired: 'false',
			label: 'Enrichment Integration',
			objectPermissions: enrichedObjects.map(readAndEdit),
		},
		// Without object permissions: who may see a Lead is not for this package to decide.
		Enrichment_User: {
			description: 'For people: shows the enrichment fields of the records that they see anyway.',
			fieldPermissions: fieldPermissions(false),
			hasActivationRequired: 'false',
			label: 'Enrichment User',
		},
	};
}

function fieldPermissions(isEditable: boolean): Elements[] {
	const names = enrichedObjects.flatMap((sObject) => fields.map((field) => `${sObject}.${field.name}`));
	return names.sort().map((field) => ({ editable: String(isEditable), field, readable: 'true' }));
}

function readAndEdit(sObject: string): Elements {
	return {
		allowCreate: 'false',
		allowDelete: 'false',
		allowEdit: 'true',
		allowRead: 'true',
		modifyAllRecords: 'false',
		object: sObject,
		viewAllRecords: 'false',
	};
}

function xmlFile(root: string, elements: Elements): string {
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<${root} xmlns="http://soap.sforce.com/2006/04/metadata">`,
		// The Salesforce CLI takes whatever comes first for the root, so a comment in front of it stops the deployment.
		`\t<!-- ${origin} -->`,
		...xmlLines(elements, 1),
		`</${root}>`,
		'',
	].join('\n');
}

function xmlLines(elements: Elements, depth: number): string[] {
	const indent = '\t'.repeat(depth);
	return Object.entries(elements).flatMap(([name, content]) => {
		if (typeof content === 'string') return [`${indent}<${name}>${escaped(content)}</${name}>`];
		return [content]
			.flat()
			.flatMap((inner) => [`${indent}<${name}>`, ...xmlLines(inner, depth + 1), `${indent}</${name}>`]);
	});
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
