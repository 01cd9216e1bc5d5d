import type { ReceivedNotice, ReceivedRecord } from '../contract/inbox';
import { flag, type NamedValues, optionalDate, type Row } from './row-values';

/** The values of the columns that receiving a notice sets, without its pipeline's. */
export function noticeValues({ recordId, createdAt, enrichedAt, isNew }: ReceivedNotice, now: Date): NamedValues {
	return {
		record_id: recordId,
		created_at: createdAt?.getTime() ?? null,
		is_new: isNew,
		priority: isNew ? newestFirst(createdAt ?? now) : (enrichedAt?.getTime() ?? null),
	};
}

/** Comes before everything that exists already, whose priority is when it was enriched last, and 0 when it never was. */
function newestFirst(createdAt: Date): number {
	return -Math.max(1, createdAt.getTime());
}

/** What `toReceivedRecord` reads. */
export const receivedColumns = 'record_id, received_at, created_at, is_new, has_changed_again';

/** A record of the inbox as its row has it. */
export function toReceivedRecord(row: Row): ReceivedRecord {
	const createdAt = optionalDate(row.created_at);
	return {
		recordId: String(row.record_id),
		receivedAt: new Date(Number(row.received_at)),
		...(createdAt && { createdAt }),
		isNew: flag(row.is_new),
		...(flag(row.has_changed_again) && { hasChangedAgain: true }),
	};
}
