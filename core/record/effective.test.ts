import { acceptProposal, effectiveRecord } from './effective';
import type { OverwritePolicy, Proposal, RecordItem } from './record-item';

function aProposal(value: unknown, policy: OverwritePolicy): Proposal {
	return { value, policy, provider: 'p', confidence: 0.9, observedAt: '2026-01-01T00:00:00.000Z' };
}

describe('acceptProposal', () => {
	it.each<[OverwritePolicy, unknown, boolean]>([
		['fill_blank', null, true],
		['fill_blank', ' ', true],
		['fill_blank', 'old', false],
		['fill_blank', 0, false],
		['always', 'old', true],
		['always', null, true],
	])('%s over %p gives %p', (policy, current, expected) => {
		expect(acceptProposal(current, aProposal('new', policy))).toBe(expected);
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
				Score__c: aProposal(80, 'always'),
			},
		},
	};

	it('takes what the policies accept and calls no unread field blank', () => {
		expect(effectiveRecord(item)).toEqual({ Id: '1', City: 'Rome', Phone: '06', Score__c: 80 });
	});

	it('leaves the item as it was', () => {
		const before = structuredClone(item);
		effectiveRecord(item);
		expect(item).toEqual(before);
	});
});
