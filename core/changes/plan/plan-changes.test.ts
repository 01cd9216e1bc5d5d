import type { Proposal } from '../../record/record-item';
import { aField, aLeadDescription } from './field-description.builders';
import { planChanges } from './plan-changes';

const id = '00Q5e0000000001EAA';
const description = aLeadDescription(
	aField('Industry'),
	aField('Employees', { type: 'int', length: 0 }),
	aField('CreatedDate', { type: 'datetime', updateable: false }),
);

function aProposal(value: unknown, changes: Partial<Proposal> = {}): Proposal {
	return { value, provider: 'reference', confidence: 0.9, observedAt: '2026-11-01', policy: 'fill_blank', ...changes };
}

const plan = (field: string, proposal: Proposal, current: Record<string, unknown>) =>
	planChanges({ id, item: { _enrichment: { proposals: { [field]: proposal } } } }, current, { description });

describe('planChanges', () => {
	it.each([
		['fills a blank', 'Industry', aProposal('Energy'), { Industry: null }, ['Energy']],
		['leaves a value to fill_blank', 'Industry', aProposal('Energy'), { Industry: 'Banking' }, []],
		[
			'replaces a value with always',
			'Industry',
			aProposal('Energy', { policy: 'always' }),
			{ Industry: 'Banking' },
			['Energy'],
		],
		[
			'drops what is the same in normal form',
			'Employees',
			aProposal('12.0', { policy: 'always' }),
			{ Employees: 12 },
			[],
		],
		['sends the coerced value', 'Employees', aProposal('12'), { Employees: null }, [12]],
		['drops a blank over a blank', 'Industry', aProposal(''), { Industry: null }, []],
		[
			'leaves a read-only field that is right already',
			'CreatedDate',
			aProposal('2026-11-21T10:00:00Z', { policy: 'always' }),
			{ CreatedDate: '2026-11-21T10:00:00.000+0000' },
			[],
		],
	])('%s', (_name, field, proposal, current, after) => {
		const { changes, errors } = plan(field, proposal, current);
		expect(errors).toEqual([]);
		expect(changes.map((change) => change.after)).toEqual(after);
	});

	it('does not check a value that the policy turns away', () => {
		expect(plan('Employees', aProposal('many'), { Employees: 5 })).toEqual({
			changes: [],
			errors: [],
			conflicts: [],
			leftOut: [],
		});
	});

	it.each([
		['a missing field', 'Nope__c', 'INVALID_FIELD'],
		['a read-only field', 'CreatedDate', 'INVALID_FIELD_FOR_INSERT_UPDATE'],
	])('leaves out %s by its name', (_name, field, code) => {
		const { changes, errors, leftOut } = plan(field, aProposal('2020-01-01', { policy: 'always' }), {});
		expect([changes, errors]).toEqual([[], []]);
		expect(leftOut).toMatchObject([{ code, fields: [field], retryable: false }]);
	});

	it('tells the faults that refuse the record from those that are left out', () => {
		const proposals = { Nope__c: aProposal('x'), Employees: aProposal('many'), Industry: aProposal('Energy') };
		const plan = planChanges(
			{ id, item: { _enrichment: { proposals } } },
			{},
			{ description, mustFit: (field) => field === 'Employees' },
		);
		expect(plan).toMatchObject({
			changes: [{ field: 'Industry' }],
			errors: [{ fields: ['Employees'] }],
			leftOut: [{ fields: ['Nope__c'] }],
		});
	});
});
