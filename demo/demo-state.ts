import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrgSeed } from '../emulators/salesforce/org/seed';
import { referenceFileCsv } from './data/reference-file';

const folder = join(__dirname, '..', '.cache', 'demo');
const seedOfTheReferenceFile = 2;
const firstHour = Date.UTC(2026, 8, 1, 9);

/** What the demo remembers from one call to the next: the org, its hour, and the pack's store. */
export interface DemoState {
	/** How many hours the org's clock has gone since the demo began. */
	readonly hours: number;
	/** Undefined before the first run. */
	readonly org?: OrgSeed;
	readonly storeFile: string;
	readonly referenceFile: string;
}

/** Takes up where the last call ended, one hour later; with `isFresh` it forgets everything. */
export function openDemoState(isFresh: boolean): DemoState {
	if (isFresh) rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const referenceFile = join(folder, 'companies.csv');
	if (!existsSync(referenceFile)) writeFileSync(referenceFile, referenceFileCsv(seedOfTheReferenceFile));

	const saved = existsSync(stateFile())
		? (JSON.parse(readFileSync(stateFile(), 'utf8')) as { hours: number; org: OrgSeed })
		: undefined;
	return {
		hours: saved ? saved.hours + 1 : 0,
		org: saved?.org,
		storeFile: join(folder, 'store.sqlite'),
		referenceFile,
	};
}

/** Keeps the org as it is now for the next call. */
export function saveDemoState(hours: number, org: OrgSeed): void {
	writeFileSync(stateFile(), JSON.stringify({ hours, org }));
}

/** The org's clock in its n-th hour: it starts on the hour and ticks on. */
export function clockOfHour(hours: number, minutesLater = 0): () => Date {
	const start = firstHour + hours * 3_600_000 + minutesLater * 60_000;
	const opened = performance.now();
	return () => new Date(start + performance.now() - opened);
}

function stateFile(): string {
	return join(folder, 'org.json');
}
