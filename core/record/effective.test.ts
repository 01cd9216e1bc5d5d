import { acceptProposal, effectiveRecord, mayReplace, type CurrentKnowledge } from './effective';
import type { OverwritePolicy, Proposal, RecordItem } from './record-item';
import { noMemory, type WriteMemory } from './write-memory';

function aProposal(value: unknown, policy: OverwritePolicy): Proposal {
	return { value, policy, provider: 'p', confidence: 0.9, observedAt: '2026-01-01T00:00:00.000Z' };
}

describe('acceptProposal', () => {
	it.each<[OverwritePolicy, unknown, boolean]>([
		['fill_blank', null, true],
		['fill_blank', ' ', true],
		['fill_blank', 'old', false],
		['fill_blank', 0, false],
		['fill_blank', false, false],
		['tracked', null, true],
		['tracked', 'old', false],
		['if_newer', '', true],
		['if_newer', 'old', false],
		['if_more_confident', null, true],
		['if_more_confident', 'old', false],
		['always', false, true],
		['always', 'old', true],
		['always', null, true],
	])('%s over %p gives %p', (policy, current, expected) => {
		expect(acceptProposal(current, aProposal('new', policy))).toBe(expected);
	});
});

describe('acceptProposal with what is known of the current value', () => {
	const ours = { value: 'old', confidence: 0.8, observedAt: '2025-12-01T00:00:00.000Z' };

	it.each<[string, OverwritePolicy, unknown, CurrentKnowledge, boolean]>([
		['replaces our own value', 'tracked', 'old', { lastWritten: ours }, true],
		[
			'replaces our own value in another notation',
			'tracked',
			12,
			{ lastWritten: { value: '12.0' }, fieldType: 'int' },
			true,
		],
		['replaces our own zero', 'tracked', 0, { lastWritten: { value: 0 } }, true],
		['replaces our own unchecked box', 'tracked', false, { lastWritten: { value: false } }, true],
		["leaves a person's edit of our value", 'tracked', 'edited', { lastWritten: ours }, false],
		['leaves a box that a person unchecked', 'tracked', false, { lastWritten: { value: true } }, false],
		['replaces what we saw earlier', 'if_newer', 'old', { lastWritten: ours }, true],
		[
			'leaves what we saw as late',
			'if_newer',
			'old',
			{ lastWritten: { ...ours, observedAt: '2026-01-01T00:00:00.000Z' } },
			false,
		],
		[
			"replaces a person's value on a record untouched since before",
			'if_newer',
			'x',
			{ modifiedAt: '2025-06-01T00:00:00.000Z' },
			true,
		],
		[
			'leaves a value of a record that changed later',
			'if_newer',
			'x',
			{ modifiedAt: '2026-06-01T00:00:00.000Z' },
			false,
		],
		[
			'goes by the record when our row has no date',
			'if_newer',
			'old',
			{ lastWritten: { value: 'old' }, modifiedAt: '2025-06-01T00:00:00.000Z' },
			true,
		],
		['replaces what we were less sure of', 'if_more_confident', 'old', { lastWritten: ours }, true],
		[
			'leaves what we were as sure of',
			'if_more_confident',
			'old',
			{ lastWritten: { ...ours, confidence: 0.9 } },
			false,
		],
		["leaves a person's value, which has no confidence", 'if_more_confident', 'edited', { lastWritten: ours }, false],
		['leaves our value of unknown confidence', 'if_more_confident', 'old', { lastWritten: { value: 'old' } }, false],
		['leaves our value to fill_blank', 'fill_blank', 'old', { lastWritten: ours }, false],
	])('%s', (_name, policy, current, known, expected) => {
		expect(acceptProposal(current, aProposal('new', policy), known)).toBe(expected);
	});
});

describe('mayReplace', () => {
	it.each<[OverwritePolicy, unknown, boolean]>([
		['fill_blank', 'old', false],
		['fill_blank', null, true],
		['tracked', 'old', true],
		['always', 'old', true],
	])('%s over %p gives %p', (policy, current, expected) => {
		expect(mayReplace(current, policy)).toBe(expected);
	});
});

describe('effectiveRecord', () => {
	const item: RecordItem = {
		Id: '1',
		City: 'Rome',
		Phone: null,
		_enrichment: {
			proposals: {
				City: aProposal('Pisa', 'fill_blank'),
				Phone: aProposal('06', 'fill_blank'),
				Industry: aProposal('Energy', 'fill_blank'),
				Title: aProposal('CTO', 'tracked'),
				Score__c: aProposal(80, 'always'),
			},
		},
	};

	it('takes what the policies accept and calls no unread field blank', () => {
		expect(effectiveRecord(item)).toEqual({ Id: '1', City: 'Rome', Phone: '06', Score__c: 80 });
	});

	it.each<[string, RecordItem, WriteMemory, unknown]>([
		['takes a tracked proposal over our own value', {}, { ...noMemory, lastWritten: () => ({ value: 'CEO' }) }, 'CTO'],
		[
			"leaves a person's value to a tracked proposal",
			{},
			{ ...noMemory, lastWritten: () => ({ value: 'CFO' }) },
			'CEO',
		],
		[
			'leaves it without an Id by which it could be remembered',
			{ Id: undefined },
			{ ...noMemory, lastWritten: () => ({ value: 'CEO' }) },
			'CEO',
		],
		[
			'does not take a value that was undone',
			{ Title: null },
			{ ...noMemory, isUndone: (_id, _field, value) => value === 'CTO' },
			null,
		],
	])('%s', (_what, change, memory, expected) => {
		const titled: RecordItem = {
			Id: '00Q5e0000000001EAA',
			Title: 'CEO',
			...change,
			_enrichment: { proposals: { Title: aProposal('CTO', 'tracked') } },
		};
		expect(effectiveRecord(titled, memory).Title).toBe(expected);
	});

	it.each([
		['2025-12-31T00:00:00.000+0000', 'CTO'],
		['2026-01-02T00:00:00.000+0000', 'CEO'],
	])('goes by the last change of the record (%s) where the newer value rules', (SystemModstamp, expected) => {
		const titled: RecordItem = {
			Title: 'CEO',
			SystemModstamp,
			_enrichment: { proposals: { Title: aProposal('CTO', 'if_newer') } },
		};
		expect(effectiveRecord(titled).Title).toBe(expected);
	});

	it('leaves the item as it was', () => {
		const before = structuredClone(item);
		effectiveRecord(item);
		expect(item).toEqual(before);
	});
});
