import type { OrgSeed } from '../org/seed';

/** When it is in the org of the examples: the evening of 20 November in Los Angeles. */
export const featureNow = new Date('2026-11-21T05:30:00.000Z');

/** The org that the examples of SOQL features are asked of. */
export const featureSeed: OrgSeed = {
	org: { timeZone: 'America/Los_Angeles' },
	customFields: [
		{ object: 'Lead', name: 'Tags__c', type: 'multipicklist', picklistValues: ['A', 'B', 'C'] },
		{
			object: 'Lead',
			name: 'Code__c',
			type: 'string',
			length: 20,
			unique: true,
			caseSensitive: true,
			externalId: true,
		},
		{ object: 'Lead', name: 'Day__c', type: 'date' },
	],
	records: {
		Account: [
			{
				'@ref': 'acme',
				Name: 'Acme',
				Industry: 'Energy',
				Rating: 'Hot',
				AnnualRevenue: 100,
				CreatedDate: '2026-11-21T05:00:00Z',
			},
			{
				'@ref': 'beta',
				Name: 'beta',
				ParentId: '@acme',
				Rating: 'Cold',
				AnnualRevenue: 50.5,
				CreatedDate: '2026-10-31T12:00:00Z',
			},
			{
				Name: 'Cyan_1%',
				Industry: 'Agriculture',
				ParentId: '@beta',
				Rating: 'Warm',
				CreatedDate: '2025-12-31T23:30:00Z',
			},
			{ Name: 'MÜLLER & Söhne', Industry: 'Energy', CreatedDate: '2026-07-01T00:00:00Z' },
		],
		Contact: [
			{ '@ref': 'one', LastName: 'One', AccountId: '@acme', Email: 'one@acme.com', Birthdate: '1990-02-28' },
			{ LastName: 'Two', AccountId: '@acme', Birthdate: '1991-11-20' },
			{ LastName: 'Three', AccountId: '@beta', ReportsToId: '@one' },
			{ LastName: 'Four' },
		],
		Opportunity: [
			{
				'@ref': 'big',
				Name: 'Big',
				AccountId: '@acme',
				StageName: 'Closed Won',
				CloseDate: '2026-03-31',
				Amount: 30,
				LeadSource: 'Web',
			},
			{
				Name: 'Small',
				AccountId: '@acme',
				StageName: 'Prospecting',
				CloseDate: '2026-04-01',
				Amount: 10,
				LeadSource: 'Other',
			},
			{
				Name: 'Late',
				AccountId: '@beta',
				StageName: 'Closed Lost',
				CloseDate: '2025-11-20',
				Amount: 20,
				LeadSource: 'Web',
			},
		],
		Lead: [
			{
				'@ref': 'old',
				LastName: 'Old',
				Company: 'X',
				Tags__c: 'A;B',
				Code__c: 'k1',
				Day__c: '2026-11-20',
				Rating: 'Hot',
				NumberOfEmployees: 7,
			},
			{
				LastName: 'New',
				Company: "O'Neil \\ Co\nLine",
				Tags__c: 'C',
				Code__c: 'K2',
				Day__c: '2026-11-19',
				DoNotCall: true,
			},
		],
		Task: [
			{ Subject: 'Call one', WhoId: '@one', WhatId: '@acme' },
			{ Subject: 'Call two', WhoId: '@old', Status: 'Completed' },
			{ Subject: 'Call big', WhatId: '@big' },
		],
	},
};
