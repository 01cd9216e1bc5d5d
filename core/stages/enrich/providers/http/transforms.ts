import { normalizeDomain } from '../../../../record/normal-forms';
import type { AttributeType } from '../../attributes';
import { parseInstant } from './instant';

/** Longer texts are cut; no field of Salesforce holds more. */
const longestText = 131_072;
const longestList = 500;

const acronyms = new Set('ceo cfo cio cmo coo cro cto vp svp evp avp hr pr qa ux uk usa b2b crm erp llc'.split(' '));

/** What a mapping may do to a value before it takes the attribute's type; `undefined` means that nothing is left of it. */
const transforms = {
	lowercase: (value: string) => value.toLowerCase(),
	uppercase: (value: string) => value.toUpperCase(),
	/** For sources that spell everything in lower case. */
	title_case: (value: string) => value.replace(/\p{L}[\p{L}\p{M}\d’']*/gu, capitalized),
	/** Behind an underscore or hyphen begins a word. */
	words: (value: string) => value.replace(/[_-]+/g, ' ').trim(),
	domain: (value: string) => normalizeDomain(value),
	/** With https:// where the source leaves it out. */
	url: (value: string) => (/^https?:\/\//i.test(value) ? value : `https://${value.replace(/^\/+/, '')}`),
	/** The address of a profile or page, as our own values have it. */
	linkedin: (value: string) =>
		value.replace(/^(?:https?:\/\/)?(?:\w+\.)?linkedin\.com\//i, 'https://www.linkedin.com/'),
	last_segment: (value: string) => value.split(/[/?#]/).filter(Boolean).at(-1),
	/** The first four digits in a row. */
	year: (value: string) => /\d{4}/.exec(value)?.[0],
	/** The part before the first comma. */
	before_comma: (value: string) => value.split(',')[0].trim(),
} as const satisfies Record<string, (value: string) => string | undefined>;

export type TransformName = keyof typeof transforms;

export const transformNames = Object.keys(transforms) as [TransformName, ...TransformName[]];

/** The text after the transforms, in their order. */
export function transformed(value: string, names: readonly TransformName[]): string | undefined {
	return names.reduce<string | undefined>(
		(current, name) => (current === undefined ? undefined : transforms[name](current)),
		value,
	);
}

function capitalized(word: string): string {
	return acronyms.has(word) ? word.toUpperCase() : word[0].toUpperCase() + word.slice(1);
}

/** A value of the reply as the attribute's type has it; `undefined` for blanks and what does not fit. */
export function typed(values: readonly unknown[], type: AttributeType): unknown {
	// Where a plan does not include a field, some services say `true` in its place.
	const meant = type === 'boolean' ? values : values.filter((value) => typeof value !== 'boolean');
	const texts = meant.map(textOf).filter((text) => text !== undefined);
	switch (type) {
		case 'list':
			return texts.length === 0 ? undefined : [...new Set(texts)].slice(0, longestList);
		case 'number':
			return numberOf(texts[0]);
		case 'boolean':
			return booleanOf(texts[0]);
		case 'date':
			return dateOf(texts[0]);
		case 'text':
			return texts[0]?.slice(0, longestText);
	}
}

/** A scalar as text; `undefined` for blanks, lists and objects. */
export function textOf(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
	return String(value).trim() || undefined;
}

/** Digits may be grouped by commas or spaces; `undefined` when it is no number. */
export function numberOf(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const plain = text.replace(/(?<=\d)[,\s](?=\d{3}(?:\D|$))/g, '');
	const number = Number(plain);
	return plain.trim() === '' || !Number.isFinite(number) ? undefined : number;
}

function booleanOf(text: string | undefined): boolean | undefined {
	if (text === undefined) return undefined;
	if (/^(?:true|yes|1)$/i.test(text)) return true;
	return /^(?:false|no|0)$/i.test(text) ? false : undefined;
}

/** `2024`, `2024-03` and `2024-03-05` stay as exact as they are. */
function dateOf(text: string | undefined): string | undefined {
	const match = text?.match(/^\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T\s])/);
	if (match) return match[0];
	const time = text === undefined ? undefined : parseInstant(text);
	return time === undefined ? undefined : new Date(time).toISOString().slice(0, 10);
}
