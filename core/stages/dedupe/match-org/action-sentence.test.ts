import { actionSentence } from './action-sentence';

const observedAt = '2026-11-21T12:00:00.000Z';
const proposal = {
	value: '003',
	provider: 'match',
	source: 'mapping',
	confidence: 1,
	observedAt,
	policy: 'always',
} as const;
const linked = { _enrichment: { proposals: { Match__c: proposal } } };

describe('actionSentence', () => {
	it.each([
		['nothing where matches are only told of', { action: 'report', items: [{}] }, undefined],
		['nothing where there is no match', { action: 'block', items: [] }, undefined],
		[
			'what is not created',
			{ action: 'block', items: [{}, {}] },
			'Nothing was written: Bulk Write will create 2 records of Lead less, and reject them with the name of the match.',
		],
		[
			'what is updated, by object',
			{
				action: 'update',
				items: [{ _enrichment: { sObject: 'Contact' } }, { _enrichment: { sObject: 'Contact' } }, {}],
				joined: 1,
			},
			'Nothing was written: Bulk Write will update 3 existing records (2 Contact, 1 Lead); 1 item went into another of the same record, whose blanks they fill.',
		],
		[
			'what is linked, and what cannot be',
			{ action: 'link', items: [linked, linked, {}], field: 'Match__c' },
			'Nothing was written: Bulk Write will get the ID of the match for Match__c of 2 records; the matches of 1 are of objects that Match__c cannot point to.',
		],
	] as const)('tells %s', (_what, acted, sentence) => {
		expect(actionSentence({ sObject: 'Lead', ...acted })).toBe(sentence);
	});
});
