import type { AttemptStore } from './contract/attempts';
import type { BatchStore } from './contract/batches';
import type { CacheStore } from './contract/cache';
import type { CallStore } from './contract/calls';
import type { CarryOverStore } from './contract/carry-over';
import type { ClaimStore } from './contract/claims';
import type { DecisionStore } from './contract/decisions';
import type { EraseStore } from './contract/erase';
import type { HistoryStore } from './contract/history';
import type { InboxStore } from './contract/inbox';
import type { JournalStore } from './contract/journal';
import type { LeaseStore } from './contract/leases';
import type { LedgerStore } from './contract/ledger';
import type { MatchIndexStore } from './contract/match-indexes';
import type { MergeStore } from './contract/merges';
import type { ModelStore } from './contract/models';
import type { OrgStore } from './contract/orgs';
import type { PartStore } from './contract/parts';
import type { RemoteJobStore } from './contract/remote-jobs';
import type { RetentionStore } from './contract/retention';
import type { RuleSetStore } from './contract/rule-sets';
import type { RunStore } from './contract/runs';
import type { StagingStore } from './contract/staging';
import type { SuppressionStore } from './contract/suppressions';
import type { SuppressionKeyStore } from './contract/suppression-keys';
import type { WatermarkStore } from './contract/watermarks';
import type { WorkStore } from './contract/work';

/**
 * The pack's memory, behind one contract with several adapters; whoever needs a part of it asks for that part only.
 * Times are passed in, never read from the machine. Every method is atomic; a failing store throws `store_unavailable`,
 * an unknown run id `run_not_found` (but `findRun` gives `undefined` and `readWork` no pages).
 */
export interface Store
	extends AttemptStore,
		BatchStore,
		CacheStore,
		CallStore,
		CarryOverStore,
		ClaimStore,
		DecisionStore,
		EraseStore,
		HistoryStore,
		InboxStore,
		JournalStore,
		LeaseStore,
		LedgerStore,
		MatchIndexStore,
		MergeStore,
		ModelStore,
		OrgStore,
		PartStore,
		RemoteJobStore,
		RetentionStore,
		RuleSetStore,
		RunStore,
		StagingStore,
		SuppressionStore,
		SuppressionKeyStore,
		WatermarkStore,
		WorkStore {
	/** Where it is kept, safe to print: a file, or an address without its password. */
	readonly location: string;
	close(): Promise<void>;
}
