import { type LinkageField, linkageFields } from '../../core/stages/dedupe/linkage/fields';
import type { LinkagePreset } from '../../core/stages/dedupe/linkage/presets';
import { partsOfStreet, usualNames } from './usual-names';

/** What may stand in front of a usual name without changing it: `mailing_city`, `home phone`. */
const qualifiers = new Set(
	'mailing mail billing shipping home work business office contact customer client person primary main res residence residential current cust emp lead user'.split(
		' ',
	),
);

/**
 * Which columns of a file say what; `--map` wins, then the object's standard fields, then what columns are usually called.
 * Columns that nobody knows are left alone; so is `except`, which says who a record is. Throws for a column that is not there.
 */
export function mapColumns(
	columns: readonly string[],
	preset: LinkagePreset,
	mapped: Readonly<Record<string, string>>,
	except?: string,
): Map<LinkageField, readonly string[]> {
	const found = new Map<LinkageField, readonly string[]>();
	for (const [field, column] of Object.entries(mapped)) {
		if (!isLinkageField(field)) throw new Error(`--map knows ${linkageFields.join(', ')}, not ${field}`);
		const parts = column.split('+').map((part) => part.trim());
		const unknown = parts.find((part) => !columns.includes(part));
		if (unknown !== undefined) throw new Error(`The file has no column ${unknown}; it has ${columns.join(', ')}`);
		found.set(field, parts);
	}
	const free = columns.filter((column) => column !== except);
	for (const column of free) {
		const field = Object.hasOwn(preset.fields, column) ? preset.fields[column] : undefined;
		if (field && !found.has(field)) found.set(field, [column]);
	}
	for (const field of linkageFields) {
		const column = found.has(field) ? undefined : usualColumn(field, free);
		if (column !== undefined) found.set(field, [column]);
	}
	nameColumn(free, preset, found);
	streetInParts(free, found);
	return found;
}

/** The column whose name is earliest in the list of what the field is usually called. */
function usualColumn(field: LinkageField, columns: readonly string[]): string | undefined {
	const names = usualNames[field] ?? [];
	const ranked = columns.flatMap((column) => {
		const rank = Math.min(
			...spellings(column).map((each) => (names.indexOf(each) + names.length + 1) % (names.length + 1)),
		);
		return rank < names.length ? [{ column, rank }] : [];
	});
	return ranked.sort((a, b) => a.rank - b.rank)[0]?.column;
}

/** The name in small letters and without anything else, as it is and without what stands in front or a number behind. */
function spellings(column: string): string[] {
	const words = wordsOf(column);
	const meant = words.filter((word) => !qualifiers.has(word));
	const forms = [words, meant, [...meant].reverse()].map((each) => each.join(''));
	return [...new Set([...forms, ...forms.map((form) => form.replace(/1$/, ''))])].filter((form) => form !== '');
}

function wordsOf(column: string): string[] {
	return column
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== '');
}

/** `name` is a company's, or a person's whole one; beside a last name it is the first. */
function nameColumn(
	columns: readonly string[],
	{ subject }: LinkagePreset,
	found: Map<LinkageField, readonly string[]>,
): void {
	const name = columns.find((column) => wordsOf(column).join('') === 'name');
	if (name === undefined) return;
	const field =
		subject !== 'person' ? 'company' : found.has('lastName') && !found.has('firstName') ? 'firstName' : 'fullName';
	const isFree = field !== 'fullName' || !found.has('lastName');
	if (isFree && !found.has(field)) found.set(field, [name]);
}

/** A house number, and what else of a street has a column of its own, joined in the order in which it is said. */
function streetInParts(columns: readonly string[], found: Map<LinkageField, readonly string[]>): void {
	const street = found.get('street');
	if (street && street.length > 1) return;
	const parts = partsOfStreet.map((names) =>
		columns.find((column) => spellings(column).some((each) => names.includes(each))),
	);
	const [number, direction, name, kind] = parts;
	const main = name ?? street?.[0];
	if (main === undefined || (number === undefined && name === undefined)) return;
	found.set(
		'street',
		[number, direction, main, kind].filter((part) => part !== undefined),
	);
}

function isLinkageField(name: string): name is LinkageField {
	return (linkageFields as readonly string[]).includes(name);
}
