import type { RunContext } from '../../run/run-context';
import type { AttemptStore } from '../../store/contract/attempts';
import type { HistoryStore } from '../../store/contract/history';

/** A run as enriching takes part in it. */
export type EnrichRun = RunContext<AttemptStore & HistoryStore>;
