import type { Settlement } from '../store/contract/work';

const note = 'known by its status fields, because the process that wrote it ended before it could note so';
/** As stores have it from before. */
const earlierNote = note.replace('status fields', 'stamps');

/** The message of a record that is settled by what an earlier process of the run has stamped on it, in place of that process. */
export function messageByStamps(stamped: unknown): string {
	return typeof stamped === 'string' && stamped.trim() !== '' ? `${stamped} (${note})` : note;
}

/** Whether a record was settled so; what was matched and who was a duplicate is not known of it. */
export function isKnownByStamps({ message }: Settlement): boolean {
	return message !== undefined && (message.includes(note) || message.includes(earlierNote));
}
