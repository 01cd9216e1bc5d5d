import { isVirtual } from '../schema/field';
import type { Schema } from '../schema/schema';
import { conditionList } from '../writes/validation-rules';
import type { OrgSeed, RuleCondition } from './seed';

/** Throws on a rule that names an object or field which the org lacks, so that none is ignored silently. */
export function checkSeedRules(schema: Schema, seed: OrgSeed): void {
	for (const { object, field, when } of seed.validationRules ?? []) checkConditions(schema, object, when, field);
	for (const { object, when, set } of seed.automation?.fieldUpdates ?? []) {
		checkConditions(schema, object, when ?? []);
		for (const name of Object.keys(set)) requireField(schema, object, name);
	}
	for (const { from, object, to } of seed.leadFieldMapping ?? []) {
		requireField(schema, 'Lead', from);
		requireField(schema, object, to);
	}
	for (const [object, names] of Object.entries(seed.trackedFields ?? {}))
		for (const name of names) requireField(schema, object, name);
	for (const { object } of seed.recordTypes ?? [])
		if (!schema.type(object)) throw new Error(`Seed: no object ${object} for a record type`);
	for (const { object } of seed.assignmentRules ?? [])
		if (!schema.type(object)) throw new Error(`Seed: no object ${object} for an assignment rule`);
	const { flows = [], apexTriggers = [], workflowRules = [], outboundMessages = [] } = seed.setup ?? {};
	for (const { object, name } of [...flows, ...apexTriggers, ...workflowRules, ...outboundMessages]) {
		if (object !== undefined && !schema.type(object)) throw new Error(`Seed: no object ${object} for ${name}`);
	}
	for (const { objects } of seed.queues ?? []) {
		const unknown = objects.find((each) => !schema.type(each));
		if (unknown) throw new Error(`Seed: no object ${unknown} for a queue`);
	}
}

function checkConditions(
	schema: Schema,
	object: string,
	when: RuleCondition | readonly RuleCondition[],
	shownAt?: string,
): void {
	for (const { field } of conditionList(when)) requireField(schema, object, field);
	if (shownAt !== undefined) requireField(schema, object, shownAt);
}

function requireField(schema: Schema, object: string, name: string): void {
	const field = schema.type(object)?.field(name);
	if (field?.name !== name) throw new Error(`Seed: a rule of ${object} names ${name}, which is no field of it`);
	if (isVirtual(field))
		throw new Error(`Seed: a rule of ${object} reads ${name}, which is worked out only after the save`);
}
