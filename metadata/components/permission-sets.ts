import { enrichmentRunFields, enrichmentRunObject } from '../../core/record/enrichment-run';
import { ownFields } from '../../core/record/fields';
import { bypassPermission, permissionSets } from '../../core/record/permissions';
import { component, type ComponentFile, type Elements } from '../xml-file';
import { enrichNow } from './enrich-now';
import { enrichedObjects, fieldsOn } from './enriched-fields';

const from = 'core/record and metadata/components/permission-sets.ts';
const run = enrichmentRunObject.name;

/** What a person empties to have a record done again. */
const resettable: ReadonlySet<string> = new Set([ownFields.lastActivity.name, ownFields.score.name]);

type Right = 'Read' | 'Create' | 'Edit' | 'Delete';

/** The three permission sets, and the custom permission that keeps our own writes from setting off our own flow. */
export function permissionFiles(): ComponentFile[] {
	return [
		component(
			`customPermissions/${bypassPermission.name}.customPermission`,
			'CustomPermission',
			{ description: bypassPermission.description, isLicensed: 'false', label: bypassPermission.label },
			from,
		),
		permissionSet('admin', {
			classAccesses: { apexClass: enrichNow.apexClass, enabled: 'true' },
			externalCredentialPrincipalAccesses: principalAccess(),
			fieldPermissions: fieldPermissions((field) => resettable.has(field), false),
			flowAccesses: { enabled: 'true', flow: enrichNow.flow },
			objectPermissions: [
				objectRights(run, ['Read', 'Edit', 'Delete']),
				objectRights('UserExternalCredential', ['Read']),
			],
			tabSettings: { tab: run, visibility: 'Visible' },
			userPermissions: { enabled: 'true', name: 'RunFlow' },
		}),
		permissionSet('integration', {
			customPermissions: { enabled: 'true', name: bypassPermission.name },
			fieldPermissions: fieldPermissions(() => true, true),
			objectPermissions: [
				...enrichedObjects.map((sObject) => objectRights(sObject, ['Read', 'Edit'])),
				objectRights(run, ['Read', 'Create', 'Edit']),
			].sort((left, right) => (String(left.object) < String(right.object) ? -1 : 1)),
		}),
		// Without object permissions on Leads, Contacts and Accounts: who may see them is not for this package to decide.
		permissionSet('user', {
			classAccesses: { apexClass: enrichNow.apexClass, enabled: 'true' },
			externalCredentialPrincipalAccesses: principalAccess(),
			fieldPermissions: fieldPermissions(() => false, false),
			flowAccesses: { enabled: 'true', flow: enrichNow.flow },
			objectPermissions: [objectRights(run, ['Read']), objectRights('UserExternalCredential', ['Read'])],
			tabSettings: { tab: run, visibility: 'Visible' },
			userPermissions: { enabled: 'true', name: 'RunFlow' },
		}),
	];
}

/** Its elements in alphabetical order, as Salesforce writes them itself. */
function permissionSet(key: keyof typeof permissionSets, elements: Elements): ComponentFile {
	const { name, label, description } = permissionSets[key];
	const all: Elements = { ...elements, description, hasActivationRequired: 'false', label };
	const sorted = Object.fromEntries(Object.entries(all).sort(([left], [right]) => (left < right ? -1 : 1)));
	return component(`permissionsets/${name}.permissionset`, 'PermissionSet', sorted, from);
}

function principalAccess(): Elements {
	return {
		enabled: 'true',
		externalCredentialPrincipal: `${enrichNow.externalCredential}-${enrichNow.principal}`,
	};
}

function fieldPermissions(isEditable: (field: string) => boolean, mayWriteRuns: boolean): Elements[] {
	const enriched = enrichedObjects.flatMap((sObject) =>
		fieldsOn(sObject).map(({ name }) => ({ field: `${sObject}.${name}`, isEditable: isEditable(name) })),
	);
	const ofRuns = Object.values(enrichmentRunFields).map(({ name }) => ({
		field: `${run}.${name}`,
		isEditable: mayWriteRuns,
	}));
	return [...enriched, ...ofRuns]
		.sort((left, right) => (left.field < right.field ? -1 : 1))
		.map(({ field, isEditable: editable }) => ({ editable: String(editable), field, readable: 'true' }));
}

function objectRights(object: string, rights: readonly Right[]): Elements {
	const may = (right: Right) => String(rights.includes(right));
	return {
		allowCreate: may('Create'),
		allowDelete: may('Delete'),
		allowEdit: may('Edit'),
		allowRead: may('Read'),
		modifyAllRecords: 'false',
		object,
		viewAllRecords: 'false',
	};
}
