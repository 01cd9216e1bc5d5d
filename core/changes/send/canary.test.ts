import { findCanaryFault } from './canary';
import { aField, aLeadDescription } from '../plan/field-description.builders';

const description = aLeadDescription(
	aField('Industry'),
	aField('Since__c', { type: 'datetime' }),
	aField('Size__c', { type: 'double' }),
);
const row = { Id: '00Q1', Industry: 'Energy', Since__c: '2026-11-21T16:29:17.000Z', Size__c: 5, Fax: null };

describe('findCanaryFault', () => {
	it('finds none when all values agree in normal form', () => {
		const readBack = {
			Id: '00Q1',
			Industry: 'Energy ',
			Since__c: '2026-11-21T16:29:17.000+0000',
			Size__c: '5.0',
			Fax: null,
		};
		expect(findCanaryFault([{ row, readBack }], description)).toBeUndefined();
	});

	it.each([
		[
			'a value that was changed',
			{ ...row, Industry: 'Other' },
			'Industry of record 00Q1 was written as "Energy", but reads back as "Other"; something in the org changes it',
		],
		[
			'a value that was emptied',
			{ ...row, Size__c: null },
			'Size__c of record 00Q1 was written as 5, but reads back as null; something in the org changes it',
		],
		[
			'a value that was filled',
			{ ...row, Fax: '1' },
			'Fax of record 00Q1 was written as null, but reads back as "1"; something in the org changes it',
		],
		['a record that is not there', undefined, 'Record 00Q1 was written, but cannot be read back'],
	])('names %s', (_name, readBack, fault) => {
		expect(
			findCanaryFault(
				[
					{ row, readBack: row },
					{ row, readBack },
				],
				description,
			),
		).toBe(fault);
	});
});
