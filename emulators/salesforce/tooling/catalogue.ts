import type { OrgState } from '../org/org-state';
import { Schema } from '../schema/schema';
import { QueryCursors } from '../soql/query-cursors';
import type { QueryVisibility } from '../soql/visibility';
import { RecordStore } from '../storage/record-store';
import { automationRows } from './automation-rows';
import { customFieldRow, entityRow, fieldRow } from './entity-rows';
import { openSetupObjects, toolingObjects } from './tooling-objects';

const catalogues = new WeakMap<Schema, OrgState>();

/** The org as the Tooling API shows it: its objects, fields, rules and automation are the records. Built once for each state of the org's schema. */
export function toolingOrg(org: OrgState): OrgState {
	let catalogue = catalogues.get(org.schema);
	if (!catalogue) catalogues.set(org.schema, (catalogue = buildCatalogue(org)));
	return catalogue;
}

function buildCatalogue(org: OrgState): OrgState {
	const schema = new Schema(toolingObjects);
	const store = new RecordStore(schema, ':memory:');
	store.transaction(() => fill(store, org));
	// Everything else, the clock and the users' time zones above all, stays the org's own.
	return Object.create(org, {
		schema: { value: schema },
		store: { value: store },
		cursors: { value: new QueryCursors() },
		access: { value: { visibility: (userId: string) => visibilityFor(org, userId) } },
		timeZoneOf: { value: (userId: string) => org.timeZoneOf(userId) },
		languageOf: { value: (userId: string) => org.languageOf(userId) },
	}) as OrgState;
}

function fill(store: RecordStore, org: OrgState): void {
	const typeOf = (name: string) => store.schema.type(name)!;
	const [entities, fields, customFields] = [
		typeOf('EntityDefinition'),
		typeOf('FieldDefinition'),
		typeOf('CustomField'),
	];
	for (const type of org.schema.types) {
		store.insert(entities, entityRow(org, type));
		for (const field of type.fields) {
			store.insert(fields, fieldRow(type, field));
			if (field.custom) store.insert(customFields, customFieldRow(type, field));
		}
	}
	for (const [object, rows] of automationRows(org)) for (const row of rows) store.insert(typeOf(object), row);
}

/** Objects and fields may be known to everyone; the rest takes View Setup and Configuration. */
function visibilityFor(org: OrgState, userId: string): QueryVisibility | undefined {
	if (org.access.of(userId).canViewSetup) return undefined;
	return {
		isObjectVisible: (object) => openSetupObjects.has(object),
		isFieldVisible: () => true,
		rowFilter: () => undefined,
	};
}
