import { dataFieldsOf } from '../record/data-fields';
import { enrichmentRunFields, enrichmentRunObject } from '../record/enrichment-run';
import type { OwnField } from '../record/fields';
import { bypassPermission, permissionSets } from '../record/permissions';
import { counted } from '../run/verdict';
import type { SetupQuestion } from '../salesforce/setup-calls';
import { soqlIdLiteral, soqlLiteral } from '../salesforce/soql';
import { misfitOf } from './check-own-fields';
import type { Evidence } from './evidence';
import { couldNotBeChecked, listed, type CheckName, type Finding } from './finding';
import type { DescribedObject, NamedRow } from './setup-questions';

/** What was read of the pack's metadata beside its fields on the object. */
export interface MetadataEvidence {
	readonly object: Evidence<DescribedObject>;
	/** The list of runs; refused where the org has none or the user sees none. */
	readonly runs: Evidence<DescribedObject>;
	/** Fields of the object that metadata shows, those that the user does not see among them. */
	readonly defined: Evidence<readonly NamedRow[]>;
	/** Of the pack's permission sets those in the org. */
	readonly sets: Evidence<readonly NamedRow[]>;
	/** All that are assigned to the user. */
	readonly assigned: Evidence<readonly NamedRow[]>;
	readonly bypass: Evidence<readonly NamedRow[]>;
	readonly granted: Evidence<readonly unknown[]>;
}

const deploy = 'Deploy the metadata of the pack.';
const names = Object.values(permissionSets).map(({ name }) => name);

/** What is asked about permission sets and the custom permission; three queries. */
export function metadataQuestions(userId: string): SetupQuestion[] {
	const bypass = soqlLiteral(bypassPermission.name);
	const assigned = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${soqlIdLiteral(userId)}`;
	return [
		{ name: 'packSets', soql: `SELECT Name FROM PermissionSet WHERE Name IN (${names.map(soqlLiteral).join(',')})` },
		{ name: 'bypass', soql: `SELECT DeveloperName FROM CustomPermission WHERE DeveloperName = ${bypass}` },
		{
			name: 'granted',
			soql:
				"SELECT Id FROM SetupEntityAccess WHERE SetupEntityType = 'CustomPermission' " +
				`AND SetupEntityId IN (SELECT Id FROM CustomPermission WHERE DeveloperName = ${bypass}) AND ParentId IN (${assigned})`,
		},
	];
}

/** The parts of the pack's metadata that no node depends on, one finding each: what is half there is a fault, what is not there at all a choice. */
export function checkMetadata(sObject: string, evidence: MetadataEvidence): Finding[] {
	return [
		checkValueFields(sObject, evidence),
		checkRuns(evidence.runs),
		checkPermissionSets(evidence),
		checkBypass(evidence),
	];
}

function checkValueFields(sObject: string, { object, defined }: MetadataEvidence): Finding {
	const check = 'value fields';
	const wanted = dataFieldsOf(sObject);
	if (wanted.length === 0) return ok(check, `The pack has no fields for values on ${sObject}.`);
	if (object.status === 'refused')
		return couldNotBeChecked(check, object.why, `Give the integration user access to ${sObject}.`);
	const inMetadata = new Set(
		defined.status === 'read' ? defined.found.map(({ QualifiedApiName }) => QualifiedApiName) : [],
	);
	const hidden = wanted
		.filter(({ name }) => inMetadata.has(name) && !fieldOf(object.found, name))
		.map(({ name }) => name);
	const absent = wanted
		.filter(({ name }) => !inMetadata.has(name) && !fieldOf(object.found, name))
		.map(({ name }) => name);
	if (absent.length === wanted.length)
		return ok(check, `${sObject} has none of the pack's fields for values; only its preset in Enrich needs them.`);
	if (hidden.length > 0) {
		const what = `${counted(hidden.length, 'field')} for values of ${sObject} ${hidden.length === 1 ? 'is' : 'are'} hidden from the user: ${listed(hidden)}.`;
		return {
			check,
			state: 'missing',
			what,
			whatToDo: 'Grant Read and Edit on them to the integration user.',
			names: hidden,
		};
	}
	const faults = misfits(wanted, object.found);
	if (absent.length + faults.length === 0)
		return ok(check, `All ${wanted.length} fields for values of ${sObject} are there and editable.`);
	const parts = [
		absent.length > 0 && `${counted(absent.length, 'field')} for values of ${sObject} missing: ${listed(absent)}`,
		...faults,
	];
	return {
		check,
		state: 'warning',
		what: `${parts.filter(Boolean).join('; ')}.`,
		whatToDo: `Run Create Fields. ${deploy}`,
		names: absent,
	};
}

function checkRuns(runs: Evidence<DescribedObject>): Finding {
	const check = 'list of runs';
	const { name, label } = enrichmentRunObject;
	if (runs.status === 'refused')
		return ok(check, `The user sees no ${label} (${name}), so Deliver and Finish keeps no record of runs in the org.`);
	const wanted: readonly OwnField[] = Object.values(enrichmentRunFields);
	const absent = wanted.filter((field) => !fieldOf(runs.found, field.name)).map((field) => field.name);
	const faults = misfits(wanted, runs.found);
	const rights = runs.found.createable && runs.found.updateable ? [] : ['the user may not create and edit its records'];
	const parts = [absent.length > 0 && `${name} lacks or hides ${listed(absent)}`, ...faults, ...rights].filter(Boolean);
	if (parts.length === 0) return ok(check, `${label} is there with all of its ${wanted.length} fields.`);
	const whatToDo = `${deploy} Assign ${permissionSets.integration.label} to the integration user.`;
	return { check, state: 'warning', what: `${parts.join('; ')}.`, whatToDo, names: absent };
}

function checkPermissionSets({ sets, assigned }: MetadataEvidence): Finding {
	const check = 'permission sets';
	if (sets.status === 'refused') return couldNotBeChecked(check, sets.why, 'Look at Setup › Permission Sets.');
	const there = new Set(sets.found.map(({ Name }) => Name));
	const lacking = names.filter((name) => !there.has(name));
	const { name, label } = permissionSets.integration;
	if (lacking.length === names.length)
		return ok(check, "The org has none of the pack's permission sets; rights come from elsewhere.");
	const isAssigned = assigned.status === 'read' && assigned.found.some((row) => row.Name === name);
	if (there.has(name) && assigned.status === 'read' && !isAssigned)
		return {
			check,
			state: 'warning',
			what: `${label} is not assigned to the user.`,
			whatToDo: 'Assign it in Setup › Permission Sets › Manage Assignments.',
			names: [name],
		};
	if (lacking.length === 0)
		return ok(check, `All ${names.length} permission sets are there, and ${label} is assigned to the user.`);
	return ok(
		check,
		`Of the pack's permission sets the org lacks ${listed(lacking)}; people without them see no enrichment fields.`,
	);
}

function checkBypass({ bypass, granted }: MetadataEvidence): Finding {
	const check = 'bypass permission';
	const { name, label } = bypassPermission;
	if (bypass.status === 'refused') return couldNotBeChecked(check, bypass.why, 'Look at Setup › Custom Permissions.');
	if (bypass.found.length === 0)
		return ok(check, `The org has no ${label}; only a flow that tells n8n of changes needs it.`);
	if (granted.status === 'refused') return couldNotBeChecked(check, granted.why, `See whether the user has ${name}.`);
	if (granted.found.length > 0) return ok(check, `The user has ${label}: our own writes are not sent back to n8n.`);
	return {
		check,
		state: 'warning',
		what: `The user lacks ${label}, so a flow that tells n8n of changes tells it of our own writes too.`,
		whatToDo: `Assign ${permissionSets.integration.label} to the integration user.`,
		names: [name],
	};
}

function misfits(wanted: readonly OwnField[], object: DescribedObject): string[] {
	return wanted.flatMap((field) => {
		const described = fieldOf(object, field.name);
		const misfit = described && misfitOf(field, described);
		return misfit ? [`${field.name} ${misfit}`] : [];
	});
}

function fieldOf({ fields }: DescribedObject, name: string): DescribedObject['fields'][number] | undefined {
	return fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

function ok(check: CheckName, what: string): Finding {
	return { check, state: 'ok', what };
}
