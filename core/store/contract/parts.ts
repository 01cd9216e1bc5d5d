import type { Attempt } from '../../record/attempt';
import type { StagedRow } from '../../record/staged-row';
import type { JournalRow } from './journal';
import type { Run } from './runs';
import type { Settlement } from './work';

/** What one part of a write leaves behind; what is absent or empty leaves the store as it is. */
export interface WrittenPart {
	/** As for `journal`. */
	readonly journal?: readonly JournalRow[];
	/** As for `stageRows`. */
	readonly staged?: readonly StagedRow[];
	/** As for `noteAttempts`. */
	readonly attempts?: readonly Attempt[];
	/** Records whose attempts are forgotten, as for `dropAttempts`. */
	readonly stamped?: readonly string[];
	/** As for `settleWork`. */
	readonly settlements?: readonly Settlement[];
}

/** Parts of a write, each of them kept in one go. */
export interface PartStore {
	/** All of the part or nothing of it; of one that holds nothing the store hears nothing. One that stages rows outlives a power cut with whatever is kept next, as `addWork` does. */
	savePart(run: Run, part: WrittenPart): Promise<void>;
}
