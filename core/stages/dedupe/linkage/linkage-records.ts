import { readField } from '../../../record/field-path';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SObjectDescription } from '../../../salesforce/schema';
import type { LinkageRecord } from './fields';
import type { LinkagePreset } from './presets';

/** A record of Salesforce as it is compared: the preset's fields that it has. */
export function linkageRecordOf(record: SalesforceRecord, { fields }: Pick<LinkagePreset, 'fields'>): LinkageRecord {
	const values: Partial<Record<keyof LinkageRecord, unknown>> = {};
	for (const [path, field] of Object.entries(fields)) {
		const value = readField(record, path);
		if (value !== null && value !== undefined && value !== '') values[field] ??= value;
	}
	return values;
}

/** The preset's fields that the object has and this user may see; those of a parent where there is one. */
export function comparedPaths({ fields }: Pick<LinkagePreset, 'fields'>, description: SObjectDescription): string[] {
	return Object.keys(fields).filter((path) => {
		const [first, ...rest] = path.split('.');
		return description.fieldByName.has(rest.length === 0 ? first : `${first}Id`);
	});
}
