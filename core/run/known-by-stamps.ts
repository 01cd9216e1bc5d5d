const note = 'known by its status fields, because the process that wrote it ended before it could note so';

/** The message of a record that is settled by what an earlier process of the run has stamped on it, in place of that process. */
export function messageByStamps(stamped: unknown): string {
	return typeof stamped === 'string' && stamped.trim() !== '' ? `${stamped} (${note})` : note;
}
