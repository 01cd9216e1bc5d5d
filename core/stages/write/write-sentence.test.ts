import type { Outcome } from '../../record/outcome';
import type { RowError } from '../../salesforce/row-result';
import { aField, aLeadDescription } from '../../changes/plan/field-description.builders';
import type { WriteOutcome } from '../../changes/settle/verdicts';
import { writeSentence } from './write-sentence';

const lead = aLeadDescription(aField('Phone'), aField('MobilePhone', { label: 'Mobile' }));
const change = (field: string) => ({ field, before: null, after: 'x' });

function outcome(status: WriteOutcome['status'], word: Outcome, parts: Partial<WriteOutcome> = {}): WriteOutcome {
	return { inputIndex: 0, status, item: { _enrichment: { outcome: word } }, changes: [], errors: [], ...parts };
}

function refusal(code: string, ...fields: string[]): { readonly errors: RowError[] } {
	return { errors: [{ code, message: `${code} it is`, fields, retryable: false }] };
}

const many = (count: number, each: WriteOutcome) => Array.from({ length: count }, () => each);
const said = (outcomes: WriteOutcome[], isDryRun = false) => writeSentence({ outcomes, digest: 'abc' }, isDryRun, lead);

describe('writeSentence', () => {
	it('counts fields, records and reasons, with thousands separators', () => {
		const changed = many(1_200, outcome('written', 'written', { changes: [change('Phone'), change('MobilePhone')] }));
		const rejected = many(24, outcome('rejected', 'rejected', refusal('STRING_TOO_LONG', 'Phone')));
		expect(said([...changed, ...rejected])).toBe(
			'Changed 2,400 fields of 1,200 records; 24 rejected: Phone too long (24)',
		);
	});

	it.each<[string, WriteOutcome[], string]>([
		[
			'one field of one record',
			[outcome('written', 'written', { changes: [change('Phone')] })],
			'Changed 1 field of 1 record',
		],
		[
			'creations',
			[outcome('written', 'written', { changes: [change('Phone')], isCreation: true })],
			'Created 1 record with 1 field',
		],
		[
			'what is kept for the end',
			[outcome('written', 'staged', { changes: [change('Phone')] })],
			'Kept 1 field of 1 record for the end of the run',
		],
		[
			'what stays',
			[outcome('written', 'unchanged'), outcome('written', 'stamped'), outcome('written', 'skipped_unchanged')],
			'3 unchanged',
		],
		[
			'what is written in part, by label',
			[
				outcome('written', 'partly_written', {
					changes: [change('Phone')],
					...refusal('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'MobilePhone'),
				}),
			],
			'Changed 1 field of 1 record; 1 only in part: Mobile not in its list (1)',
		],
		[
			'what was left to somebody else',
			[outcome('written', 'written', { changes: [change('Phone')], ...refusal('CONFLICT', 'MobilePhone') })],
			'Changed 1 field of 1 record; 1 only in part: Mobile changed by somebody else meanwhile (1)',
		],
		[
			'records by their state',
			[outcome('rejected', 'deleted'), outcome('rejected', 'locked'), outcome('rejected', 'locked')],
			'3 rejected: locked by an approval (2), deleted, merged or hidden (1)',
		],
		[
			'a rule that names no field',
			[outcome('rejected', 'rejected', refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION'))],
			'1 rejected: record refused by a validation rule (1)',
		],
		['nothing', [], 'Nothing to do'],
	])('tells of %s', (_what, outcomes, expected) => {
		expect(said(outcomes)).toBe(expected);
	});

	it('names the five most frequent reasons', () => {
		const outcomes = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((field) =>
			outcome('rejected', 'rejected', refusal('STRING_TOO_LONG', field)),
		);
		expect(said(outcomes)).toMatch(/^7 rejected: A too long \(1\), .*E too long \(1\), 2 further reasons$/);
	});

	it('says of a dry run that nothing was written, with a fingerprint only where something would change', () => {
		expect(said([outcome('written', 'would_write', { changes: [change('Phone')] })], true)).toBe(
			'Dry run, nothing was written: would change 1 field of 1 record. Fingerprint of all changes: abc',
		);
		expect(said([outcome('written', 'unchanged')], true)).toBe('Dry run, nothing was written: 1 unchanged');
	});

	it('says why a write stopped', () => {
		const report = {
			outcomes: [outcome('rejected', 'carried_over')],
			digest: 'abc',
			stopReason: 'Too many were refused',
		};
		expect(writeSentence(report, false, lead)).toBe(
			'1 rejected: left to a later run (1). The write was stopped; what it had not reached is left to a later run: Too many were refused',
		);
	});
});
