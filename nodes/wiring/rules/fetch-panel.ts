import type { IDataObject } from 'n8n-workflow';
import type { FilterRule, SelectionRules } from '../../../core/rules/selection-rules';
import { namesOf, type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

/** The filter of the panel itself, which exclusions are added to where the rules have no filter. */
export interface OwnFilter {
	readonly rows: readonly IDataObject[];
	readonly logic: string;
}

/** A selection's rules as the panel of Fetch Modified has them; what excludes a record becomes rows of the filter. */
export function fetchPanel(rules: SelectionRules, own: OwnFilter): Panel {
	const { filters, exclusions = [], logic, importantFields } = rules;
	const kept = filters ? { rows: filters.map(rowOf), logic: logic ?? '' } : own;
	const rows = [...kept.rows, ...exclusions.map(rowOf)];
	const filterLogic = logicWith(kept.logic, kept.rows.length, exclusions.length);
	return {
		parameters: said({
			...((filters || exclusions.length > 0) && { filters: { rows }, filterLogic }),
			...(rules.additionalFields && { additionalFields: rules.additionalFields, fields: '' }),
			importantFields: importantFields && important(importantFields),
			refreshAfterDays: rules.refreshAfterDays,
		}) as IDataObject,
		options: said({
			rawWhere: rules.condition,
			filterCurrency: rules.currency,
			candidateField: rules.candidateField,
			retryAfterDays: rules.retryAfterDays,
			retryFailedAfterDays: rules.retryFailedAfterDays,
			includeNeverEnriched: rules.includeNeverEnriched,
			includeUnscored: rules.includeUnscored,
		}),
	};
}

/** Numbers and switches as a person types them. */
function rowOf({ field, operator, value = '' }: FilterRule): IDataObject {
	return { field, operator, value: typeof value === 'number' || typeof value === 'boolean' ? String(value) : value };
}

function logicWith(logic: string, filters: number, exclusions: number): string {
	if (exclusions === 0) return logic;
	const excluding = Array.from({ length: exclusions }, (_, index) => `(NOT ${filters + index + 1})`);
	const filtering = logic ? [`(${logic})`] : Array.from({ length: filters }, (_, index) => String(index + 1));
	return [...filtering, ...excluding].join(' AND ');
}

function important({ further, ...fields }: NonNullable<SelectionRules['importantFields']>): IDataObject {
	return said({ ...fields, alsoMatters: further });
}

interface SavedRow extends FilterRule {
	readonly choices?: unknown;
}

/** What of a saved panel of Fetch Modified a rule set can say. */
export function fetchRules(saved: IDataObject): RulesOfPanel<SelectionRules> {
	const panel = new SavedPanel(saved);
	const options = panel.options();
	const filters = panel.rows<SavedRow>('filters', 'Filters').map(ruleOf);
	// Without a row that was left out, its number would mean another one.
	const logic = panel.leftOut.length === 0 ? panel.value<string>('filterLogic', 'Filter Logic') : undefined;
	const fields = namesOf([
		...(namesOf(panel.value('additionalFields', 'Additional Fields')) ?? []),
		...(namesOf(panel.value('fields', 'Additional Fields')) ?? []),
		...(namesOf(panel.value('furtherFields', 'Further Field Names', options)) ?? []),
	]);
	const { alsoMatters, ...named } = panel.value<IDataObject>('importantFields', 'Important Fields') ?? {};
	const importantFields = said({ ...named, further: namesOf(alsoMatters) });
	const part = said({
		filters: filters.length > 0 ? filters : undefined,
		logic,
		condition: panel.value<string>('rawWhere', 'Condition (SOQL)', options),
		currency: panel.value<string>('filterCurrency', 'Filter Currency', options),
		candidateField: panel.value<string>('candidateField', 'Candidate Field', options),
		refreshAfterDays: panel.value<number>('refreshAfterDays', 'Refresh After'),
		retryAfterDays: panel.value<number>('retryAfterDays', 'Retry After', options),
		retryFailedAfterDays: panel.value<number>('retryFailedAfterDays', 'Retry Failed After', options),
		includeNeverEnriched: panel.value<boolean>('includeNeverEnriched', 'Include Never Enriched', options),
		includeUnscored: panel.value<boolean>('includeUnscored', 'Include Unscored', options),
		additionalFields: fields,
		importantFields: Object.keys(importantFields).length > 0 ? importantFields : undefined,
	});
	return { part: part as SelectionRules, leftOut: panel.leftOut };
}

/** What was chosen from a list goes before what was typed. */
function ruleOf({ field, operator = 'equals', value, choices }: SavedRow): FilterRule {
	const chosen = Array.isArray(choices) ? choices.map(String) : [];
	const severalOf = { equals: 'in', notEquals: 'notIn' } as const;
	if (chosen.length > 1)
		return { field, operator: severalOf[operator as keyof typeof severalOf] ?? operator, value: chosen };
	if (operator === 'isEmpty' || operator === 'isNotEmpty') return { field, operator };
	return { field, operator, value: chosen[0] ?? value ?? '' };
}
