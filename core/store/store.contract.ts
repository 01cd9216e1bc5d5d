import { testAttempts } from './contract/attempt.contract';
import { testBatches } from './contract/batch.contract';
import { testCarryOver } from './contract/carry-over.contract';
import { testClaims } from './contract/claim.contract';
import { testConnections } from './contract/connection.contract';
import { testErase } from './contract/erase.contract';
import { testHistory } from './contract/history.contract';
import { testInbox } from './contract/inbox.contract';
import { testJournal } from './contract/journal.contract';
import { testLeases } from './contract/lease.contract';
import { testLedger } from './contract/ledger.contract';
import { testMatchIndexes } from './contract/match-index.contract';
import { testMerges } from './contract/merge.contract';
import { testModels } from './contract/model.contract';
import { testOrgs } from './contract/org.contract';
import { testPackedAttempts } from './contract/packed-attempt.contract';
import { testParcels } from './contract/parcel.contract';
import { testParts } from './contract/part.contract';
import { testRetention } from './contract/retention.contract';
import { testRuleSets } from './contract/rule-set.contract';
import { testRuns } from './contract/run.contract';
import { testStaging } from './contract/staging.contract';
import { testSuppressionKeys } from './contract/suppression-key.contract';
import { testVolume } from './contract/volume.contract';
import { testWatermarks } from './contract/watermark.contract';
import { testWork } from './contract/work.contract';
import { testWorkLookup } from './contract/work-lookup.contract';
import type { Store } from './store';

/**
 * What every store does, whatever keeps it. `open` connects to one and the same database each time
 * it is called, as another process would.
 */
export function testStore(name: string, open: () => Promise<Store>): void {
	describe(`${name} as a store`, () => {
		testLeases(open);
		testRuns(open);
		testWatermarks(open);
		testWork(open);
		testWorkLookup(open);
		testCarryOver(open);
		testJournal(open);
		testHistory(open);
		testBatches(open);
		testClaims(open);
		testStaging(open);
		testParts(open);
		testParcels(open);
		testPackedAttempts(open);
		testOrgs(open);
		testLedger(open);
		testMerges(open);
		testAttempts(open);
		testErase(open);
		testSuppressionKeys(open);
		testRuleSets(open);
		testModels(open);
		testMatchIndexes(open);
		testInbox(open);
		testRetention(open);
		testVolume(open);
		testConnections(open);
	});
}
