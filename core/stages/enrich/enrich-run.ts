import type { RunContext } from '../../run/run-context';
import type { AttemptStore } from '../../store/contract/attempts';
import type { CacheStore } from '../../store/contract/cache';
import type { HistoryStore } from '../../store/contract/history';
import type { LedgerStore } from '../../store/contract/ledger';

/** A run as enriching takes part in it. */
export type EnrichRun = RunContext<AttemptStore & CacheStore & HistoryStore & LedgerStore>;
