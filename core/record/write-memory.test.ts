import type { Proposal } from './record-item';
import { loadMemory, loadMemoryOf, type WriteHistory } from './write-memory';

const ann = '00Q5e0000000001EAA';
const bob = '00Q5e0000000002EAA';
const proposals: Record<string, Proposal> = {
	Title: { value: 'CTO', provider: 'p', confidence: 0.9, observedAt: '2026-01-01', policy: 'tracked' },
};

/** Remembers the Ids that it was asked about. */
function aHistory() {
	const asked: Record<'written' | 'undone', string[][]> = { written: [], undone: [] };
	const history: WriteHistory<{ value: unknown; confidence?: number }> = {
		async loadLastWritten(_orgId, ids) {
			asked.written.push([...ids]);
			return [{ recordId: ann, field: 'Title', value: 'CEO', confidence: 0.8 }];
		},
		async loadTombstones(_orgId, ids) {
			asked.undone.push([...ids]);
			return ['12.0', 'CFO'].map((value) => ({ recordId: ann, field: 'Size', value }));
		},
	};
	return { history, asked };
}

describe('loadMemory', () => {
	it('knows what was written last, by record and field', async () => {
		const memory = await loadMemory(aHistory().history, 'org', [ann, bob]);
		expect(memory.lastWritten(ann, 'Title')).toMatchObject({ value: 'CEO', confidence: 0.8 });
		expect([memory.lastWritten(ann, 'Size'), memory.lastWritten(bob, 'Title')]).toEqual([undefined, undefined]);
	});

	it('knows every value that was undone, in normal form', async () => {
		const memory = await loadMemory(aHistory().history, 'org', [ann]);
		expect([12, '12', 'CFO', 'CEO'].map((value) => memory.isUndone(ann, 'Size', value, 'int'))).toEqual([
			true,
			true,
			true,
			false,
		]);
		expect(memory.isUndone(bob, 'Size', 12)).toBe(false);
	});
});

describe('loadMemoryOf', () => {
	it('asks about the records for which something is proposed, in their long Ids', async () => {
		const { history, asked } = aHistory();
		await loadMemoryOf(history, 'org', [
			{ Id: ann.slice(0, 15), _enrichment: { proposals } },
			{ Id: bob },
			{ _enrichment: { proposals } },
		]);
		expect(asked).toEqual({ written: [[ann]], undone: [[ann]] });
	});

	it('asks for what we wrote only where a policy compares with it', async () => {
		const { history, asked } = aHistory();
		const blank = { Title: { ...proposals.Title, policy: 'fill_blank' as const } };
		await loadMemoryOf(history, 'org', [
			{ Id: ann, _enrichment: { proposals: blank } },
			{ Id: bob, _enrichment: { proposals } },
		]);
		expect(asked).toEqual({ written: [[bob]], undone: [[ann, bob]] });
	});

	it('asks nobody when nothing is proposed', async () => {
		const { history, asked } = aHistory();
		const memory = await loadMemoryOf(history, 'org', [{ Id: ann, _enrichment: { proposals: {} } }, { Id: bob }]);
		expect(memory.lastWritten(ann, 'Title')).toBeUndefined();
		expect(asked).toEqual({ written: [], undone: [] });
	});
});
