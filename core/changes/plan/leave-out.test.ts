import { toRecordId } from '../../record/identity';
import type { RowError } from '../../salesforce/row-result';
import { aField, aLeadDescription } from './field-description.builders';
import { withoutRefused } from './leave-out';
import type { PlanSettings } from './record-plan';
import type { SendablePlan } from './record-plan';

const id = '00Q5e0000000001EAA';
const settings: PlanSettings = {
	description: aLeadDescription(aField('Enrichment_Model_Hash__c')),
	writeStamps: true,
	serverNow: new Date('2026-11-21T16:29:17Z'),
};
const change = (field: string, provider = 'reference') => ({ field, before: null, after: 'x', provider });
const plan: SendablePlan = {
	inputIndex: 0,
	id: toRecordId(id),
	item: { Id: id },
	current: {},
	row: { Id: id, Phone: 'x', CountryCode: 'x', Enrichment_Score__c: 'x', Enrichment_Model_Hash__c: 'hash' },
	changes: [change('Phone'), change('CountryCode'), change('Enrichment_Score__c', 'score:fit')],
	outcome: 'written',
	errors: [],
};
const error = (code: string, fields: string[], retryable = false): RowError => ({
	code,
	message: code,
	fields,
	retryable,
});
const leftOf = (...errors: RowError[]) => withoutRefused(plan, errors, settings)?.changes.map(({ field }) => field);

describe('withoutRefused', () => {
	it.each([
		['the field that is named', [error('STRING_TOO_LONG', ['Phone'])], ['CountryCode', 'Enrichment_Score__c']],
		[
			'every field that is named',
			[error('STRING_TOO_LONG', ['Phone']), error('FIELD_INTEGRITY_EXCEPTION', ['CountryCode'])],
			['Enrichment_Score__c'],
		],
		[
			'the code where its text is named',
			[error('FIELD_INTEGRITY_EXCEPTION', ['Country'])],
			['Phone', 'Enrichment_Score__c'],
		],
	])('leaves out %s', (_what, errors, left) => {
		expect(leftOf(...errors)).toEqual(left);
	});

	it.each([
		['an error names no field', [error('FIELD_CUSTOM_VALIDATION_EXCEPTION', [])]],
		['one of the errors names no field', [error('STRING_TOO_LONG', ['Phone']), error('INVALID_INPUT', [])]],
		['a field that was not proposed is named', [error('REQUIRED_FIELD_MISSING', ['Company'])]],
		['it met a lock', [error('UNABLE_TO_LOCK_ROW', ['Phone'], true)]],
		['the record is gone', [error('ENTITY_IS_DELETED', ['Phone'])]],
		['nothing is left', [error('X', ['Phone', 'CountryCode', 'Enrichment_Score__c'])]],
	])('refuses the record when %s', (_when, errors) => {
		expect(leftOf(...errors)).toBeUndefined();
	});

	it('takes the hash of a score along that is not written', () => {
		expect(withoutRefused(plan, [error('X', ['Enrichment_Score__c'])], settings)?.row).toEqual({
			Id: id,
			Phone: 'x',
			CountryCode: 'x',
		});
		expect(withoutRefused(plan, [error('X', ['Phone'])], settings)?.row).toHaveProperty('Enrichment_Model_Hash__c');
	});
});
