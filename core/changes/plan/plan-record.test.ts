import { toRecordId } from '../../record/identity';
import { stampFields } from '../../record/fields';
import type { RecordEnrichment } from '../../record/record-item';
import { aField, aLeadDescription } from './field-description.builders';
import { planRecord } from './plan-record';
import type { PlanSettings } from './record-plan';

const id = '00Q5e0000000001EAA';
const description = aLeadDescription(
	aField('Industry'),
	aField('Employees', { type: 'int' }),
	...stampFields.map((name) => aField(name)),
);
const settings: PlanSettings = {
	description,
	writeStamps: true,
	serverNow: new Date('2026-11-21T16:29:17Z'),
	runId: 'run-1',
};
const proposal = {
	value: 'Energy',
	provider: 'reference',
	confidence: 0.9,
	observedAt: '2026-11-01',
	policy: 'fill_blank',
} as const;

function plan(
	enrichment: RecordEnrichment | undefined,
	current: Record<string, unknown> | undefined,
	changes: Partial<PlanSettings> = {},
) {
	const item = { Id: id, ...(enrichment && { _enrichment: enrichment }) };
	return planRecord({ inputIndex: 0, id: toRecordId(id), item }, current, { ...settings, ...changes });
}

describe('planRecord', () => {
	it('sends changed fields and stamps, and nothing else', () => {
		const { row, outcome } = plan(
			{ outcome: 'matched', proposals: { Industry: proposal } },
			{ Industry: null, Employees: 5 },
		);
		expect(outcome).toBe('written');
		expect(Object.keys(row ?? {}).sort()).toEqual([
			'Enrichment_Last_Activity__c',
			'Enrichment_Last_Enriched_On__c',
			'Enrichment_Log_Id__c',
			'Enrichment_Message__c',
			'Enrichment_Outcome__c',
			'Id',
			'Industry',
		]);
	});

	it('sends only changed fields when stamps are off', () => {
		const { row } = plan({ outcome: 'matched', proposals: { Industry: proposal } }, {}, { writeStamps: false });
		expect(row).toEqual({ Id: id, Industry: 'Energy' });
	});

	it.each([
		['a record that is gone', { outcome: 'matched' } as const, undefined, 'deleted'],
		['a converted lead', { outcome: 'matched' } as const, { IsConverted: true }, 'converted'],
		['a gated record', { outcome: 'skipped_unchanged' } as const, {}, 'skipped_unchanged'],
		['an item that no stage has worked on', undefined, {}, 'unchanged'],
	])('sends nothing for %s', (_name, enrichment, current, outcome) => {
		expect(plan(enrichment, current)).toMatchObject({ outcome, changes: [] });
		expect(plan(enrichment, current).row).toBeUndefined();
	});

	it('stamps an attempt that changed nothing', () => {
		expect(plan({ outcome: 'matched', proposals: { Industry: proposal } }, { Industry: 'Banking' })).toMatchObject({
			outcome: 'stamped',
			row: { Enrichment_Outcome__c: 'unchanged' },
		});
	});

	it.each(['skipped_unchanged', undefined] as const)('writes a score without stamping an attempt (%s)', (enriched) => {
		const scored = { ...proposal, value: 5, provider: 'score:fit', source: 'score', policy: 'always' } as const;
		const { row, outcome } = plan({ outcome: enriched, proposals: { Employees: scored } }, {});
		expect(outcome).toBe('written');
		expect(row).toEqual({ Id: id, Employees: 5, Enrichment_Log_Id__c: 'run-1' });
	});

	it('stamps the reason of a refusal and leaves every value alone', () => {
		const wrong = { ...proposal, value: 'many' };
		const { row, outcome, changes } = plan(
			{ outcome: 'matched', proposals: { Industry: proposal, Employees: wrong } },
			{},
			{ mustFit: () => true },
		);
		expect({ outcome, changes }).toEqual({ outcome: 'rejected', changes: [] });
		expect(row).not.toHaveProperty('Industry');
		expect(row).toMatchObject({
			Enrichment_Outcome__c: 'rejected',
			Enrichment_Message__c: 'Employees: Attempting to set int field value with string many',
		});
	});

	it('sends the others when one value does not fit, and stamps which was left out and why', () => {
		const wrong = { ...proposal, value: 'many' };
		const { row, outcome } = plan({ outcome: 'matched', proposals: { Industry: proposal, Employees: wrong } }, {});
		expect(outcome).toBe('partly_written');
		expect(row).not.toHaveProperty('Employees');
		expect(row).toMatchObject({
			Industry: 'Energy',
			Enrichment_Outcome__c: 'partly_written',
			Enrichment_Message__c: 'Left out: Employees: Attempting to set int field value with string many',
		});
	});

	it('only stamps the reason when the value that does not fit was the only one that was new', () => {
		const wrong = { ...proposal, value: 'many' };
		const proposals = { Industry: proposal, Employees: wrong };
		expect(plan({ outcome: 'matched', proposals }, { Industry: 'Energy' })).toMatchObject({
			outcome: 'stamped',
			row: {
				Enrichment_Outcome__c: 'unchanged',
				Enrichment_Message__c: expect.stringContaining('Left out: Employees'),
			},
		});
		expect(plan({ outcome: 'matched', proposals: { Employees: wrong } }, {})).toMatchObject({
			outcome: 'rejected',
			row: {
				Enrichment_Outcome__c: 'rejected',
				Enrichment_Message__c: expect.stringContaining('Employees: Attempting'),
			},
		});
	});
});
