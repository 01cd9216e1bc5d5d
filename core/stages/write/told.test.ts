import type { RowError } from '../../salesforce/row-result';
import { aField, aLeadDescription } from '../../changes/plan/field-description.builders';
import { messageWithCure } from './told';

const lead = aLeadDescription(aField('Website', { label: 'Web Site' }));

function error(code: string, message: string, ...fields: string[]): RowError {
	return { code, message, fields, retryable: false };
}

describe('messageWithCure', () => {
	it("names the field by its label where the message does not, keeps Salesforce's code, and says what to do", () => {
		const errors = [error('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Not that one', 'Website')];
		expect(messageWithCure({ item: { _enrichment: { outcome: 'rejected' } }, status: 'rejected', errors }, lead)).toBe(
			'Web Site: Not that one (FIELD_CUSTOM_VALIDATION_EXCEPTION). Correct the record by hand, or exempt the integration user from the rule.',
		);
	});

	it('keeps the codes of the pack to itself', () => {
		const errors = [error('INVALID_INPUT', 'The item has no Id', 'Id')];
		expect(
			messageWithCure({ item: { _enrichment: { outcome: 'invalid_input' } }, status: 'rejected', errors }, lead),
		).toBe('The item has no Id. Give each item the Id, or the key field, of one record.');
	});

	it('says of a code that nobody knows what Salesforce says, and what the outcome advises', () => {
		const errors = [error('BRAND_NEW', 'Something else')];
		expect(
			messageWithCure({ item: { _enrichment: { outcome: 'rejected' } }, status: 'rejected', errors }, lead),
		).toMatch(/^Something else \(BRAND_NEW\)\. \S/);
	});

	it('tells what was left out of a record that was written', () => {
		const errors = [error('STRING_TOO_LONG', 'Website: too long', 'Website')];
		expect(
			messageWithCure({ item: { _enrichment: { outcome: 'partly_written' } }, status: 'written', errors }, lead),
		).toMatch(/^Left out: Website: too long/);
	});

	it('leaves the word on a record without errors as it is', () => {
		expect(
			messageWithCure(
				{ item: { _enrichment: { outcome: 'written', message: 'Said' } }, status: 'written', errors: [] },
				lead,
			),
		).toBe('Said');
		expect(
			messageWithCure({ item: { _enrichment: { outcome: 'written' } }, status: 'written', errors: [] }, lead),
		).toBeUndefined();
	});
});
