import { isEqual } from 'lodash';
import { ApiError } from '../api-error';
import type { OrgState } from '../org/org-state';
import type { FieldDefinition } from '../schema/field';
import { Schema } from '../schema/schema';
import { childOf, type XmlElement } from '../../http/xml-reader';
import type { Deployed } from './component';

const targets = ['Account', 'Contact', 'Opportunity'];

/**
 * Takes a map of lead fields as the whole map of the org: what it does not name is not carried over any more (Metadata API
 * Developer Guide, LeadConvertSettings). Whether an org merges maps instead is not documented.
 */
export function deployLeadConversion(org: OrgState, _fullName: string, metadata: XmlElement): Deployed {
	const lead = org.schema.type('Lead')!;
	const conversions = new Map<FieldDefinition, Record<string, string>>();
	for (const mapping of listOf(metadata, 'objectMapping')) {
		const object = textOf(mapping, 'outputObject');
		if (textOf(mapping, 'inputObject') !== 'Lead' || !targets.includes(object))
			throw refusal(`Leads are converted into ${targets.join(', ')}, not into ${object || 'nothing'}`);
		for (const pair of listOf(mapping, 'mappingFields')) {
			const from = customField(org, 'Lead', textOf(pair, 'inputField'));
			const to = customField(org, object, textOf(pair, 'outputField'));
			if (from.type !== to.type) throw refusal(`Lead.${from.name} and ${object}.${to.name} are of different types`);
			conversions.set(from, { ...conversions.get(from), [object]: to.name });
		}
	}
	const fields = lead.fields.map((each) => ({ ...each, convertsTo: conversions.get(each) ?? {} }));
	const changed = !isEqual(fields, lead.fields);
	if (changed) org.store.changeSchema(withLead(org.schema, fields));
	return { created: false, changed };
}

function withLead(schema: Schema, fields: readonly FieldDefinition[]): Schema {
	return new Schema(
		schema.types.map(({ definition }) => (definition.name === 'Lead' ? { ...definition, fields } : definition)),
	);
}

function customField(org: OrgState, object: string, name: string): FieldDefinition {
	const field = org.schema.type(object)?.field(name);
	if (!field?.custom) throw refusal(`In field: field - no CustomField named ${object}.${name} found`);
	return field;
}

function refusal(message: string): ApiError {
	return new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, []);
}

function listOf(element: XmlElement, name: string): readonly XmlElement[] {
	return element.children.filter((each) => each.name === name);
}

function textOf(element: XmlElement, name: string): string {
	return childOf(element, name)?.text.trim() ?? '';
}
