import { acceptProposal, type CurrentKnowledge } from '../../core/record/effective';
import type { OverwritePolicy, Proposal } from '../../core/record/record-item';
import { defaultCircuitBreaker } from '../../core/changes/send/breaker';
import { defaultCanaryRecords } from '../../core/changes/hand';
import { coerceValue } from '../../core/changes/plan/coerce/coerce-value';
import { bulkFromRows } from '../../core/changes/staged/deliver-staged';
import { aField } from '../../core/changes/plan/field-description.builders';
import { readDoc, tableRows } from './doc-text';

const policyByName: Readonly<Record<string, OverwritePolicy>> = {
	'Fill Blank': 'fill_blank',
	Tracked: 'tracked',
	'If More Confident': 'if_more_confident',
	'If Newer': 'if_newer',
	Always: 'always',
};

describe('the guide to writing', () => {
	const guide = readDoc('docs/guides/writing.md');
	const policies = tableRows(guide, 'Policy').map(([name]) => policyByName[name.replaceAll('*', '')]);

	it('lists every policy, from the most careful on', () => {
		expect(policies).toEqual(Object.values(policyByName));
	});

	it("says which of them replace a value of ours that was less sure and older, and which a person's", () => {
		const ours = {
			lastWritten: { value: 'Held', confidence: 0.5, observedAt: '2026-01-01T00:00:00.000Z' },
			modifiedAt: '2026-06-01T00:00:00.000Z',
		};
		const persons = { modifiedAt: '2026-12-01T00:00:00.000Z' };
		expect(replacing(ours)).toEqual(['tracked', 'if_more_confident', 'if_newer', 'always']);
		expect(replacing(persons)).toEqual(['always']);
	});

	it.each(tableRows(guide, 'Type'))('quotes the message for a %s that is set to %s', (type, value, message) => {
		expect(coerceValue(aField('F', { type }), JSON.parse(value))).toMatchObject({ ok: false, error: { message } });
	});

	it('says the numbers that hold unless set', () => {
		expect(guide).toContain(`the first ${defaultCanaryRecords} records`);
		expect(guide).toContain(`above ${defaultCircuitBreaker.percent} % refused`);
		expect(guide).toContain(`once ${defaultCircuitBreaker.atLeast} records`);
		expect(guide).toContain(`from ${bulkFromRows.toLocaleString('en-US')} rows on`);
	});

	/** The policies under which a proposal replaces a value that is there. */
	function replacing(known: CurrentKnowledge): OverwritePolicy[] {
		const proposal = {
			value: 'New',
			provider: 'p',
			confidence: 0.9,
			observedAt: '2026-07-01T00:00:00.000Z',
		} satisfies Omit<Proposal, 'policy'>;
		return policies.filter((policy) => acceptProposal('Held', { ...proposal, policy }, known));
	}
});
