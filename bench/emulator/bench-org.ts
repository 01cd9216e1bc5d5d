import { seededRandom } from '../../emulators/salesforce/seeded-random';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import { startSalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';

/** What the bench is told once its org listens. */
export interface BenchOrgReady {
	readonly url: string;
	readonly loadMs: number;
}

const ROWS_PER_STAMP = 80;
const TITLES = ['CTO', 'CEO', 'Head of Sales', 'Engineer', 'Buyer', 'Manager', 'Analyst', 'Director'];
const CITIES = ['Berlin', 'Paris', 'London', 'Madrid', 'Wien', 'Praha', 'Oslo', 'Roma'];

/** Runs as a process of its own, so that its memory is the emulator's alone: `bench-org.ts ROWS SEED`. */
async function main([rows, seed]: readonly number[]): Promise<void> {
	const started = performance.now();
	const emulator = await startSalesforceEmulator({
		org: { kind: 'production', dailyApiRequests: 100_000_000 },
		seed: { records: { Lead: leads(rows, seed) } },
	});
	process.send?.({ url: emulator.url, loadMs: performance.now() - started } satisfies BenchOrgReady);
	process.once('disconnect', () => process.exit(0));
}

function leads(rows: number, seed: number): SeedRecord[] {
	const random = seededRandom(seed);
	const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)];
	const firstStamp = Date.parse('2026-11-01T00:00:00.000Z');
	return Array.from({ length: rows }, (_, index) => ({
		FirstName: `First${index % 977}`,
		LastName: `Last${index}`,
		Company: `Company ${Math.floor(random() * rows * 0.3)}`,
		Email: `lead${index}@company${index % 9_973}.example`,
		Title: pick(TITLES),
		City: pick(CITIES),
		Website: `https://company${index % 9_973}.example`,
		NumberOfEmployees: Math.floor(random() * 10_000),
		CreatedDate: '2026-10-01T00:00:00.000Z',
		LastModifiedDate: new Date(firstStamp + Math.floor(index / ROWS_PER_STAMP) * 1_000).toISOString(),
	}));
}

void main(process.argv.slice(2).map(Number));
