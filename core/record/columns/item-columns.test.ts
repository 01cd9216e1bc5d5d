import type { RecordEnrichment, RecordItem } from '../record-item';
import { fromColumns, hasColumns, toColumns, withoutColumns } from './item-columns';

const suggested = {
	provider: 'reference-data',
	confidence: 0.92,
	observedAt: '2026-01-01T00:00:00.000Z',
	policy: 'fill_blank' as const,
};

function aLead(enrichment: RecordEnrichment & Record<string, unknown>): RecordItem {
	return {
		attributes: { type: 'Lead', url: '/Lead/1' },
		Id: '00Q000000000001AAA',
		Email: 'ada@acme.com',
		Name: 'Ada Byron',
		_enrichment: enrichment,
	};
}

describe('toColumns', () => {
	it('shows who it is and what a person looks for first, and no attributes of Salesforce', () => {
		const item = {
			...aLead({
				outcome: 'matched',
				message: 'Found.',
				sObject: 'Lead',
				scores: {
					fit: {
						score: 30,
						rank: 'D',
						modelVersion: '1',
						contributions: [{ rule: 'base', points: 30, reason: 'Every record starts with' }],
					},
				},
				matches: [{ sObject: 'Lead', id: '00Q000000000002AAA', probability: 0.97, agreedOn: ['email', 'phone'] }],
				proposals: { Industry: { ...suggested, value: 'Software' } },
				changes: [{ field: 'Industry', before: undefined, after: 'Software' }],
			}),
			Account: { attributes: { type: 'Account' }, Name: 'Acme', Owner: { attributes: { type: 'User' }, Name: 'Eve' } },
		};
		const json = toColumns(item);
		expect(Object.keys(json).slice(0, 9)).toEqual([
			'Name',
			'Id',
			'_outcome',
			'_score',
			'_rank',
			'_duplicateOf',
			'_changed',
			'_message',
			'Email',
		]);
		expect(json).toMatchObject({
			Account: { Name: 'Acme', Owner: { Name: 'Eve' } },
			_outcome: 'matched',
			_score: 30,
			_rank: 'D',
			_duplicateOf: '00Q000000000002AAA',
			_changed: 'Industry',
			_proposals: { Industry: 'Software' },
			_sources: '0.92 reference-data fill_blank 2026-01-01T00:00:00.000Z: Industry',
			_reasons: { fit: '30 D = 30 Every record starts with' },
			_matches: { 'Lead 0.97 email, phone': '00Q000000000002AAA' },
			_before: { Industry: null },
			_after: { Industry: 'Software' },
		});
		expect(JSON.stringify(json)).not.toContain('attributes');
	});

	it('names the code of each field that was refused', () => {
		const errors = [
			{ code: 'STRING_TOO_LONG', fields: ['Phone'] },
			{ code: 'INVALID_EMAIL', fields: ['Phone'] },
			{ code: 'ROW_LOCKED', fields: [] },
		];
		expect(toColumns(aLead({ errors }))._errors).toEqual({
			Phone: 'STRING_TOO_LONG, INVALID_EMAIL',
			record: 'ROW_LOCKED',
		});
	});

	it('puts its own word in the place of a column that came in from elsewhere', () => {
		const item = {
			...aLead({ outcome: 'matched' }),
			_outcome: 'written',
			_score: 3.5,
			_proposals: { Industry: 'x' },
			_mine: 1,
		};
		const json = toColumns(item);
		expect(json).toMatchObject({ _outcome: 'matched', _mine: 1 });
		expect(Object.keys(json)).not.toEqual(expect.arrayContaining(['_score']));
		expect(json._proposals).toBeUndefined();
	});

	it('gives back what the pack says nothing of', () => {
		const record = { Id: '00Q000000000001AAA', attributes: { type: 'Lead' } };
		expect(toColumns(record)).toBe(record);
	});
});

describe('fromColumns', () => {
	it.each<[string, RecordEnrichment]>([
		[
			'a run',
			{
				orgId: '00D000000000001AAA',
				sObject: 'Lead',
				runId: 'run-1',
				executionId: '7',
				batchId: 3,
				version: '2026-01-01T00:00:00.000+0000',
				selectedAs: 'due',
			},
		],
		[
			'suggestions of several origins',
			{
				sObject: 'Lead',
				proposals: {
					Industry: { ...suggested, value: 'Software' },
					Topics__c: { ...suggested, value: ['a', 'b'], multiSelect: 'add' },
					AnnualRevenue: { ...suggested, value: 5e6, confidence: 0.8, currency: 'EUR' },
					Enrichment_Score__c: {
						...suggested,
						value: 0,
						provider: 'score:a | b; c',
						source: 'score',
						policy: 'always',
					},
					'A misspelt, name; of a field': { ...suggested, value: false },
				},
			},
		],
		[
			'scores of two models with one reason twice',
			{
				sObject: 'Lead',
				scores: {
					fit: {
						score: 5,
						rank: 'F',
						modelVersion: '2',
						contributions: [
							{ rule: 'a', points: 3, reason: '7' },
							{ rule: 'b', points: 2, reason: 'Known' },
						],
					},
					intent: { score: 100, rank: 'A', modelVersion: '1', contributions: [] },
				},
				modelHash: null,
			},
		],
		[
			'duplicates',
			{
				sObject: 'Lead',
				duplicateOf: ['00Q000000000003AAA'],
				matches: [
					{ sObject: 'Contact', id: '003000000000002AAA', probability: 1, agreedOn: ['email'] },
					{ sObject: 'Lead', id: '00Q000000000002AAA', probability: 0.5, agreedOn: [] },
				],
			},
		],
		[
			'hash inputs and rates',
			{
				sObject: 'Lead',
				hashInputs: { match: { scheme: 's', fields: { email: 'Email' } } },
				amounts: { paths: ['AnnualRevenue'], rateByCode: { EUR: 1, USD: 1.1 } },
				outcome: 'rejected',
				message: 'Too long',
				retryable: false,
				seal: 'abc',
			},
		],
	])('reads %s back', (_, enrichment) => {
		const { attributes, ...record } = aLead({ ...enrichment });
		const read = fromColumns(JSON.parse(JSON.stringify(toColumns({ attributes, ...record }))) as RecordItem);
		expect(read).toEqual(record);
		expect(toColumns(read)).toEqual(toColumns({ attributes, ...record }));
	});

	it('knows what was written from the changes', () => {
		const item = aLead({
			outcome: 'written',
			written: { Industry: 'Software' },
			changes: [{ field: 'Industry', before: 'IT', after: 'Software' }],
		});
		expect(fromColumns(toColumns(item))._enrichment).toMatchObject({
			written: { Industry: 'Software' },
			sObject: 'Lead',
		});
		expect(
			fromColumns(
				toColumns(aLead({ outcome: 'would_write', changes: [{ field: 'Industry', before: 'IT', after: 'Software' }] })),
			)._enrichment?.written,
		).toBeUndefined();
	});

	it('keeps what two nodes have written one after the other', () => {
		const item = aLead({
			outcome: 'written',
			written: { Title: 'CEO', Industry: 'Software' },
			changes: [{ field: 'Industry', before: 'IT', after: 'Software' }],
		});
		expect(fromColumns(toColumns(item))._enrichment?.written).toEqual({ Title: 'CEO', Industry: 'Software' });
	});

	it('drops a suggestion that a person has taken out, and takes a value that a person has changed', () => {
		const json = toColumns(
			aLead({ proposals: { Industry: { ...suggested, value: 'IT' }, Phone: { ...suggested, value: '1' } } }),
		);
		const edited = fromColumns({ ...json, _proposals: { Industry: 'Software' } });
		expect(edited._enrichment?.proposals).toEqual({ Industry: { ...suggested, value: 'Software' } });
	});

	it('makes nothing of columns that cannot be read', () => {
		const json = {
			Id: '1',
			_enrichment: '{',
			_outcome: 'made up',
			_proposals: 3,
			_sources: 'no origin',
			_matches: { x: 'y' },
			_reasons: 'z',
		};
		expect(fromColumns(json)).toEqual({ Id: '1', _enrichment: { matches: [] } });
	});
});

describe('withoutColumns', () => {
	it('takes off all that the pack says, and only that', () => {
		const json = toColumns(aLead({ outcome: 'matched' }));
		expect(hasColumns(json)).toBe(true);
		expect(withoutColumns({ ...json, _mine: 1 })).toEqual({
			Id: '00Q000000000001AAA',
			Email: 'ada@acme.com',
			Name: 'Ada Byron',
			_mine: 1,
		});
		expect(hasColumns({ _mine: 1 })).toBe(false);
		// As a search engine names them.
		expect(hasColumns({ _id: '1', _score: 3.5, _message: 'x' })).toBe(false);
	});
});
