import { EnrichmentError } from '../../errors';
import { defaultRanks, type Scorecard, type ScoreRule } from './scorecard';

const decisionMakers = [
	'chief',
	'ceo',
	'cto',
	'cfo',
	'cio',
	'coo',
	'cmo',
	'ciso',
	'cro',
	'president',
	'founder',
	'co-founder',
	'owner',
	'partner',
	'vp',
	'svp',
	'evp',
	'director',
	'managing director',
	'head of',
	'general manager',
];
const influencers = ['manager', 'lead', 'senior', 'principal', 'architect', 'supervisor'];
const nonBuyers = ['student', 'intern', 'trainee', 'assistant', 'retired', 'volunteer'];

/** Steps that add up: a company of 300 people earns the points of 50 and of 200. */
function sizeRules(prefix: '' | 'Account.'): ScoreRule[] {
	const employees = `${prefix}NumberOfEmployees`;
	return [
		{ name: 'At least 50 employees', field: employees, operator: 'at_least', value: 50, points: 8 },
		{ name: 'At least 200 employees', field: employees, operator: 'at_least', value: 200, points: 8 },
		{ name: 'At least 1,000 employees', field: employees, operator: 'at_least', value: 1_000, points: 6 },
		{ name: 'Below 10 employees', field: employees, operator: 'below', value: 10, points: -8 },
		{
			name: 'Revenue of 10 million',
			field: `${prefix}AnnualRevenue`,
			operator: 'at_least',
			value: 10_000_000,
			points: 6,
		},
		{ name: 'Industry known', field: `${prefix}Industry`, operator: 'is_set', points: 8 },
	];
}

function personRules(): ScoreRule[] {
	return [
		{ name: 'Business e-mail', field: 'Email', operator: 'matches_domain_kind', value: 'company', points: 14 },
		{ name: 'Private e-mail', field: 'Email', operator: 'matches_domain_kind', value: 'freemail', points: -8 },
		{ name: 'No e-mail', field: 'Email', operator: 'is_blank', points: -6 },
		{ name: 'Phone known', field: 'Phone', operator: 'is_set', points: 6 },
		{ name: 'Decision maker', field: 'Title', operator: 'contains', value: decisionMakers, points: 18 },
		{ name: 'Influencer', field: 'Title', operator: 'contains', value: influencers, points: 8 },
		{ name: 'Not a buyer', field: 'Title', operator: 'contains', value: nonBuyers, points: -16 },
		{ name: 'Opted out of e-mail', field: 'HasOptedOutOfEmail', operator: 'equals', value: true, points: -20 },
		{ name: 'Not to be called', field: 'DoNotCall', operator: 'equals', value: true, points: -6 },
	];
}

const presetByObject: Readonly<Record<string, Scorecard>> = {
	Lead: {
		name: 'lead-fit',
		version: '1',
		base: 10,
		ranks: defaultRanks,
		rules: [
			...personRules(),
			{ name: 'Web site known', field: 'Website', operator: 'matches_domain_kind', value: 'company', points: 8 },
			{ name: 'Country known', field: 'Country', operator: 'is_set', points: 4 },
			...sizeRules(''),
			{
				name: 'Unqualified',
				field: 'Status',
				operator: 'contains',
				value: ['unqualified', 'not converted'],
				points: -20,
			},
		],
	},
	Contact: {
		name: 'contact-fit',
		version: '1',
		base: 10,
		ranks: defaultRanks,
		rules: [
			...personRules(),
			{
				name: 'Web site known',
				field: 'Account.Website',
				operator: 'matches_domain_kind',
				value: 'company',
				points: 8,
			},
			{ name: 'Country known', field: 'MailingCountry', operator: 'is_set', points: 4 },
			...sizeRules('Account.'),
			{ name: 'No account', field: 'AccountId', operator: 'is_blank', points: -10 },
		],
	},
	Account: {
		name: 'account-fit',
		version: '1',
		base: 15,
		ranks: defaultRanks,
		rules: [
			{ name: 'Web site known', field: 'Website', operator: 'matches_domain_kind', value: 'company', points: 16 },
			{ name: 'No web site', field: 'Website', operator: 'is_blank', points: -8 },
			{ name: 'Phone known', field: 'Phone', operator: 'is_set', points: 8 },
			{ name: 'Country known', field: 'BillingCountry', operator: 'is_set', points: 6 },
			...sizeRules(''),
			{ name: 'At least 5,000 employees', field: 'NumberOfEmployees', operator: 'at_least', value: 5_000, points: 8 },
			{ name: 'Revenue of 100 million', field: 'AnnualRevenue', operator: 'at_least', value: 100_000_000, points: 8 },
			{ name: 'Customer or partner', field: 'Type', operator: 'contains', value: ['customer', 'partner'], points: 8 },
			{ name: 'Competitor', field: 'Type', operator: 'contains', value: 'competitor', points: -30 },
		],
	},
};

/** A hand-made scorecard for business-to-business sales, over standard fields; throws for an object without one. */
export function scorecardPreset(sObject: string): Scorecard {
	if (Object.hasOwn(presetByObject, sObject)) return presetByObject[sObject];
	throw new EnrichmentError('invalid_parameter', `There is no default scorecard for ${sObject}.`, {
		remedy: `Give a scorecard of your own; defaults exist for ${Object.keys(presetByObject).join(', ')}.`,
	});
}
