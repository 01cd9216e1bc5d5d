import type { CarryOverStore } from '../../store/contract/carry-over';
import type { InboxStore } from '../../store/contract/inbox';
import type { PipelineKey } from '../../store/contract/pipeline-key';

/** What a pipeline has to do that nobody does. */
export interface ReceivedCheck {
	/** Records that Salesforce has told of. */
	readonly waiting: number;
	/** Records that an earlier run left to be tried again, and whose time has come; at most 2,000 are counted. */
	readonly dueAgain: number;
	/** Whether an execution works them off already, or is about to. */
	readonly isDraining: boolean;
}

const mostCounted = 2_000;

/** Looks, without a run and without a call, whether an execution has to be begun; `now` is this machine's clock. */
export async function checkReceived(
	store: Pick<InboxStore, 'countInbox'> & Pick<CarryOverStore, 'loadCarryOver'>,
	key: PipelineKey,
	now: Date,
): Promise<ReceivedCheck> {
	const dueAgain = (await store.loadCarryOver(key, now, mostCounted)).length;
	return { ...(await store.countInbox(key, now)), dueAgain };
}
