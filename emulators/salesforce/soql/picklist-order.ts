import type { FieldDefinition } from '../schema/field';

const beyondList = 9_999;

/** A picklist value's place in its list as SQL (null stays null); `undefined` when the field has no list to go by. */
export function picklistRank(sql: string, { type, picklistValues }: FieldDefinition): string | undefined {
	if (type !== 'picklist' || picklistValues.length === 0) return undefined;
	const places = picklistValues.map((value, index) => `WHEN '${value.replace(/'/g, "''")}' THEN ${index}`);
	return `CASE ${sql} ${places.join(' ')} ELSE iif(${sql} IS NULL, NULL, ${beyondList}) END`;
}
