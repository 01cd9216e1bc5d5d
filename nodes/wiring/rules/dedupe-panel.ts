import type { IDataObject } from 'n8n-workflow';
import type { DedupeRules } from '../../../core/rules/rule-set';
import { type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

/** The rules of Find Duplicates as its panel has them. */
export function dedupePanel({ sameIfTheseAgree, compare }: DedupeRules): Panel {
	return {
		parameters: said({ keys: sameIfTheseAgree, ...(compare && { compare: 'fields', compareFields: compare }) }),
		options: {},
	};
}

/** What of a saved panel of Find Duplicates a rule set can say. */
export function dedupeRules(saved: IDataObject): RulesOfPanel<DedupeRules> {
	const panel = new SavedPanel(saved);
	const fields =
		saved.compare === 'fields' ? panel.value<DedupeRules['compare']>('compareFields', 'Compared Fields') : undefined;
	const part = said({
		sameIfTheseAgree: panel.value<DedupeRules['sameIfTheseAgree']>('keys', 'Same If These Agree'),
		compare: fields && said(Object.fromEntries(Object.entries(fields).filter(([, path]) => path !== ''))),
	});
	return { part, leftOut: panel.leftOut };
}
