import { ownFields, type OwnField, type OwnFieldKey, type OwnFieldNames } from '../record/fields';
import { counted } from '../run/verdict';
import type { Evidence } from './evidence';
import { couldNotBeChecked, listed, type Finding } from './finding';
import type { DescribedObject, NamedRow } from './setup-questions';

type DescribedField = DescribedObject['fields'][number];

/** Describe's words for what can hold the field's values. */
const fittingTypes: Readonly<Record<OwnField['type'], readonly string[]>> = {
	datetime: ['datetime'],
	date: ['date', 'datetime'],
	text: ['string', 'textarea', 'picklist'],
	longText: ['textarea', 'string'],
	number: ['double', 'int', 'percent', 'currency'],
	url: ['url', 'string', 'textarea'],
	email: ['email', 'string'],
	phone: ['phone', 'string'],
};

const check = 'own fields';

/** Why a field of the org cannot serve as one of ours; `undefined` when it can. */
export function misfitOf(field: OwnField, described: Omit<DescribedField, 'name'>): string | undefined {
	if (!fittingTypes[field.type].includes(described.type))
		return `is of type ${described.type} instead of ${field.type}`;
	if (field.length !== undefined && described.type !== 'picklist' && described.length < field.length) {
		return `holds ${described.length} characters instead of ${field.length}`;
	}
	if (field.isUniqueKey && !isUniqueKey(described))
		return 'is not an External ID that is unique whatever the case of its letters';
	if (field.precision !== undefined && described.type !== 'int') {
		const [digits, wanted] = [described.precision - described.scale, field.precision - (field.scale ?? 0)];
		if (digits < wanted) return `holds ${digits} digits instead of ${wanted}`;
	}
	return described.updateable ? undefined : 'may be read but not edited by this user';
}

/** What an upsert finds a record by, and Salesforce keeps from being there twice. */
function isUniqueKey({ type, externalId, unique, caseSensitive }: Omit<DescribedField, 'name'>): boolean {
	return type === 'string' && externalId && unique && !caseSensitive;
}

/** The pack's own fields of the object, one finding per thing to put right; `defined` are those that metadata shows. */
export function checkOwnFields(
	sObject: string,
	names: OwnFieldNames,
	object: Evidence<DescribedObject>,
	defined: Evidence<readonly NamedRow[]>,
): Finding[] {
	if (object.status === 'refused')
		return [couldNotBeChecked(check, object.why, `Give the integration user access to ${sObject}.`)];
	const visible = new Map(object.found.fields.map((field) => [field.name.toLowerCase(), field]));
	const inMetadata = new Set(
		defined.status === 'read' ? defined.found.map((row) => row.QualifiedApiName?.toLowerCase()) : [],
	);
	const wanted = (Object.keys(ownFields) as OwnFieldKey[]).map((key) => ({
		name: names[key],
		field: ownFields[key] as OwnField,
	}));

	const absent = wanted.filter(({ name }) => !visible.has(name.toLowerCase())).map(({ name }) => name);
	const findings = [
		...hiddenFields(
			sObject,
			absent.filter((name) => inMetadata.has(name.toLowerCase())),
		),
		...missingFields(
			sObject,
			absent.filter((name) => !inMetadata.has(name.toLowerCase())),
		),
		...wanted.flatMap(({ name, field }) => misfit(sObject, name, field, visible.get(name.toLowerCase()))),
	];
	if (findings.length > 0) return findings;
	return [{ check, state: 'ok', what: `All ${wanted.length} enrichment fields of ${sObject} are there and editable.` }];
}

function hiddenFields(sObject: string, names: readonly string[]): Finding[] {
	if (names.length === 0) return [];
	const what = `${counted(names.length, 'enrichment field')} of ${sObject} ${names.length === 1 ? 'is' : 'are'} hidden from the user: ${listed(names)}.`;
	return [
		{
			check,
			state: 'missing',
			what,
			whatToDo: 'Grant Read and Edit on them (field-level security) to the integration user.',
			names,
		},
	];
}

function missingFields(sObject: string, names: readonly string[]): Finding[] {
	if (names.length === 0) return [];
	const what = `${counted(names.length, 'enrichment field')} ${names.length === 1 ? 'is' : 'are'} missing on ${sObject}, or hidden from the user: ${listed(names)}.`;
	const whatToDo = 'Run Create Fields, or deploy the metadata of the pack.';
	return [{ check, state: 'missing', what, whatToDo, names }];
}

function misfit(sObject: string, name: string, field: OwnField, described: DescribedField | undefined): Finding[] {
	if (!described) return [];
	const names = [described.name];
	if (described.name !== name) {
		const what = `${sObject}.${name} is spelled ${described.name} in the org.`;
		return [
			{
				check,
				state: 'warning',
				what,
				whatToDo: `Enter ${described.name} as the name of the field, or rename it.`,
				names,
			},
		];
	}
	const problem = misfitOf(field, described);
	if (!problem) return [];
	const whatToDo = described.updateable
		? 'Use another field for the purpose, or change this one.'
		: 'Grant Edit on it (field-level security) to the integration user.';
	return [{ check, state: 'missing', what: `${sObject}.${name} ${problem}.`, whatToDo, names }];
}
