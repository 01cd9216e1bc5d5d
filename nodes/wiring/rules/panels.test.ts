import type { IDataObject } from 'n8n-workflow';
import { aRuleSet } from '../../../core/rules/rule-set.builders';
import { dedupePanel, dedupeRules } from './dedupe-panel';
import { enrichPanel, enrichRules } from './enrich-panel';
import { exportRules } from './export-workflow';
import { fetchPanel, fetchRules } from './fetch-panel';
import { scorePanel, scoreRules } from './score-panel';
import { startPanel, startRules } from './start-panel';
import { writePanel, writeRules } from './write-panel';

const { selection, enrich, scores, duplicates, write } = aRuleSet().objects.Lead;
const noFilter = { rows: [], logic: '' };

/** A panel as n8n saves it. */
function saved({ parameters, options }: { parameters: IDataObject; options: IDataObject }, optionsName = 'options') {
	return { ...parameters, [optionsName]: options };
}

describe('panels', () => {
	it('give back the rules that were put in', () => {
		const { exclusions: _, ...filtered } = selection!;
		expect(fetchRules(saved(fetchPanel(filtered, noFilter)))).toEqual({ part: filtered, leftOut: [] });
		const { mapping, ...asked } = enrich!.referenceData;
		const withDefaults = {
			...asked,
			mapping: mapping!.map((row) => ({ policy: 'fill_blank', minConfidence: 0.8, ...row })),
		};
		expect(enrichRules(saved(enrichPanel(enrich!.referenceData)))).toEqual({ part: withDefaults, leftOut: [] });
		expect(scoreRules(saved(scorePanel(scores!.fit)), 'Lead').part?.scorecard).toMatchObject(scores!.fit.scorecard!);
		expect(dedupeRules(saved(dedupePanel(duplicates!)))).toEqual({ part: duplicates, leftOut: [] });
		expect(writeRules({ ...saved(writePanel(write!)), values: 'mapping' })).toEqual({ part: write, leftOut: [] });
		const { technicalFields, allowances } = aRuleSet();
		const org = { technicalFields, allowances };
		expect(startRules(saved(startPanel(org), 'startOptions'))).toEqual({ part: org, leftOut: [] });
	});
});

describe('scoreRules', () => {
	const grid = { name: 'both', version: '1', rows: { A: 50, B: 0 }, cells: { A1: { says: 'Call' } } };
	const rules = { grid, gridField: 'Grade__c', fitField: 'Fit__c', scoreField: 'Score__c' };

	it('gives back a grid with its fields', () => {
		const { part, leftOut } = scoreRules(saved(scorePanel(rules)), 'Lead');
		expect(part).toMatchObject(rules);
		expect(leftOut).toEqual([]);
	});

	it('reads a grid and rules on related records that a person filled in, with the defaults of their rows', () => {
		const panel = {
			scorecard: 'grid',
			engagementRelatedRules: { rows: [{ object: 'Event', points: 9 }] },
			gridField: '=x',
		};
		expect(scoreRules(panel, 'Lead')).toMatchObject({
			part: {
				grid: {
					fit: { name: 'lead-fit' },
					engagement: {
						rules: [{ related: { object: 'Event', lastDays: 90 }, operator: 'each', points: 9, most: 30 }],
					},
				},
			},
			leftOut: ['Grid Field is an expression'],
		});
	});
});

describe('fetchPanel', () => {
	it.each([
		['1 OR 2', '(1 OR 2) AND (NOT 3)'],
		[undefined, '1 AND 2 AND (NOT 3)'],
	])('leaves out what is excluded, whatever the logic %j of the filters', (logic, expected) => {
		expect(fetchPanel({ ...selection, logic }, noFilter).parameters.filterLogic).toBe(expected);
	});

	it('adds exclusions to the filter of the panel where the rules have none', () => {
		const own = { rows: [{ field: 'Rating', operator: 'equals', value: 'Hot' }], logic: '' };
		const { parameters } = fetchPanel({ exclusions: selection!.exclusions }, own);
		expect(parameters.filters).toEqual({ rows: [own.rows[0], expect.objectContaining({ field: 'Status' })] });
		expect(parameters.filterLogic).toBe('1 AND (NOT 2)');
	});
});

describe('exportRules', () => {
	const type = (name: string) => `n8n-nodes-salesforce-enrichment.salesforce${name}`;
	const nodes = [
		{ name: 'Begin', type: type('EnrichmentRun'), parameters: { startOptions: { maxCallsPerDay: 500 } } },
		{
			name: 'Changed',
			type: type('FetchModified'),
			parameters: {
				sObject: 'Contact',
				filters: {
					rows: [
						{ field: 'Title', operator: 'equals', choices: ['CEO', 'CTO'] },
						{ field: 'X', value: '={{ 1 }}' },
					],
				},
				filterLogic: '1 OR 2',
			},
		},
		{
			name: 'Look Up',
			type: type('Enrich'),
			parameters: { provider: 'leadiq', mapping: 'define', mappings: { rows: [{ source: 'title', target: 'Title' }] } },
		},
		{
			name: 'Look Up Again',
			type: type('Enrich'),
			parameters: { provider: 'leadiq', mapping: 'define', mappings: { rows: [{ source: 'email', target: 'Email' }] } },
		},
		{
			name: 'Write',
			type: type('BulkWrite'),
			parameters: { values: 'mapping', columns: { mappingMode: 'defineBelow', value: { Title: '={{ $json.t }}' } } },
		},
		{ name: 'Finish', type: type('EnrichmentRun'), parameters: { operation: 'finish' } },
		{ name: 'Other', type: 'n8n-nodes-base.set', parameters: {} },
	];

	it('makes a rule set of a copied canvas, and says what stays with its node', () => {
		const { ruleSet, leftOut } = exportRules(JSON.stringify({ nodes, connections: {} }), 'Mine');
		expect(ruleSet).toEqual({
			ruleSet: 1,
			name: 'Mine',
			allowances: { callsPerDay: 500 },
			objects: {
				Contact: {
					selection: { filters: [{ field: 'Title', operator: 'in', value: ['CEO', 'CTO'] }] },
					enrich: {
						leadiq: { mapping: [{ source: 'title', target: 'Title' }] },
						'leadiq 2': { mapping: [{ source: 'email', target: 'Email' }] },
					},
					write: {},
				},
			},
		});
		expect(leftOut).toEqual([
			{ node: 'Changed', what: 'Filters, row 2, has an expression in it' },
			{ node: 'Look Up Again', what: 'its name: enter leadiq 2 in Rules Named of this node' },
			{ node: 'Write', what: 'the values of Title, which are set in the node field by field' },
		]);
	});

	it.each([['no JSON'], ['{"nodes": []}'], ['[]'], ['null']])('refuses %j', (text) => {
		expect(() => exportRules(text, 'Mine')).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
	});
});
