import type { FieldDefinition } from './field';

/** The language that labels are written in, unless translations say otherwise. */
export const seedLanguage = 'en_US';

/** A picklist value's label for a user of this language (`de`, `pt_BR`); without a translation it is the one the administrator gave. */
export function labelOf(field: FieldDefinition, value: string, language: string): string {
	const { picklistTranslations, labelsAreRegions, picklistLabels } = field;
	return (
		picklistTranslations[language]?.[value] ??
		(labelsAreRegions ? regionName(value, language) : undefined) ??
		picklistLabels[value] ??
		value
	);
}

function regionName(code: string, language: string): string | undefined {
	if (/^en(?:_|$)/.test(language) || !/^[A-Z]{2}$/.test(code)) return undefined;
	return new Intl.DisplayNames([language.replace('_', '-'), 'en'], { type: 'region', fallback: 'none' }).of(code);
}
