import { isNumberType, type FieldDefinition } from '../schema/field';

const longestPlainText = 255;

/** Whether WHERE takes the field; long text areas and compound fields can only be selected. */
export function isFilterable(field: FieldDefinition): boolean {
	return field.type !== 'address' && (field.type !== 'textarea' || field.length <= longestPlainText);
}

/** Whether ORDER BY takes the field. */
export function isSortable(field: FieldDefinition): boolean {
	return isFilterable(field) && field.type !== 'multipicklist';
}

/** Whether GROUP BY takes the field. */
export function isGroupable(field: FieldDefinition): boolean {
	return isFilterable(field) && !['datetime', 'double', 'currency', 'percent', 'multipicklist'].includes(field.type);
}

/** Whether COUNT, SUM, … takes the field. */
export function isAggregatable(field: FieldDefinition, name: string): boolean {
	if (!isFilterable(field) || field.type === 'multipicklist' || field.type === 'boolean') return false;
	return name === 'SUM' || name === 'AVG' ? isNumberType(field.type) : true;
}

/** Whether `<` and the like make sense for the field. */
export function isOrdered(field: FieldDefinition): boolean {
	return field.type !== 'boolean' && field.type !== 'multipicklist';
}

/** Whether LIKE takes the field. */
export function isText(field: FieldDefinition): boolean {
	return ['string', 'textarea', 'email', 'phone', 'url', 'picklist', 'combobox'].includes(field.type);
}

/** Whether the field's text compares without regard to case. */
export function ignoresCase(field: FieldDefinition): boolean {
	return (isText(field) || field.type === 'multipicklist') && !field.caseSensitive;
}
