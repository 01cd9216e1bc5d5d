import { aJournalRow } from '../contract/store.builders';
import { confirmChanges, formatChanges, mergeChanges, parseChanges } from './journal-changes';

const written = aJournalRow({
	status: 'written',
	provider: 'reference',
	confidence: 1 / 3,
	policy: 'always',
	observedAt: '2026-11-01',
});

describe('formatChanges', () => {
	it('says once what the changes of a record have in common', () => {
		const text = formatChanges([
			written,
			{ ...written, field: 'Title' },
			{ ...written, field: 'Phone', provider: undefined },
		]);
		expect(text.match(/observedAt/g)).toHaveLength(2);
	});

	it.each([
		['alike', [written, { ...written, field: 'Title', before: 0, after: false }]],
		[
			'of different origin',
			[
				written,
				aJournalRow({ field: 'Title', status: 'refused' }),
				{ ...written, field: 'Phone', at: '2026-11-22T00:00:00.000Z' },
			],
		],
		['of a new record', [{ ...written, kind: 'created' as const, field: 'Id' }, written]],
		['of values with parts', [aJournalRow({ before: { city: 'Ulm' }, after: ['"', '\0', '💥'] })]],
	])('is read again as it was, of changes %s', (_case, changes) => {
		const [{ recordId, sObject }] = changes;
		expect(parseChanges(recordId, sObject, formatChanges(changes))).toEqual(changes);
	});
});

describe('parseChanges', () => {
	it('knows a record that was created before there were kinds by its Id', () => {
		const fields = { Id: [null, '00Q1'], Title: [null, 'CEO'] };
		const text = JSON.stringify({ shared: { policy: 'create', status: 'written', at: '2026' }, fields });
		expect(parseChanges('00Q1', 'Lead', text).map(({ kind }) => kind)).toEqual(['created', undefined]);
	});
});

describe('confirmChanges', () => {
	const intended = aJournalRow({ status: 'intended' });
	const isWritten = (field: string) => field === 'Industry';
	const at = '2026-11-22T00:00:00.000Z';

	it.each([
		['alone', [intended]],
		['beside one that is not written', [intended, { ...intended, field: 'Title' }]],
		[
			'of another origin than the first',
			[
				{ ...written, field: 'Phone' },
				{ ...intended, provider: 'other' },
			],
		],
		['beside one that is not intended', [{ ...written, field: 'Title' }, intended]],
	])('confirms an intended change %s and leaves all others', (_case, changes) => {
		const [{ recordId, sObject }] = changes;
		const text = confirmChanges(formatChanges(changes), isWritten, at);
		const expected = changes.map((change) =>
			change.status === 'intended' && isWritten(change.field) ? { ...change, status: 'written', at } : change,
		);
		expect(parseChanges(recordId, sObject, text!)).toEqual(expected);
	});

	it('has nothing to confirm where nothing was intended', () => {
		expect(confirmChanges(formatChanges([written]), isWritten, at)).toBeUndefined();
		expect(confirmChanges(formatChanges([{ ...intended, field: 'Title' }]), isWritten, at)).toBeUndefined();
	});
});

describe('mergeChanges', () => {
	it('tells which written values give way to something that is not written', () => {
		const next = { ...written, before: written.after, after: 'Retail' };
		expect(mergeChanges([written], [{ ...next, status: 'intended' }]).displaced).toEqual([written]);
		expect(mergeChanges([written], [next]).displaced).toEqual([]);
		expect(mergeChanges([aJournalRow()], [{ ...next, status: 'refused' }]).displaced).toEqual([]);
	});

	it('keeps fields in their places and puts new ones behind them', () => {
		const [title, phone] = ['Title', 'Phone'].map((field) => ({ ...written, field }));
		expect(mergeChanges([written, title], [phone, written]).changes.map(({ field }) => field)).toEqual([
			'Industry',
			'Title',
			'Phone',
		]);
	});
});
