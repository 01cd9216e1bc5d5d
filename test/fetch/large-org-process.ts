import { startSalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow } from '../salesforce/enrichment-org';

/** Bulk updates give many records the same stamp. */
const changedPerSecond = 500;

/** Runs as a process of its own, so that nobody takes its memory for the reader's: `large-org-process.ts RECORDS`. */
async function main(records: number): Promise<void> {
	const changedAt = (index: number) =>
		new Date(orgNow.getTime() - 3_600_000 - Math.floor((records - index) / changedPerSecond) * 1_000).toISOString();
	const Prospect__c = Array.from({ length: records }, (_, index) => ({
		Name: `P${index}`,
		SystemModstamp: changedAt(index),
	}));
	const org = await startSalesforceEmulator({
		clock: () => orgNow,
		seed: { customObjects: [{ name: 'Prospect__c' }], records: { Prospect__c } },
	});
	process.send?.({ url: org.url });
	process.once('disconnect', () => process.exit(0));
}

void main(Number(process.argv[2]));
