import type { ChangeMessage, ChangeNotice } from '../salesforce/change-message';
import type { InboxStore, Receipt, ReceivedNotice } from '../store/contract/inbox';
import type { PipelineKey } from '../store/contract/pipeline-key';

/** An execution that has been asked for begins within this time, or is asked for again. */
const startMs = 10_000;
/** A record is saved more than once within the transaction that creates it, e.g. by a flow. */
const creationMs = 5_000;
/** Where the message does not say when the record was changed. */
const newForMs = 60 * 60_000;

/** Puts the records of a message into the pipeline's inbox; once this has returned they are safe, whatever dies. */
export async function receiveChanges(
	store: Pick<InboxStore, 'receive'>,
	key: PipelineKey,
	{ notices }: Pick<ChangeMessage, 'notices'>,
	now: Date,
): Promise<Receipt> {
	return await store.receive(
		key,
		notices.map((notice) => toReceived(notice, now)),
		now,
		startMs,
	);
}

function toReceived({ recordId, notificationId, createdAt, modifiedAt, enrichedAt }: ChangeNotice, now: Date) {
	const isNew = createdAt !== undefined && hasJustBeenCreated(createdAt, modifiedAt, now);
	const notice: ReceivedNotice = {
		recordId,
		isNew,
		...(notificationId !== undefined && { notificationId }),
		...(createdAt && { createdAt }),
		...(enrichedAt && { enrichedAt }),
	};
	return notice;
}

function hasJustBeenCreated(createdAt: Date, modifiedAt: Date | undefined, now: Date): boolean {
	return modifiedAt
		? modifiedAt.getTime() - createdAt.getTime() <= creationMs
		: now.getTime() - createdAt.getTime() <= newForMs;
}
