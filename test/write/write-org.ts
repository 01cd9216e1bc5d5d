import type { RecordItem } from '../../core/record/record-item';
import { connectSalesforce } from '../../core/salesforce/connect';
import type { SalesforceClient } from '../../core/salesforce/client';
import { SessionCache } from '../../core/salesforce/session';
import { writeRecords } from '../../core/stages/write/write';
import type { WriteReport } from '../../core/changes/write-report';
import type { WriteRequest } from '../../core/changes/write-request';
import type { JournalRow } from '../../core/store/contract/journal';
import type { Run } from '../../core/store/contract/runs';
import type { Settlement } from '../../core/store/contract/work';
import type { Store } from '../../core/store/store';
import type { ValidationRule } from '../../emulators/salesforce/org/seed';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, demoCredentials, impatient, orgNow, startRunFor } from '../salesforce/enrichment-org';

/** Polls that cost no time. */
export const atOnce = { ...impatient, wait: async () => undefined };

/** What most tests of this folder write. */
export const plainUpdate: WriteRequest = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true };

/** So many leads, as a seed; they were last changed an hour ago. */
export function leadSeed(count: number): Array<Record<string, unknown>> {
	const at = new Date(orgNow.getTime() - 3_600_000).toISOString();
	return Array.from({ length: count }, (_, index) => ({
		LastName: `L${index}`,
		Company: 'Acme',
		Email: `l${index}@acme.example`,
		CreatedDate: at,
		LastModifiedDate: at,
		SystemModstamp: at,
	}));
}

/** A client that waits for nothing. */
export function connectAtOnce(org: SalesforceEmulator): Promise<SalesforceClient> {
	return connectSalesforce(demoCredentials(org.url), new SessionCache(() => orgNow), undefined, atOnce);
}

/** Refuses what tests want refused, whole: it names no field, so nothing can be left out. */
export const websiteRule: ValidationRule = {
	object: 'Lead',
	when: { field: 'Website', op: 'contains', value: 'forbidden' },
	message: 'Not that website',
};

/** Delivers with a process that dies at the first call of the method, before or after it was carried out. */
export async function dieAt(
	run: WriteRun,
	method: 'upload' | 'close' | 'find',
	isAfter: boolean,
	deliver: () => Promise<unknown>,
): Promise<void> {
	const call = run.client.ingest[method].bind(run.client.ingest) as (...parameters: unknown[]) => Promise<unknown>;
	Object.assign(run.client.ingest, {
		[method]: async (...parameters: unknown[]) => {
			if (isAfter) await call(...parameters);
			throw new Error('killed');
		},
	});
	await expect(deliver()).rejects.toThrow('killed');
	Object.assign(run.client.ingest, { [method]: call });
}

/** What the run planned for its writes is what it used, retries apart. */
export async function expectBalancedBooks({ store, run }: WriteRun): Promise<void> {
	const { write } = await store.readCalls(run.runId);
	expect(write.used - write.retries).toBe(write.planned);
}

/** One run with its store, and what the nodes of a workflow would do in it. */
export class WriteRun {
	private constructor(
		readonly org: SalesforceEmulator,
		readonly client: SalesforceClient,
		readonly context: Awaited<ReturnType<typeof startRunFor>>,
	) {}

	static async start(org: SalesforceEmulator, changes: Partial<Run> = {}): Promise<WriteRun> {
		return new WriteRun(org, await connectAtOnce(org), await startRunFor(org, changes));
	}

	/** Another run on the same store and org, as a later execution starts it. */
	async next(runId: string): Promise<WriteRun> {
		const { store } = this.context;
		await store.closeRun(this.context.run.runId, { status: 'Success' }, orgNow);
		const run = { ...this.context.run, runId };
		await store.createRun(run);
		return new WriteRun(this.org, await connectAtOnce(this.org), { ...this.context, run });
	}

	get store(): Store {
		return this.context.store;
	}

	get run(): Run {
		return this.context.run;
	}

	/** All leads as Fetch would have handed them over, taken on by the run, each with this proposal. */
	async fetch(field: string, value: unknown, changes: Parameters<typeof aProposal>[1] = {}): Promise<RecordItem[]> {
		const rows = this.org.org.rows('Lead');
		await this.store.addWork(
			this.run,
			rows.map((row) => ({ recordId: String(row.Id), version: String(row.SystemModstamp) })),
		);
		return rows.map((row) =>
			anItem(row, { version: String(row.SystemModstamp), proposals: { [field]: aProposal(value, changes) } }),
		);
	}

	async write(items: readonly RecordItem[], changes: Partial<WriteRequest> = {}): Promise<WriteReport> {
		return await writeRecords(this.client, { ...plainUpdate, ...changes }, items, this.context);
	}

	async journal(): Promise<JournalRow[]> {
		return (await Array.fromAsync(this.store.readJournal(this.run.runId))).flat();
	}

	/** How often each outcome was settled; `open` for records without one. */
	async outcomes(): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (const settlement of await this.settlements()) {
			const outcome = settlement?.outcome ?? 'open';
			counts[outcome] = (counts[outcome] ?? 0) + 1;
		}
		return counts;
	}

	async settlements(): Promise<Array<Settlement | undefined>> {
		const pages = await Array.fromAsync(this.store.readWork(this.run));
		return pages.flat().map(({ settlement }) => settlement);
	}
}
