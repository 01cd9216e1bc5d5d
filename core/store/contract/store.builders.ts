import type { Attempt } from '../../record/attempt';
import type { Batch } from '../../record/batch';
import type { RunSettings } from '../../record/run-settings';
import type { CarryOver } from './carry-over';
import type { JournalRow } from './journal';
import type { PipelineKey } from './pipeline-key';
import type { Run } from './runs';
import type { Store } from '../store';

/** When tests happen. */
export const noon = new Date('2026-11-21T12:00:00.000Z');
/** A minute in milliseconds. */
export const minuteMs = 60_000;

/** Settings with every part. */
export const someSettings: RunSettings = {
	instanceUrl: 'https://acme.my.salesforce.com',
	fieldNames: { matchHash: 'Mintigo_hash__c' },
	ceilings: { org: { ceiling: 10_500, usedByOthers: 42 }, ownDaily: 5_000 },
};

let orgs = 0;
let runs = 0;

/** A key that no other test uses, so that all tests may share one database. */
export function aPipeline(overrides: Partial<PipelineKey> = {}): PipelineKey {
	orgs += 1;
	const orgId = `00D${String(orgs).padStart(12, '0')}AAA`;
	return { orgId, pipeline: 'hourly', sObject: 'Lead', ...overrides };
}

/** An unfinished run, of a pipeline of its own unless `orgId` is given. */
export function aRun(overrides: Partial<Run> = {}): Run {
	runs += 1;
	const key = overrides.orgId ? {} : aPipeline();
	return {
		orgId: '',
		pipeline: 'hourly',
		sObject: 'Lead',
		...key,
		runId: `run-${runs}`,
		status: 'Running',
		isDryRun: false,
		leaseMs: 180_000,
		startedAt: noon,
		...overrides,
	};
}

/** A record that is due at noon. */
export function aCarryOver(overrides: Partial<CarryOver> = {}): CarryOver {
	return { recordId: '00Q1', attempts: 1, drops: 0, dueAt: noon, reason: 'locked', ...overrides };
}

/** An attempt at noon on a record that refuses its stamps. */
export function anAttempt(overrides: Partial<Attempt> = {}): Attempt {
	return {
		recordId: '00Q1',
		sObject: 'Lead',
		lastActivity: noon,
		outcome: 'rejected',
		reason: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: no phone',
		matchHash: 'hash',
		version: '2026-11-21T11:59:00.000+0000',
		runId: 'the run',
		...overrides,
	};
}

/** A change that is about to be sent. */
export function aJournalRow(overrides: Partial<JournalRow> = {}): JournalRow {
	return {
		recordId: '00Q1',
		sObject: 'Lead',
		field: 'Industry',
		before: null,
		after: 'Energy',
		status: 'intended',
		at: '2026-11-21T12:00:00.000Z',
		...overrides,
	};
}

/** An unfinished run that the store has. */
export async function aKeptRun(store: Store, overrides: Partial<Run> = {}): Promise<Run> {
	const run = aRun(overrides);
	await store.createRun(run);
	return run;
}

/** Batches numbered from 0, of one record each. */
export function someBatches(count: number): Batch[] {
	return Array.from({ length: count }, (_, batchId) => ({ batchId, recordIds: [`00Q${batchId}`] }));
}

/** So long after noon; before it when negative. */
export function inMinutes(minutes: number): Date {
	return new Date(noon.getTime() + minutes * minuteMs);
}

/** The rows of all pages. */
export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) for (const row of page) all.push(row);
	return all;
}
