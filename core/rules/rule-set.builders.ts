import type { RuleSet } from './rule-set';

/** A rule set with something in each of its parts. */
export function aRuleSet(changes: Partial<RuleSet> = {}): RuleSet {
	return {
		ruleSet: 1,
		name: 'Northwind',
		technicalFields: { lastActivity: 'Mintigo_Date__c' },
		allowances: { percentOfDailyLimit: 60 },
		objects: {
			Lead: {
				selection: {
					filters: [
						{ field: 'Industry', operator: 'in', value: ['Energy', 'Banking'] },
						{ field: 'Company', operator: 'isNotEmpty' },
					],
					logic: '1 OR 2',
					exclusions: [{ field: 'Status', operator: 'equals', value: 'Closed - Not Converted' }],
					retryAfterDays: 14,
				},
				enrich: {
					referenceData: {
						matchOn: { website: 'Website', company: 'Company', alsoMatters: ['City'] },
						mapping: [
							{ source: 'industry', target: 'Industry', policy: 'fill_blank', minConfidence: 0.7 },
							{ source: 'employees', target: 'NumberOfEmployees', on: false },
						],
						synonyms: { Industry: { 'Software & IT': 'Technology' } },
						creditCeilings: [{ per: 'run', credits: 100 }],
					},
				},
				scores: {
					fit: {
						scorecard: {
							name: 'fit',
							version: '1',
							base: 10,
							rules: [{ name: 'Phone', field: 'Phone', operator: 'is_set', points: 75 }],
						},
					},
				},
				duplicates: { sameIfTheseAgree: ['email'], compare: { email: 'Email' } },
				write: {
					policy: 'fill_blank',
					exceptions: [{ field: 'Description', policy: 'always' }],
					trialRecords: 20,
				},
			},
		},
		...changes,
	};
}
