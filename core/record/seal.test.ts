import type { RecordItem } from './record-item';
import { sealed as sealAll, sealStatesOf } from './seal';

const key = 'k'.repeat(43);
const proposals = {
	Industry: { value: 'Energy', provider: 'reference', confidence: 1, observedAt: '2026-11-01', policy: 'fill_blank' },
} as const;
const anItem = (changes: RecordItem = {}): RecordItem => ({
	Id: '00Q000000000001AAA',
	_enrichment: { runId: 'run-1', version: 'v1', proposals },
	...changes,
});
const sealed = (item: RecordItem, by: string) => sealAll([item], by)[0];
const sealStateOf = (item: RecordItem, by: string) => sealStatesOf([item], by)[0];
const copied = (item: RecordItem) => structuredClone(item);

describe('a seal', () => {
	it('holds when n8n copies the item, and when a stage adds to it', () => {
		const item = copied(sealed(anItem(), key));
		expect(sealStateOf(item, key)).toBe('fits');
		expect(sealStateOf({ ...item, _enrichment: { ...item._enrichment, outcome: 'matched' } }, key)).toBe('fits');
	});

	it.each<[string, (item: RecordItem) => RecordItem]>([
		['another record', (item) => ({ ...item, Id: '00Q000000000002AAA' })],
		['no record', ({ Id: _Id, ...item }) => item],
		['another run', (item) => ({ ...item, _enrichment: { ...item._enrichment, runId: 'run-2' } })],
		[
			'no run, and so without its dry run',
			({ _enrichment: { runId: _runId, ...enrichment } = {}, ...item }) => ({ ...item, _enrichment: enrichment }),
		],
		['a seal of nothing', (item) => ({ ...item, _enrichment: { ...item._enrichment, seal: '' } })],
	])('does not hold for %s', (_what, change) => {
		expect(sealStateOf(change(copied(sealed(anItem(), key))), key)).toBe('broken');
	});

	it('does not hold with another key', () => {
		expect(sealStateOf(sealed(anItem(), key), 'l'.repeat(43))).toBe('broken');
	});

	it('is the same for one item and among many, of several runs and without Ids', () => {
		const items = ['run-1', 'run-2', undefined].flatMap((runId) =>
			[1, 2].map((at) => anItem({ Id: `00Q00000000000${at}AAA`, _enrichment: { runId, proposals } })),
		);
		const mixed = [...items, anItem({ Id: undefined }), {}, anItem({ Id: 'Key__c=a' })];
		expect(sealAll(mixed, key)).toEqual(mixed.map((item) => sealed(item, key)));
		expect(new Set(sealAll(items, key).map((item) => item._enrichment?.seal)).size).toBe(items.length);
		expect(sealStatesOf(sealAll(mixed, key), key)).toEqual([...Array(7).fill('fits'), 'none', 'fits']);
	});

	it('of a run holds on every record, until something is said of the record', () => {
		const started = sealed({ _enrichment: { orgId: '00D', sObject: 'Lead', runId: 'run-1', executionId: '1' } }, key);
		expect(sealStateOf({ ...started, Id: '00Q000000000001AAA' }, key)).toBe('fits');
		expect(
			sealStateOf({ ...started, Id: '00Q000000000001AAA', _enrichment: { ...started._enrichment, proposals } }, key),
		).toBe('broken');
		expect(sealStateOf({ ...started, _enrichment: { ...started._enrichment, proposals } }, key)).toBe('broken');
	});

	it('of a record without an Id is over all that is said of it', () => {
		const item = copied(sealed({ _enrichment: { proposals } }, key));
		expect(sealStateOf(item, key)).toBe('fits');
		expect(sealStateOf({ _enrichment: { ...item._enrichment, proposals: { OwnerId: proposals.Industry } } }, key)).toBe(
			'broken',
		);
	});

	it.each([undefined, null, 'text', 5])('is none on %j', (_enrichment) => {
		expect(sealStateOf({ _enrichment } as RecordItem, key)).toBe('none');
		expect(sealed({ _enrichment } as RecordItem, key)).toEqual({ _enrichment });
	});
});
