import type { RunContext } from '../../run/run-context';
import type { AttemptStore } from '../../store/contract/attempts';
import type { BatchStore } from '../../store/contract/batches';
import type { CallStore } from '../../store/contract/calls';
import type { CarryOverStore } from '../../store/contract/carry-over';
import type { ClaimStore } from '../../store/contract/claims';
import type { HistoryStore } from '../../store/contract/history';
import type { InboxStore } from '../../store/contract/inbox';
import type { JournalStore } from '../../store/contract/journal';
import type { RunStore } from '../../store/contract/runs';
import type { WatermarkStore } from '../../store/contract/watermarks';
import type { WorkStore } from '../../store/contract/work';

/** A run as fetching takes part in it. */
export type FetchRun = RunContext<
	AttemptStore &
		BatchStore &
		CallStore &
		CarryOverStore &
		ClaimStore &
		HistoryStore &
		InboxStore &
		Pick<JournalStore, 'journal'> &
		Pick<RunStore, 'findRun' | 'recordWindow'> &
		WatermarkStore &
		WorkStore
>;
