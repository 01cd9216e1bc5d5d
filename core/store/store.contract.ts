import { testCarryOver } from './contract/carry-over.contract';
import { testConnections } from './contract/connection.contract';
import { testJournal } from './contract/journal.contract';
import { testLeases } from './contract/lease.contract';
import { testRuns } from './contract/run.contract';
import { testWatermarks } from './contract/watermark.contract';
import { testWork } from './contract/work.contract';
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
		testCarryOver(open);
		testJournal(open);
		testConnections(open);
	});
}
