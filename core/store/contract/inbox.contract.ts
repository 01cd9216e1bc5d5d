import type { Store } from '../store';
import type { ReceivedNotice } from './inbox';
import type { PipelineKey } from './pipeline-key';
import { anAttempt, aPipeline, inMinutes, minuteMs, noon } from './store.builders';

const ttlMs = 5 * minuteMs;

/** A notice of an existing record. */
function aNotice(overrides: Partial<ReceivedNotice> = {}): ReceivedNotice {
	return { recordId: '00Q1', isNew: false, ...overrides };
}

/** What every store does with records that wait to be worked on. */
export function testInbox(open: () => Promise<Store>): void {
	let store: Store;
	beforeAll(async () => {
		store = await open();
	});
	afterAll(async () => {
		await store.close();
	});

	const receive = async (key: PipelineKey, notices: readonly ReceivedNotice[], now = noon) =>
		await store.receive(key, notices, now, 10_000);
	const claim = async (key: PipelineKey, holder = 'first', limit = 100, now = noon) =>
		(await store.claimInbox(key, holder, limit, now, ttlMs))?.map(({ recordId }) => recordId);
	const begin = async (key: PipelineKey, holder = 'first', now = noon) =>
		await store.beginDrain(key, holder, now, ttlMs);
	/** An inbox with these records, which the first holder drains. */
	const draining = async (...recordIds: string[]) => {
		const key = aPipeline();
		await receive(
			key,
			recordIds.map((recordId) => aNotice({ recordId })),
		);
		await begin(key);
		return key;
	};

	describe('receive', () => {
		it('takes notices and drops those that were received before, also within one message', async () => {
			const key = aPipeline();
			const [one, two] = ['04l1', '04l2'].map((notificationId) => aNotice({ notificationId }));
			expect(await receive(key, [one, one])).toMatchObject({ taken: 1, repeated: 1, waiting: 1 });
			expect(await receive(key, [two, one], inMinutes(24 * 60))).toMatchObject({ taken: 1, repeated: 1, waiting: 1 });
			const numberless = [aNotice(), aNotice()];
			expect(await receive(key, numberless)).toMatchObject({ taken: 2, repeated: 0, waiting: 1 });
		});

		it('drops a repeated notice also when its record has been worked on', async () => {
			const key = aPipeline();
			await receive(key, [aNotice({ notificationId: '04l1' })]);
			await begin(key);
			await claim(key);
			await store.settleInbox(key, 'first', ['00Q1']);
			expect(await receive(key, [aNotice({ notificationId: '04l1' })])).toMatchObject({ repeated: 1, waiting: 0 });
			expect(await claim(key)).toBeUndefined();
		});

		it('asks for one start, and for another one when nobody has begun in time', async () => {
			const key = aPipeline();
			expect(await receive(key, [aNotice()])).toMatchObject({ isDraining: false });
			expect(await receive(key, [aNotice({ recordId: '00Q2' })])).toMatchObject({ isDraining: true, waiting: 2 });
			const later = new Date(noon.getTime() + 10_000);
			expect(await receive(key, [aNotice({ recordId: '00Q3' })], later)).toMatchObject({ isDraining: false });
		});

		it('asks for none while somebody drains, and for one once the drain has run out', async () => {
			const key = await draining('00Q1');
			expect(await receive(key, [aNotice()], inMinutes(4))).toMatchObject({ isDraining: true });
			expect(await receive(key, [aNotice()], inMinutes(5))).toMatchObject({ isDraining: false });
		});

		it('asks for a start for what waits even when all it is told has been said before', async () => {
			const key = aPipeline();
			const notice = aNotice({ notificationId: '04l1' });
			await receive(key, [notice]);
			expect(await receive(key, [notice], inMinutes(1))).toEqual({
				taken: 0,
				repeated: 1,
				waiting: 1,
				isDraining: false,
			});
		});

		it('takes an empty message, of records that are gone', async () => {
			const receipt = { taken: 0, repeated: 0, waiting: 0, isDraining: false };
			const key = aPipeline();
			expect(await receive(key, [])).toEqual(receipt);
			expect(await receive(key, [])).toEqual(receipt);
		});

		it('keeps pipelines, objects and orgs apart', async () => {
			const key = aPipeline();
			await receive(key, [aNotice({ notificationId: '04l1' })]);
			for (const other of [{ ...key, pipeline: 'other' }, { ...key, sObject: 'Contact' }, aPipeline()]) {
				expect(await begin(other, 'second')).toBe(true);
				expect(await receive(other, [aNotice({ notificationId: '04l1' })])).toMatchObject({ taken: 1 });
			}
			expect(await store.countInbox(key, noon)).toMatchObject({ waiting: 1 });
		});
	});

	describe('beginDrain', () => {
		it('lets exactly one of several connections begin that were started at the same time', async () => {
			const key = aPipeline();
			await receive(key, [aNotice()]);
			const connections = [store, await open(), await open()];
			const begun = await Promise.all(
				connections.map(async (each, index) => await each.beginDrain(key, `execution ${index}`, noon, ttlMs)),
			);
			expect(begun.filter(Boolean)).toHaveLength(1);
			await connections[1].close();
			await connections[2].close();
		});

		it('prolongs the holder’s own, and leaves it to another one once it has run out', async () => {
			const key = await draining('00Q1');
			expect(await begin(key, 'first', inMinutes(4))).toBe(true);
			expect(await begin(key, 'second', inMinutes(8))).toBe(false);
			expect(await begin(key, 'second', inMinutes(9))).toBe(true);
		});

		it('lasts as long as its holder has the lease of the pipeline, and no longer', async () => {
			const key = await draining('00Q1', '00Q2');
			await store.acquireLease(key, 'first', noon, 10 * minuteMs);
			await claim(key, 'first', 1);
			expect(await begin(key, 'second', inMinutes(9))).toBe(false);
			expect(await store.countInbox(key, inMinutes(9))).toEqual({ waiting: 1, isDraining: true });
			await store.renewLease(key, 'first', inMinutes(9), 1);
			await store.acquireLease(key, 'second', inMinutes(10), 10 * minuteMs);
			expect(await begin(key, 'second', inMinutes(10))).toBe(true);
			expect(await claim(key, 'second', 9, inMinutes(10))).toEqual(['00Q1', '00Q2']);
		});

		it('goes to whoever holds the lease of the pipeline by now, before the time is over', async () => {
			const key = await draining('00Q1');
			expect(await claim(key)).toEqual(['00Q1']);
			await store.acquireLease(key, 'second', inMinutes(1), 10 * minuteMs);
			expect(await begin(key, 'second', inMinutes(1))).toBe(true);
			expect(await claim(key, 'first', 9, inMinutes(1))).toBeUndefined();
			expect(await claim(key, 'second', 9, inMinutes(1))).toEqual(['00Q1']);
		});
	});

	describe('claimInbox', () => {
		it('gives new records first, newest created first, then existing ones, never enriched first, then the oldest', async () => {
			const key = aPipeline();
			await store.noteAttempts(key.orgId, [anAttempt({ recordId: 'tried', lastActivity: inMinutes(-30) })]);
			await receive(key, [
				aNotice({ recordId: 'enriched yesterday', enrichedAt: inMinutes(-24 * 60) }),
				aNotice({ recordId: 'new, older', isNew: true, createdAt: inMinutes(-2) }),
				aNotice({ recordId: 'tried' }),
				aNotice({ recordId: 'never' }),
				aNotice({ recordId: 'enriched now', enrichedAt: noon }),
				aNotice({ recordId: 'new, newest', isNew: true, createdAt: inMinutes(-1) }),
			]);
			await begin(key);
			const order = ['new, newest', 'new, older', 'never', 'enriched yesterday', 'tried', 'enriched now'];
			expect(await claim(key, 'first', 2)).toEqual(order.slice(0, 2));
			expect(await claim(key, 'first', 9)).toEqual(order.slice(2));
		});

		it('says of each what is known of it', async () => {
			const key = aPipeline();
			await receive(key, [aNotice({ isNew: true, createdAt: inMinutes(-1) }), aNotice({ recordId: '00Q2' })]);
			// The second word on a record that waits: it stays the new one that it is, where it is.
			await receive(key, [aNotice({ enrichedAt: noon })], inMinutes(1));
			await begin(key);
			expect(await store.claimInbox(key, 'first', 9, noon, ttlMs)).toEqual([
				{ recordId: '00Q1', receivedAt: noon, createdAt: inMinutes(-1), isNew: true },
				{ recordId: '00Q2', receivedAt: noon, isNew: false },
			]);
			expect(await store.readClaimed(key, 'first')).toHaveLength(2);
			expect(await store.readClaimed(key, 'second')).toEqual([]);
		});

		it('gives no record twice, also to two workers of one execution', async () => {
			const ids = Array.from({ length: 500 }, (_, index) => `00Q${String(index).padStart(4, '0')}`);
			const key = await draining(...ids);
			const other = await open();
			const parts = await Promise.all(
				Array.from({ length: 10 }, async (_, index) =>
					(await (index % 2 ? other : store).claimInbox(key, 'first', 60, noon, ttlMs))?.map(
						({ recordId }) => recordId,
					),
				),
			);
			await other.close();
			expect(parts.flatMap((part) => part ?? []).sort()).toEqual(ids);
			expect(parts.filter((part) => part === undefined)).toHaveLength(1);
		});

		it('ends the drain with the last record, so that the next notice asks for a start', async () => {
			const key = await draining('00Q1');
			await claim(key);
			expect(await receive(key, [aNotice({ recordId: '00Q2' })])).toMatchObject({ isDraining: true });
			expect(await claim(key)).toEqual(['00Q2']);
			expect(await claim(key)).toBeUndefined();
			expect(await receive(key, [aNotice({ recordId: '00Q3' })])).toMatchObject({ isDraining: false, waiting: 1 });
		});

		it('loses none of what comes while the last ones are taken', async () => {
			for (let round = 0; round < 20; round += 1) {
				const key = await draining('00Q1');
				const other = await open();
				await claim(key);
				const [last, receipt] = await Promise.all([
					claim(key),
					other.receive(key, [aNotice({ recordId: '00Q2' })], noon, 10_000),
				]);
				await other.close();
				// Either the drain has it, or whoever brought it is told to start another one.
				expect(receipt.isDraining).toBe(last !== undefined);
			}
		});

		it('gives nothing to who does not drain', async () => {
			const key = await draining('00Q1');
			expect(await claim(key, 'second')).toBeUndefined();
			expect(await claim(key)).toEqual(['00Q1']);
		});

		it('gives what a holder left that died, once its time is over', async () => {
			const key = await draining('00Q1', '00Q2', '00Q3');
			await claim(key, 'first', 2);
			await receive(key, [aNotice()], inMinutes(1));
			expect(await begin(key, 'second', inMinutes(4))).toBe(false);
			expect(await begin(key, 'second', inMinutes(5))).toBe(true);
			expect((await claim(key, 'second', 9, inMinutes(5)))?.toSorted()).toEqual(['00Q1', '00Q2', '00Q3']);
			// The one that was thought dead takes nothing away.
			await store.settleInbox(key, 'first', ['00Q1', '00Q2']);
			await store.settleInbox(key, 'second', ['00Q1', '00Q2', '00Q3']);
			expect(await claim(key, 'second', 9, inMinutes(5))).toBeUndefined();
			expect(await store.countInbox(key, inMinutes(60))).toEqual({ waiting: 0, isDraining: false });
		});
	});

	describe('settleInbox', () => {
		it('lets a record wait again that has changed while it was worked on', async () => {
			const key = await draining('00Q1', '00Q2');
			await claim(key);
			await receive(key, [aNotice({ recordId: '00Q2', enrichedAt: noon })], inMinutes(1));
			expect(await store.countInbox(key, inMinutes(1))).toMatchObject({ waiting: 0 });
			await store.settleInbox(key, 'first', ['00Q1', '00Q2']);
			expect(await store.claimInbox(key, 'first', 9, inMinutes(1), ttlMs)).toEqual([
				{ recordId: '00Q2', receivedAt: inMinutes(1), isNew: false },
			]);
			await store.settleInbox(key, 'first', ['00Q2']);
			expect(await claim(key)).toBeUndefined();
		});

		it('leaves what is waiting, what is another holder’s, and what is not named', async () => {
			const key = await draining('00Q1', '00Q2', '00Q3');
			await claim(key, 'first', 2);
			await store.settleInbox(key, 'second', ['00Q1']);
			await store.settleInbox(key, 'first', ['00Q1', '00Q3']);
			expect((await store.readClaimed(key, 'first')).map(({ recordId }) => recordId)).toEqual(['00Q2']);
			expect(await claim(key)).toEqual(['00Q3']);
		});
	});

	describe('endDrain', () => {
		it('lets what the holder has wait again, and another one begin', async () => {
			const key = await draining('00Q1', '00Q2');
			await claim(key, 'first', 1);
			await store.endDrain(key, 'second');
			expect(await store.countInbox(key, noon)).toEqual({ waiting: 1, isDraining: true });
			await store.endDrain(key, 'first');
			expect(await store.countInbox(key, noon)).toEqual({ waiting: 2, isDraining: false });
			expect(await begin(key, 'second')).toBe(true);
		});
	});

	describe('forgetNotices', () => {
		it('forgets those of before the moment, and no record that waits', async () => {
			const key = aPipeline();
			const longAgo = new Date('2001-01-01T00:00:00.000Z');
			const justThen = new Date(longAgo.getTime() + 1);
			await receive(key, [aNotice({ notificationId: '04l1' })], longAgo);
			await receive(key, [aNotice({ notificationId: '04l2' })], justThen);
			await store.forgetNotices(justThen);
			const again = ['04l1', '04l2'].map((notificationId) => aNotice({ notificationId }));
			expect(await receive(key, again, justThen)).toMatchObject({ taken: 1, repeated: 1, waiting: 1 });
		});
	});

	describe('prune', () => {
		it('forgets what has waited since before the moment', async () => {
			const key = aPipeline();
			const longAgo = new Date('2001-01-01T00:00:00.000Z');
			await receive(key, [aNotice()], longAgo);
			await receive(key, [aNotice({ recordId: '00Q2' })]);
			await store.prune(new Date(longAgo.getTime() + 1));
			await begin(key);
			expect(await claim(key)).toEqual(['00Q2']);
		});
	});

	describe('eraseTraces', () => {
		it('takes the record out of the inbox', async () => {
			const key = await draining('00Q1', '00Q2');
			expect(await store.eraseTraces(key.orgId, ['00Q1'])).toMatchObject({ inbox: 1 });
			expect(await claim(key)).toEqual(['00Q2']);
		});
	});
}
