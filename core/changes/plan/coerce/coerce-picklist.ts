import { isBlank } from '../../../record/field-value';
import type { MultiSelectMode } from '../../../record/record-item';
import type { FieldDescription, PicklistEntry, SObjectDescription } from '../../../salesforce/schema';
import { accepted, notListed, wrongType, type Coercion } from './coercion';
import { coerceText } from './coerce-text';

/** What a picklist's choice depends on beside the value. */
export interface PicklistContext {
	readonly description?: SObjectDescription;
	/** The value that a field of the record will have after the write; `undefined` when it is not known. */
	readonly valueAfterWrite?: (field: string) => unknown;
	/** What Salesforce holds now, for adding to a multi-select picklist. */
	readonly current?: unknown;
	readonly multiSelect?: MultiSelectMode;
}

/** One of the list's values in the list's own spelling; a label stands for its value. An open list takes any text. */
export function coercePicklist(value: unknown, field: FieldDescription, context: PicklistContext): Coercion {
	const text = coerceText(value, field);
	if (!text.ok) return text;
	const entry = findEntry(field.picklistValues, String(text.value));
	if (!entry) return field.restrictedPicklist ? notListed(field, String(text.value)) : text;
	const controlling = refusedByController(field, entry, context);
	return controlling === undefined ? accepted(entry.value) : notListed(field, entry.value, controlling);
}

/** `A;B` from a list or text, in which commas may stand for semicolons; `add` and `remove` start from what Salesforce holds. */
export function coerceMultiPicklist(value: unknown, field: FieldDescription, context: PicklistContext): Coercion {
	if (typeof value === 'object' && !Array.isArray(value)) return wrongType(field, value);
	const chosen: string[] = [];
	for (const text of chosenTexts(value, field)) {
		const entry = findEntry(field.picklistValues, text);
		if (!entry && field.restrictedPicklist) return notListed(field, text);
		const controlling = entry && refusedByController(field, entry, context);
		if (entry && controlling !== undefined) return notListed(field, entry.value, controlling);
		chosen.push(entry?.value ?? text);
	}
	const combined = combine(textsOf(context.current), chosen, context.multiSelect ?? 'set');
	return combined.length === 0 ? accepted(null) : coerceText(combined.join(';'), field);
}

/**
 * The active entry that the text names: by value, by value in another case, by label. The list's own spelling is sent,
 * because Salesforce stores what it is sent and reports then show two values.
 */
export function findEntry(entries: readonly PicklistEntry[], text: string): PicklistEntry | undefined {
	const active = entries.filter((entry) => entry.active);
	const wanted = text.trim().toLowerCase();
	return (
		active.find(({ value }) => value === text) ??
		active.find(({ value }) => value.toLowerCase() === wanted) ??
		active.find(({ label }) => label?.toLowerCase() === wanted)
	);
}

/** Why the entry cannot be chosen beside the controlling field's value; `undefined` when it can, or nothing controls it. */
export function refusedByController(
	field: FieldDescription,
	entry: PicklistEntry,
	{ description, valueAfterWrite }: PicklistContext,
): string | undefined {
	const controller = field.controllerName ? description?.fieldByName.get(field.controllerName) : undefined;
	if (!controller || !entry.validFor || !valueAfterWrite) return undefined;
	const controlling = valueAfterWrite(controller.name);
	const index = controllingIndex(controller, controlling);
	if (index !== undefined && isEntryValidFor(entry.validFor, index)) return undefined;
	const shown = isBlank(controlling) ? 'empty' : String(controlling);
	return `which is not in its list while ${controller.name} is ${shown}`;
}

/** A checkbox controls as false, true; a picklist by the place of its value, inactive ones counted. */
function controllingIndex(controller: FieldDescription, value: unknown): number | undefined {
	if (controller.type === 'boolean') return value === true || value === 'true' ? 1 : 0;
	const index = controller.picklistValues.findIndex((entry) => entry.value === value);
	return index === -1 ? undefined : index;
}

/** Whether a dependent entry may be chosen beside the controlling one at this place. */
export function isEntryValidFor(bitmap: string, index: number): boolean {
	if (index < 0) return false;
	const bytes = Buffer.from(bitmap, 'base64');
	return (bytes[index >> 3] & (0x80 >> (index & 7))) !== 0;
}

function textsOf(value: unknown): string[] {
	if (isBlank(value)) return [];
	const parts = Array.isArray(value) ? value.map(String) : String(value).split(';');
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** As `textsOf`; a text without semicolons may be a list with commas, unless a value of the list has the comma itself. */
function chosenTexts(value: unknown, field: FieldDescription): string[] {
	const texts = textsOf(value);
	if (Array.isArray(value) || String(value).includes(';')) return texts;
	return texts.flatMap((text) => splitAtCommas(text, field.picklistValues));
}

function splitAtCommas(text: string, entries: readonly PicklistEntry[]): string[] {
	const parts = text.split(',');
	const found: string[] = [];
	for (let from = 0; from < parts.length; ) {
		let until = parts.length;
		while (until > from + 1 && !findEntry(entries, parts.slice(from, until).join(',').trim())) until -= 1;
		found.push(parts.slice(from, until).join(',').trim());
		from = until;
	}
	return found.filter((part) => part !== '');
}

function combine(current: readonly string[], chosen: readonly string[], mode: MultiSelectMode): string[] {
	if (mode === 'remove') return current.filter((value) => !chosen.includes(value));
	return [...new Set(mode === 'add' ? [...current, ...chosen] : chosen)];
}
