import type { Proposal, RecordItem } from '../../record/record-item';
import { withSourcesLine } from './sources-line';

const field = 'Enrichment_Sources__c';
const now = new Date('2026-11-28T10:00:00Z');

function aProposal(value: unknown, change: Partial<Proposal> = {}): Proposal {
	return {
		value,
		provider: 'first',
		confidence: 0.9,
		observedAt: '2026-01-01T00:00:00Z',
		policy: 'fill_blank',
		...change,
	};
}

function lineOf(item: RecordItem): unknown {
	return withSourcesLine(item, field, now)._enrichment?.proposals?.[field]?.value;
}

describe('withSourcesLine', () => {
	const proposals = { Industry: aProposal('Energy'), Phone: aProposal('+1 415 555 0100', { provider: 'second' }) };

	it('says which provider fills which field, and keeps what it said of others', () => {
		const line = 'third 2026-01-02: Title, Phone; fourth 2026-01-03: City';
		expect(lineOf({ Industry: null, Phone: null, [field]: line, _enrichment: { proposals } })).toBe(
			'first 2026-11-28: Industry; second 2026-11-28: Phone; third 2026-01-02: Title; fourth 2026-01-03: City',
		);
	});

	it('is a value of the pack that always replaces the line before', () => {
		const item = withSourcesLine({ Industry: null, [field]: null, _enrichment: { proposals } }, field, now);
		expect(item._enrichment?.proposals?.[field]).toMatchObject({ source: 'mapping', policy: 'always' });
	});

	it('says the same when the next node of a chain says it again', () => {
		const once = withSourcesLine(
			{ Industry: null, Phone: null, [field]: null, _enrichment: { proposals } },
			field,
			now,
		);
		expect(withSourcesLine(once, field, now)).toEqual(once);
	});

	it.each<[string, RecordItem]>([
		['the org has no such field', { Industry: null }],
		['the record keeps what it has', { Industry: 'Retail', [field]: null }],
		['the record has the value already', { Industry: 'energy', Phone: '+1 415 555 0100', [field]: null }],
		['the target was not read', { [field]: null }],
	])('says nothing where %s', (_what, record) => {
		expect(lineOf({ ...record, _enrichment: { proposals: { Industry: proposals.Industry } } })).toBeUndefined();
	});

	it('does not claim scores and mapped values', () => {
		const scores = { Score__c: aProposal(80, { source: 'score' }) };
		expect(lineOf({ Score__c: null, [field]: null, _enrichment: { proposals: scores } })).toBeUndefined();
	});

	it('is cut at whole entries', () => {
		const many = Object.fromEntries(
			Array.from({ length: 20 }, (_, at) => [`Some_Custom_Field_${at}__c`, aProposal(at)]),
		);
		const record = Object.fromEntries(Object.keys(many).map((name) => [name, null]));
		const line = lineOf({ ...record, [field]: null, _enrichment: { proposals: many } }) as string;
		expect(line.length).toBeLessThanOrEqual(255);
		expect(line).toMatch(/^first 2026-11-28: (Some_Custom_Field_\d+__c(, |$))+$/);
		expect(line.split(', ').length).toBeGreaterThan(8);
	});
});
