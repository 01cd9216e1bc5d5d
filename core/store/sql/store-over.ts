import type { Store } from '../store';
import { attemptTable } from './attempt-table';
import { batchTable } from './batch-table';
import { callsTable } from './calls-table';
import { carryOverTable } from './carry-over-table';
import { claimTable } from './claim-table';
import { decisionTable } from './decision-table';
import { eraseTable } from './erase-table';
import { historyTable } from './history';
import { inboxTable } from './inbox-table';
import { journalTable } from './journal-table';
import { ledgerLookup } from './ledger-lookup';
import { ledgerTable } from './ledger-table';
import { matchIndexTable } from './match-index-table';
import { mergedKeyTable, mergeTable } from './merge-table';
import { modelTable } from './model-table';
import { orgTable } from './org-table';
import { partTable } from './part-table';
import { pipelineTable } from './pipeline-table';
import { providerVersionTable } from './provider-version-table';
import { remoteJobTable } from './remote-job-table';
import { retention } from './retention';
import { ruleSetTable } from './rule-set-table';
import { runLookup } from './run-lookup';
import { runTable } from './run-table';
import { stagedRowTable, type StagedFields } from './staged-row-table';
import type { Database } from './statement';
import { suppressionKeyTable } from './suppression-key-table';
import { unpaidTable } from './unpaid-table';
import { tombstoneTable } from './tombstone-table';
import { workTable } from './work-table';

/** Everything that a store does, over a database of either kind. */
export function storeOver(db: Database, stagedFields: StagedFields): Omit<Store, 'location' | 'close'> {
	return {
		...pipelineTable(db),
		...runLookup(db),
		...runTable(db),
		...workTable(db),
		...carryOverTable(db),
		...callsTable(db),
		...journalTable(db),
		...historyTable(db),
		...batchTable(db),
		...claimTable(db),
		...tombstoneTable(db),
		...attemptTable(db),
		...providerVersionTable(db),
		...stagedRowTable(db, stagedFields),
		...partTable(db),
		...remoteJobTable(db),
		...orgTable(db),
		...ledgerTable(db),
		...ledgerLookup(db),
		...eraseTable(db),
		...suppressionKeyTable(db),
		...unpaidTable(db),
		...mergeTable(db),
		...mergedKeyTable(db),
		...decisionTable(db),
		...ruleSetTable(db),
		...modelTable(db),
		...matchIndexTable(db),
		...inboxTable(db),
		...retention(db),
	};
}
