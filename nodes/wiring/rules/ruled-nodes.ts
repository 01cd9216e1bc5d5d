import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { enrichRulesSchema } from '../../../core/rules/enrich-rules';
import { EnrichmentError } from '../../../core/errors';
import { findPart, type OpenRuleSet, partAt } from '../../../core/rules/parse-rule-set';
import {
	allowancesSchema,
	dedupeRulesSchema,
	scoreRulesSchema,
	technicalFieldsSchema,
	writeRulesSchema,
} from '../../../core/rules/rule-set';
import { selectionRulesSchema } from '../../../core/rules/selection-rules';
import { readSObject } from '../object-parameter';
import { dedupePanel } from './dedupe-panel';
import { enrichPanel } from './enrich-panel';
import { fetchPanel, type OwnFilter } from './fetch-panel';
import type { Panel } from './panel';
import type { RuledNode } from './ruled-view';
import { scorePanel } from './score-panel';
import { fieldNameOptions, startPanel } from './start-panel';
import { writePanel } from './write-panel';

/** Fetch Modified takes the selection of its object. */
export const ruledFetch: RuledNode = {
	operations: ['claim', 'count', 'get', 'plan', 'received'],
	connects: true,
	panel(ruleSet, items) {
		const rules = partAt(ruleSet, ['objects', readSObject.call(this, [...items]), 'selection'], selectionRulesSchema);
		return withFieldNames(ruleSet, fetchPanel(rules, ownFilter.call(this)));
	},
};

/** Enrich takes what its object has under the name of its provider, or the one that is given. */
export const ruledEnrich: RuledNode = {
	operations: ['bakeOff', 'enrich', 'forecast'],
	connects: false,
	panel(ruleSet, items) {
		const name = rulesName.call(this) || String(this.getNodeParameter('provider', 0, 'referenceData'));
		const path = ['objects', readSObject.call(this, [...items]), 'enrich', name];
		return withFieldNames(ruleSet, enrichPanel(partAt(ruleSet, path, enrichRulesSchema)));
	},
};

/** Score takes the score of that name, or the only one of its object. */
export const ruledScore: RuledNode = {
	operations: ['score', 'forecast'],
	connects: false,
	panel(ruleSet, items) {
		const scores = ['objects', readSObject.call(this, [...items]), 'scores'];
		const name = rulesName.call(this) || onlyName(ruleSet, scores);
		return withFieldNames(ruleSet, scorePanel(partAt(ruleSet, [...scores, name], scoreRulesSchema)));
	},
};

/** Find Duplicates takes what its object has for it. */
export const ruledDedupe: RuledNode = {
	operations: ['findInInput'],
	connects: false,
	panel(ruleSet, items) {
		const path = ['objects', readSObject.call(this, [...items]), 'duplicates'];
		return dedupePanel(partAt(ruleSet, path, dedupeRulesSchema));
	},
};

/** Bulk Write takes how its object is written. */
export const ruledWrite: RuledNode = {
	operations: ['create', 'update', 'upsert'],
	connects: true,
	panel(ruleSet, items) {
		const path = ['objects', readSObject.call(this, [...items]), 'write'];
		return withFieldNames(ruleSet, writePanel(partAt(ruleSet, path, writeRulesSchema)));
	},
};

/** Run: Start takes what holds for the whole org; what the rule set does not say of it stays as the panel has it. */
export const ruledStart: RuledNode = {
	operations: ['start'],
	connects: true,
	optionsName: 'startOptions',
	panel(ruleSet) {
		return startPanel({
			technicalFields: findPart(ruleSet, ['technicalFields'], technicalFieldsSchema),
			allowances: findPart(ruleSet, ['allowances'], allowancesSchema),
		});
	},
};

function withFieldNames(ruleSet: OpenRuleSet, { parameters, options }: Panel): Panel {
	const technicalFields = findPart(ruleSet, ['technicalFields'], technicalFieldsSchema);
	return { parameters, options: { ...options, ...fieldNameOptions(technicalFields) } };
}

function rulesName(this: IExecuteFunctions): string {
	return String(this.getNodeParameter('rulesName', 0, '')).trim();
}

function ownFilter(this: IExecuteFunctions): OwnFilter {
	const { rows = [] } = this.getNodeParameter('filters', 0, {}) as { rows?: IDataObject[] };
	return { rows, logic: String(this.getNodeParameter('filterLogic', 0, '')) };
}

function onlyName({ name, where, document }: OpenRuleSet, path: readonly string[]): string {
	const [, sObject] = path;
	const objects = document.objects as Readonly<Record<string, { scores?: object }>>;
	const names = Object.hasOwn(objects, sObject) ? Object.keys(objects[sObject]?.scores ?? {}) : [];
	if (names.length <= 1) return names[0] ?? 'fit';
	throw new EnrichmentError(
		'invalid_parameter',
		`The rule set "${name}" (${where}) has several scores of ${sObject}: ${names.slice(0, 12).join(', ')}.`,
		{ remedy: 'Name one of them in Rules Named.' },
	);
}
