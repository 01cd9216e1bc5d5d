import { toRecordId } from '../record/identity';
import type { ChangeNotice } from '../salesforce/change-message';
import type { ReceivedNotice } from '../store/contract/inbox';
import { receiveChanges } from './receive-changes';

const now = new Date('2026-11-21T12:00:00.000Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const key = { orgId: '00D000000000001AAA', pipeline: 'instant', sObject: 'Lead' };
const recordId = toRecordId('00Q5e0000000001');

async function received(notice: Partial<ChangeNotice>): Promise<ReceivedNotice> {
	let kept: readonly ReceivedNotice[] = [];
	const receipt = { taken: 1, repeated: 0, waiting: 1, isDraining: false };
	const store = {
		receive: async (_key: unknown, notices: readonly ReceivedNotice[]) => {
			kept = notices;
			return receipt;
		},
	};
	expect(await receiveChanges(store, key, { notices: [{ recordId, ...notice }] }, now)).toBe(receipt);
	return kept[0];
}

describe('receiveChanges', () => {
	it.each<[string, Partial<ChangeNotice>, boolean]>([
		['that says nothing', {}, false],
		['created and saved at once', { createdAt: before(90), modifiedAt: before(90) }, true],
		['that a flow saved again while it was created', { createdAt: before(90), modifiedAt: before(86) }, true],
		['changed later', { createdAt: before(90), modifiedAt: before(60) }, false],
		['created within the hour, without a word on its change', { createdAt: before(3600) }, true],
		['created earlier, without a word on its change', { createdAt: before(3601) }, false],
	])('takes a record %s for what it is', async (_case, notice, isNew) => {
		expect(await received(notice)).toMatchObject({ recordId, isNew });
	});

	it('hands on what says in which order records come', async () => {
		const hints = { notificationId: '04l5e0000000001', createdAt: before(9), enrichedAt: before(5) };
		expect(await received({ ...hints, modifiedAt: before(9) })).toEqual({ recordId, isNew: true, ...hints });
	});
});
