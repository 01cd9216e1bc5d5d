import { startSalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { seededLeads } from '../seeded-leads';

/** What the bench is told once its org listens. */
export interface BenchOrgReady {
	readonly url: string;
	readonly loadMs: number;
}

const cities = ['Berlin', 'Paris', 'London', 'Madrid', 'Wien', 'Praha', 'Oslo', 'Roma'];

/** Runs as a process of its own, so that its memory is the emulator's alone: `bench-org.ts ROWS SEED`. */
async function main([rows, seed]: readonly number[]): Promise<void> {
	const started = performance.now();
	const emulator = await startSalesforceEmulator({
		org: { kind: 'production', dailyApiRequests: 100_000_000 },
		seed: { records: { Lead: seededLeads(rows, seed, { field: 'City', values: cities }) } },
	});
	process.send?.({ url: emulator.url, loadMs: performance.now() - started } satisfies BenchOrgReady);
	process.once('disconnect', () => process.exit(0));
}

void main(process.argv.slice(2).map(Number));
