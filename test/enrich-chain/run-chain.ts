/** scratch while the ledger is not there */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProviders } from '../../emulators/providers/providers-emulator';
import { orgNow } from '../salesforce/enrichment-org';
import { startChainOrg } from './chain-org';
import { runChainProcess } from './chain-process';

async function main(): Promise<void> {
	const vendors = await startProviders({ seed: 1, world: { companyCount: 300, personCount: 0 }, clock: () => orgNow });
	const org = await startChainOrg(2_000, 1, vendors.world.companies);
	const folder = mkdtempSync(join(tmpdir(), 'chain-'));
	try {
		const order = {
			url: org.url,
			vendors: [{ id: 'people-data-labs-company', url: vendors.urls['people-data-labs'], key: 'emulator-key' }],
			storePath: join(folder, 'store.sqlite'),
			executionId: 'e1',
			now: orgNow.toISOString(),
			batchSize: 500,
		};
		console.log(JSON.stringify(await runChainProcess(order)), vendors.charged('people-data-labs'));
		const again = { ...order, executionId: 'e2', now: new Date(orgNow.getTime() + 3_600_000).toISOString() };
		org.setClock(() => new Date(again.now));
		console.log(JSON.stringify(await runChainProcess(again)), vendors.charged('people-data-labs'));
	} finally {
		await org.close();
		await vendors.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
void main();
