import type { OrgState } from '../org/org-state';
import { isNumberType, readOnlyField, reference, type FieldDefinition } from '../schema/field';
import { Schema, type SObjectType } from '../schema/schema';
import { standardObject } from '../schema/sobject';
import { QueryCursors } from '../soql/query-cursors';
import { RecordStore } from '../storage/record-store';

type Traits = Parameters<typeof readOnlyField>[2];

const READ_ONLY = { createable: false, updateable: false, deletable: false };
const text = (name: string, traits: Traits = {}) => readOnlyField(name, 'string', { length: 255, ...traits });
const flag = (name: string) => readOnlyField(name, 'boolean');
const count = (name: string) => readOnlyField(name, 'int');
// Storage keeps an index by this field for every object.
const stamp = readOnlyField('SystemModstamp', 'datetime');
const id = readOnlyField('Id', 'id', { nillable: false });

const entityDefinition = standardObject(
	'EntityDefinition',
	'4ie',
	[
		id, text('DurableId'), text('QualifiedApiName', { nameField: true }), text('DeveloperName'), text('MasterLabel'), text('Label'), text('PluralLabel'),
		text('KeyPrefix'), text('NamespacePrefix'), flag('IsCustomSetting'), flag('IsQueryable'), flag('IsSearchable'), flag('IsTriggerable'), flag('IsLayoutable'),
		stamp,
	],
	READ_ONLY,
);

const fieldDefinition = standardObject(
	'FieldDefinition',
	'4fd',
	[
		id, text('DurableId'), text('QualifiedApiName', { nameField: true }), text('DeveloperName'), text('MasterLabel'), text('Label'), text('DataType'),
		text('NamespacePrefix'), text('RelationshipName'), count('Length'), count('Precision'), count('Scale'),
		flag('IsNillable'), flag('IsIndexed'), flag('IsCalculated'), stamp,
		reference('EntityDefinitionId', ['EntityDefinition'], { childRelationshipName: 'Fields', createable: false, updateable: false }),
	],
	READ_ONLY,
);

const DATA_TYPES: Partial<Record<FieldDefinition['type'], string>> = {
	boolean: 'Checkbox',
	date: 'Date',
	datetime: 'Date/Time',
	email: 'Email',
	id: 'Record ID',
	multipicklist: 'Picklist (Multi-Select)',
	phone: 'Phone',
	picklist: 'Picklist',
	url: 'URL',
};

const catalogues = new WeakMap<OrgState, OrgState>();

/** The org as the Tooling API shows it: its objects and fields are the records. Built once, as a schema never changes. */
export function toolingOrg(org: OrgState): OrgState {
	let catalogue = catalogues.get(org);
	if (!catalogue) catalogues.set(org, (catalogue = buildCatalogue(org)));
	return catalogue;
}

function buildCatalogue(org: OrgState): OrgState {
	const schema = new Schema([entityDefinition, fieldDefinition]);
	const store = new RecordStore(schema, ':memory:');
	const [entities, fields] = [schema.type('EntityDefinition')!, schema.type('FieldDefinition')!];
	store.transaction(() => {
		for (const type of org.schema.types) {
			store.insert(entities, entityRow(type));
			for (const field of type.fields) store.insert(fields, fieldRow(type, field));
		}
	});
	// Everything else, the clock and the users' time zones above all, stays the org's own.
	return Object.create(org, {
		schema: { value: schema },
		store: { value: store },
		cursors: { value: new QueryCursors() },
		// What there is may be known to everyone, as long as the Tooling API is open at all.
		access: { value: { visibility: () => undefined } },
		timeZoneOf: { value: (userId: string) => org.timeZoneOf(userId) },
	}) as OrgState;
}

function entityRow({ name, definition }: SObjectType) {
	return {
		Id: name,
		DurableId: name,
		QualifiedApiName: name,
		DeveloperName: name.replace(/__c$/, ''),
		MasterLabel: definition.label,
		Label: definition.label,
		PluralLabel: definition.labelPlural,
		KeyPrefix: definition.keyPrefix,
		IsQueryable: 1,
		IsSearchable: Number(definition.createable),
		IsTriggerable: Number(definition.createable),
		IsLayoutable: Number(definition.createable),
	};
}

function fieldRow(type: SObjectType, field: FieldDefinition) {
	return {
		Id: `${type.name}.${field.name}`,
		DurableId: `${type.name}.${field.name}`,
		QualifiedApiName: field.name,
		DeveloperName: field.name.replace(/__c$/, ''),
		MasterLabel: field.label,
		Label: field.label,
		DataType: dataType(field),
		RelationshipName: field.relationshipName,
		Length: field.length,
		Precision: field.precision,
		Scale: field.scale,
		IsNillable: Number(field.nillable),
		IsIndexed: Number(field.type === 'id' || field.type === 'reference' || field.unique || field.externalId),
		IsCalculated: Number(field.calculated),
		EntityDefinitionId: type.name,
	};
}

function dataType(field: FieldDefinition): string {
	if (field.type === 'reference') return `Lookup(${field.referenceTo.join(',')})`;
	if (isNumberType(field.type)) {
		const kind = field.type === 'int' || field.type === 'double' ? 'Number' : field.type === 'currency' ? 'Currency' : 'Percent';
		return `${kind}(${field.precision - field.scale}, ${field.scale})`;
	}
	return DATA_TYPES[field.type] ?? (field.type === 'textarea' ? `Text Area(${field.length})` : `Text(${field.length})`);
}
