import type { IDataObject } from 'n8n-workflow';
import type { Allowances, TechnicalFields } from '../../../core/rules/rule-set';
import { type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

/** What a rule set says of the whole org, wherever on it. */
export interface OrgRules {
	readonly technicalFields?: TechnicalFields;
	readonly allowances?: Allowances;
}

/** The names of the pack's fields as an entry of a node's options. */
export function fieldNameOptions(technicalFields: TechnicalFields | undefined): IDataObject {
	return technicalFields ? { fieldNames: { names: { ...technicalFields } } } : {};
}

/** The rules of the org as the panel of Run: Start has them. */
export function startPanel({ technicalFields, allowances }: OrgRules): Panel {
	return {
		parameters: {},
		options: said({
			...fieldNameOptions(technicalFields),
			maxPercentOfDailyLimit: allowances?.percentOfDailyLimit,
			maxCallsPerDay: allowances?.callsPerDay,
		}),
	};
}

/** What of a saved panel of Run: Start a rule set can say. */
export function startRules(saved: IDataObject): RulesOfPanel<OrgRules> {
	const panel = new SavedPanel(saved);
	const options = panel.options('startOptions');
	const technicalFields = technicalFieldsOf(panel, options);
	const allowances = said({
		percentOfDailyLimit: panel.value<number>('maxPercentOfDailyLimit', 'Max Share of Daily API Limit', options),
		callsPerDay: panel.value<number>('maxCallsPerDay', 'Max API Calls per Day', options),
	});
	const part = said({
		technicalFields,
		allowances: Object.keys(allowances).length > 0 ? allowances : undefined,
	});
	return { part, leftOut: panel.leftOut };
}

/** The names that are set in an option Technical Field Names, of whatever node. */
export function technicalFieldsOf(panel: SavedPanel, options: IDataObject): TechnicalFields | undefined {
	const { names } = (panel.value<IDataObject>('fieldNames', 'Technical Field Names', options) ?? {}) as {
		names?: Record<string, string>;
	};
	const filled = Object.entries(names ?? {}).filter(([, name]) => name.trim() !== '');
	return filled.length > 0 ? (Object.fromEntries(filled) as TechnicalFields) : undefined;
}
