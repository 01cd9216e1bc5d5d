import { ownFields, stampFields } from '../../record/fields';
import { inputHash } from '../../record/input-hash';
import type { Outcome } from '../../record/outcome';
import type { Proposal, RecordItem } from '../../record/record-item';
import { aField, aLeadDescription } from './field-description.builders';
import type { FieldChange } from './record-plan';
import { attemptOutcome, isRepeatedWord, stampValues, type StampInputs } from './stamps';

const description = aLeadDescription(...stampFields.map((name) => aField(name)));
const serverNow = new Date('2026-11-21T16:29:17Z');
const match = { scheme: 'match-1', fields: { email: 'Email', website: 'Website' } };
const industry: FieldChange = { field: 'Industry', before: null, after: 'Energy', provider: 'reference' };
const score: FieldChange = {
	field: 'Enrichment_Score__c',
	before: null,
	after: 80,
	provider: 'score:fit',
	source: 'score',
};

const matched: RecordItem = { _enrichment: { outcome: 'matched' } };

function stamps(changes: Partial<StampInputs> = {}) {
	const base = { item: matched, current: {}, changes: [], outcome: 'unchanged' as const, serverNow, runId: 'run-1' };
	return stampValues({ ...base, ...changes }, description);
}

describe('stampValues', () => {
	it('moves last enriched only with a business value', () => {
		expect(stamps({ changes: [industry] })).toHaveProperty(ownFields.lastEnrichedOn.name, '2026-11-21T16:29:17.000Z');
		expect(stamps({ changes: [score] })).not.toHaveProperty(ownFields.lastEnrichedOn.name);
		expect(stamps()).not.toHaveProperty(ownFields.lastEnrichedOn.name);
	});

	it('cuts the message to the length of its field', () => {
		const message = String(stamps({ message: 'x'.repeat(300) })[ownFields.message.name]);
		expect(message).toHaveLength(255);
		expect(message.at(-1)).toBe('…');
	});

	it('leaves out what the org lacks or the user cannot update', () => {
		const inputs = { item: matched, current: {}, changes: [], outcome: 'no_match' as const, serverNow };
		const few = aLeadDescription(aField(ownFields.outcome.name), aField(ownFields.logId.name, { updateable: false }));
		expect(stampValues(inputs, few)).toEqual({ [ownFields.outcome.name]: 'no_match' });
	});

	it('hashes the inputs as they are after the write', () => {
		const item: RecordItem = { Email: 'a@acme.example', Website: null, _enrichment: { hashInputs: { match } } };
		const website: FieldChange = { field: 'Website', before: null, after: 'acme.example' };
		const after = { Email: 'a@acme.example', Website: 'acme.example' };
		expect(stamps({ item, changes: [website] })[ownFields.matchHash.name]).toBe(inputHash(match, after));
	});

	it('lets an input that somebody changed since the read count as a change next time', () => {
		const item: RecordItem = { Email: 'old@acme.example', Website: null, _enrichment: { hashInputs: { match } } };
		const current = { Email: 'new@acme.example', Website: null };
		expect(stamps({ item, current })[ownFields.matchHash.name]).not.toBe(inputHash(match, current));
	});

	it('reads an input that the item does not carry from the record', () => {
		const item: RecordItem = { Website: null, _enrichment: { hashInputs: { match } } };
		const current = { Email: 'a@acme.example' };
		expect(stamps({ item, current })[ownFields.matchHash.name]).toBe(inputHash(match, current));
	});

	it.each<[string, Partial<StampInputs>, boolean]>([
		['is written', { changes: [score] }, true],
		['is there already', { current: { Enrichment_Score__c: 80 } }, true],
		['was refused with the rest', { outcome: 'rejected' }, false],
		[
			'was left alone, because somebody changed it meanwhile',
			{ changes: [industry], current: { Enrichment_Score__c: 5 } },
			false,
		],
	])('stamps what the score comes from when it %s', (_what, inputs, isStamped) => {
		const proposal: Proposal = {
			value: 80,
			provider: 'score:fit',
			source: 'score',
			confidence: 1,
			observedAt: '2026-11-21',
			policy: 'always',
		};
		const item: RecordItem = {
			_enrichment: { modelHash: 'of the score', proposals: { Enrichment_Score__c: proposal } },
		};
		expect(ownFields.modelHash.name in stamps({ item, ...inputs })).toBe(isStamped);
	});

	it('stamps what a kept score comes from', () => {
		expect(stamps({ item: { _enrichment: { modelHash: 'of the score' } } })[ownFields.modelHash.name]).toBe(
			'of the score',
		);
	});

	it('does not let a failed look-up count as asked', () => {
		const item: RecordItem = {
			Email: 'a@acme.example',
			_enrichment: { outcome: 'provider_failed', hashInputs: { match } },
		};
		expect(stamps({ item })).not.toHaveProperty(ownFields.matchHash.name);
	});
});

describe('attemptOutcome', () => {
	it.each<[Outcome | undefined, FieldChange[], Outcome]>([
		['matched', [industry], 'written'],
		['matched', [], 'unchanged'],
		['matched', [score], 'written'],
		['no_match', [], 'no_match'],
		['no_match', [score], 'no_match'],
		['low_confidence', [industry], 'written'],
		[undefined, [], 'unchanged'],
	])('after %s with %j is %s', (outcome, changes, expected) => {
		expect(attemptOutcome({ _enrichment: { outcome } }, changes)).toBe(expected);
	});
});

describe('isRepeatedWord', () => {
	const left = {
		[ownFields.outcome.name]: 'rejected',
		[ownFields.message.name]: 'Not that website',
		[ownFields.lastActivity.name]: '2026-11-21T10:00:00.000+0000',
	};
	const now = { [ownFields.outcome.name]: 'rejected', [ownFields.message.name]: 'Not that website' };

	it.each([
		['the same word within a day', now, left, true],
		['another reason', { ...now, [ownFields.message.name]: 'Other' }, left, false],
		['another outcome', { ...now, [ownFields.outcome.name]: 'invalid_input' }, left, false],
		['other inputs', { ...now, [ownFields.matchHash.name]: 'b' }, { ...left, [ownFields.matchHash.name]: 'a' }, false],
		[
			'the same word after a day',
			now,
			{ ...left, [ownFields.lastActivity.name]: '2026-11-20T10:00:00.000+0000' },
			false,
		],
		['the first word', now, {}, false],
	])('judges %s', (_name, stamped, current, isRepeated) => {
		expect(isRepeatedWord(stamped, current, serverNow)).toBe(isRepeated);
	});

	it.each([
		[59, true],
		[61, false],
	])(
		'lets what a hash gates be stamped again after %i minutes: %s, because its age is counted from the stamp',
		(minutes, isRepeated) => {
			const noMatch = { [ownFields.outcome.name]: 'no_match' };
			const at = new Date(serverNow.getTime() - minutes * 60_000).toISOString();
			const current = { ...noMatch, [ownFields.lastActivity.name]: at };
			expect(isRepeatedWord(noMatch, current, serverNow)).toBe(isRepeated);
		},
	);
});
