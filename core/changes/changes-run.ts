import type { RunContext } from '../run/run-context';
import type { AttemptStore } from '../store/contract/attempts';
import type { CallStore } from '../store/contract/calls';
import type { HistoryStore } from '../store/contract/history';
import type { JournalStore } from '../store/contract/journal';
import type { MergeStore } from '../store/contract/merges';
import type { PartStore } from '../store/contract/parts';
import type { RemoteJobStore } from '../store/contract/remote-jobs';
import type { RunStore } from '../store/contract/runs';
import type { StagingStore } from '../store/contract/staging';
import type { WorkStore } from '../store/contract/work';

/** What writing keeps and asks for. */
export type ChangesStore = AttemptStore &
	CallStore &
	HistoryStore &
	JournalStore &
	Pick<MergeStore, 'findByMergedKey' | 'findSurvivors'> &
	Pick<RunStore, 'findRun' | 'noteCanary' | 'stopRun'> &
	PartStore &
	RemoteJobStore &
	StagingStore &
	WorkStore;

/** A run as writing takes part in it. */
export type ChangesRun = RunContext<ChangesStore>;
