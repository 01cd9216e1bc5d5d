import { namesOfOwnFields, shippedFieldNames, stampFields } from './fields';

describe('namesOfOwnFields', () => {
	it('keeps the shipped names unless the org has its own', () => {
		const names = namesOfOwnFields({
			matchHash: ' Mintigo_hash__c ',
			lastActivity: 'Mintigo_update_datetime__c',
			outcome: ' ',
		});
		expect(names).toEqual({
			...shippedFieldNames,
			matchHash: 'Mintigo_hash__c',
			lastActivity: 'Mintigo_update_datetime__c',
		});
	});
});

describe('stampFields', () => {
	it('leaves out what only a score fills', () => {
		expect(stampFields).toContain('Enrichment_Log_Id__c');
		expect(stampFields).not.toContain('Enrichment_Score__c');
	});
});
