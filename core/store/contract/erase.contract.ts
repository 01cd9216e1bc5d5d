import { aCall, aKeptAnswer } from './ledger.builders';
import type { KeptMerge } from './merges';
import type { Store } from '../store';
import { tracePlaces } from './erase';
import { aCarryOver, aJournalRow, aKeptRun, anAttempt, collect, minuteMs, noon } from './store.builders';
import type { Run } from './runs';

const ada = '00Q000000000001AAA';
const bob = '00Q000000000002AAA';

const aMergeOf = (number: number, masterId: string): KeptMerge => ({
	number,
	groupId: 'g',
	sObject: 'Contact',
	masterId,
	loserIds: [`loser of ${masterId}`],
	state: 'merged',
	values: { changes: [], losers: { x: { Email: masterId === ada ? 'Ada@acme.com' : 'nada@acme.com' } } },
	children: [],
});
const aKeyOf = (masterId: string) => ({ sObject: 'Contact', field: 'Key__c', value: masterId, loserId: 'l', masterId });

/** What every store does to forget a person. */
export function testErase(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	/** Leaves something of both records in every place. */
	async function leaveTraces(run: Run): Promise<void> {
		for (const recordId of [ada, bob]) {
			const email = recordId === ada ? 'Ada@acme.com' : 'nada@acme.com';
			await store.addWork(run, [{ recordId }]);
			await store.settleWork(run, [{ recordId, outcome: 'rejected', message: `${email} is taken`, leftOut: [] }]);
			await store.journal(run.runId, [aJournalRow({ recordId, field: 'Email', after: email, status: 'written' })]);
			await store.stageRows(run.runId, [{ recordId, values: { Email: email } }]);
			await store.carryOver(run, [aCarryOver({ recordId, reason: `${email} is taken` })]);
			await store.noteAttempts(run.orgId, [anAttempt({ recordId })]);
			await store.addTombstones(run.orgId, [{ recordId, sObject: 'Lead', field: 'Email', value: email }]);
			await store.receive(run, [{ recordId, isNew: false }], noon, minuteMs);
		}
		await store.claimRecords(run.orgId, [ada, bob], run.runId, noon, minuteMs);
		await store.addMerges(run.runId, [aMergeOf(1, ada), aMergeOf(2, bob)]);
		await store.addMergedKeys(run.orgId, run.runId, [ada, bob].map(aKeyOf));
		const indexed = [ada, bob].map((recordId, number) => ({ recordId, number, values: '["x"]', links: [] }));
		await store.fillMatchIndex({ orgId: run.orgId, name: 'Lead' }, 1, { pages: [], records: indexed });
	}

	describe('findRecordsHolding', () => {
		it('finds whole values in whatever case', async () => {
			const run = await aKeptRun(store);
			await leaveTraces(run);
			expect(await store.findRecordsHolding(run.orgId, ['ada@ACME.com'])).toEqual([ada]);
			expect(await store.findRecordsHolding(run.orgId, ['nada@acme.com', 'ada@acme.com'])).toEqual([ada, bob]);
			expect(await store.findRecordsHolding(run.orgId, ['acme.com', '%@acme.com', '_da@acme.com'])).toEqual([]);
			expect(await store.findRecordsHolding(run.orgId, [])).toEqual([]);
		});

		it.each(['journal', 'staged', 'kept', 'undone', 'asked'])('looks into what is %s', async (place) => {
			const run = await aKeptRun(store);
			const value = { recordId: ada, field: 'Email', after: 'ada@acme.com', status: 'written' } as const;
			if (place === 'journal') await store.journal(run.runId, [aJournalRow(value)]);
			if (place === 'staged') await store.stageRows(run.runId, [{ recordId: ada, values: { Email: 'ada@acme.com' } }]);
			if (place === 'asked') {
				const question = { query: { email: 'ada@acme.com' } };
				const records = [{ recordId: ada, inputHash: 'ada', worst: {}, question }];
				await store.reserveCredits(aCall({ orgId: run.orgId, records }), []);
			}
			if (place === 'undone')
				await store.addTombstones(run.orgId, [{ ...value, sObject: 'Lead', value: 'ada@acme.com' }]);
			if (place === 'kept') {
				// What was written stays known until what replaces it is written too.
				await store.journal(run.runId, [aJournalRow(value)]);
				await store.journal(run.runId, [aJournalRow({ ...value, after: 'eve@acme.com', status: 'intended' })]);
			}
			expect(await store.findRecordsHolding(run.orgId, ['ada@acme.com'])).toEqual([ada]);
		});

		it('does not look into other orgs', async () => {
			const [run, other] = [await aKeptRun(store), await aKeptRun(store)];
			await leaveTraces(run);
			expect(await store.findRecordsHolding(other.orgId, ['ada@acme.com'])).toEqual([]);
		});
	});

	describe('eraseAnswersHolding', () => {
		it('takes the question out of a call that is open, which stays with what it may cost', async () => {
			const { orgId } = await aKeptRun(store);
			const asking = (email: string) => ({
				inputHash: email,
				worst: { credits: 1000 },
				question: { query: { email } },
			});
			const records = [asking('ada@acme.com'), asking('bob@acme.com')];
			await store.reserveCredits(aCall({ orgId, records }), []);
			await store.eraseAnswersHolding(orgId, ['ADA@acme.com']);
			const [call] = await store.loadOpenCalls(orgId, 'vendor', ['bob@acme.com']);
			expect(call.records).toEqual([{ inputHash: '', worst: { credits: 1000 } }, records[1]]);
		});

		it('forgets answers about the person, also of items that were no records', async () => {
			const { orgId } = await aKeptRun(store);
			const answers = [
				aKeptAnswer({ inputHash: 'a', recordId: ada, answer: { values: { email: 'Ada@acme.com' } } }),
				aKeptAnswer({ inputHash: 'b', recordId: undefined, answer: { values: { email: 'ada@acme.com' } } }),
				aKeptAnswer({ inputHash: 'c', recordId: bob, answer: { values: { email: 'nada@acme.com' } } }),
			];
			const call = aCall({ orgId });
			await store.reserveCredits(call, []);
			await store.settleCall(call.callId, { charged: {}, lookUps: [], answers, at: noon });
			expect(await store.findRecordsHolding(orgId, ['ada@acme.com'])).toEqual([ada]);
			expect(await store.eraseAnswersHolding(orgId, ['ada@acme.com', 'eve@acme.com'])).toBe(2);
			const left = await store.loadAnswers(orgId, call.provider, ['a', 'b', 'c'], noon);
			expect(left.map(({ inputHash }) => inputHash)).toEqual(['c']);
		});
	});

	describe('eraseTraces', () => {
		it('forgets the record everywhere, and counts it', async () => {
			const run = await aKeptRun(store);
			await leaveTraces(run);
			const erased = await store.eraseTraces(run.orgId, [ada]);
			// What was written last is still in the journal, and not kept beside it.
			expect(erased).toEqual({ ...Object.fromEntries(tracePlaces.map((place) => [place, 1])), lastWritten: 0 });
			expect(await store.findRecordsHolding(run.orgId, ['ada@acme.com'])).toEqual([]);
			expect(await store.loadAttempts(run.orgId, [ada])).toEqual([]);
			expect(await store.loadCarryOver(run, noon, 9)).toEqual([expect.objectContaining({ recordId: bob })]);
			expect(await store.loadLastWritten(run.orgId, [ada])).toEqual([]);
		});

		it('leaves how the record ended for the counts of its run', async () => {
			const run = await aKeptRun(store);
			await leaveTraces(run);
			await store.eraseTraces(run.orgId, [ada]);
			expect(await store.countOutcomes(run)).toEqual({ rejected: 2 });
			const [work] = await store.loadWork(run, [ada]);
			expect(work.settlement).toEqual(expect.not.objectContaining({ message: expect.anything() as unknown }));
		});

		it('leaves all others alone', async () => {
			const [run, other] = [await aKeptRun(store), await aKeptRun(store)];
			await leaveTraces(run);
			await leaveTraces(other);
			await store.eraseTraces(run.orgId, [ada]);
			expect(await store.findRecordsHolding(run.orgId, ['nada@acme.com'])).toEqual([bob]);
			expect(await store.findRecordsHolding(other.orgId, ['ada@acme.com'])).toEqual([ada]);
			expect(await collect(store.readJournal(other.runId))).toHaveLength(2);
			expect(await store.loadWork(run, [bob])).toEqual([
				expect.objectContaining({
					settlement: expect.objectContaining({ message: 'nada@acme.com is taken' }) as unknown,
				}),
			]);
		});

		it('finds nothing the second time', async () => {
			const run = await aKeptRun(store);
			await leaveTraces(run);
			await store.eraseTraces(run.orgId, [ada]);
			expect(new Set(Object.values(await store.eraseTraces(run.orgId, [ada])))).toEqual(new Set([0]));
		});
	});
}
