import { setImmediate } from 'node:timers/promises';
import { shippedFieldNames } from '../../core/record/fields';
import { openStore } from '../../core/store/open-store';
import type { PipelineKey } from '../../core/store/contract/pipeline-key';
import { until } from '../../demo/editor/until';
import type { QueueCluster } from '../../demo/scale/queue-cluster';
import { scaleSeed } from '../../demo/scale/scale-org';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { type Ledger, readLedger } from '../crash/read-ledger';

/** What a run has left behind. */
export interface Remains {
	readonly leads: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly ledger: Ledger;
	/** Rows that the org saved; one that came twice counts twice. */
	readonly savedRows: number;
	/** Batches by the process id of the worker that finished them. */
	readonly batchesByWorker: ReadonlyMap<number, number>;
}

interface Holder {
	readonly holder: string;
}

/** Longer than a process takes to die. */
const heldBackMs = 20_000;
const stampSeconds = 240;
const write = 'composite/sobjects$';

/** One org and the pipeline that works on it. */
export class ScaleScene {
	private constructor(
		readonly name: string,
		readonly emulator: SalesforceEmulator,
	) {}

	/** Orgs of one `now` are alike. */
	static async open(name: string, id: string, leads: number, now: Date): Promise<ScaleScene> {
		return new ScaleScene(name, await startSalesforceEmulator({ seed: scaleSeed(name, id, leads, now) }));
	}

	get key(): PipelineKey {
		return { orgId: this.emulator.identity.id, pipeline: this.name, sObject: 'Lead' };
	}

	stamped(): number {
		return this.emulator.org.count('Lead', (lead) => lead[shippedFieldNames.lastActivity] !== null);
	}

	/** Resolves once so many Leads are stamped. */
	async untilStamped(count: number): Promise<void> {
		await until(`${count} Leads of ${this.name} are stamped`, async () => this.stamped() >= count, stampSeconds, 10);
	}

	/** Lets one writer wait for the reply to what it has written, and gives a Lead that it wrote. */
	async holdAWriter(): Promise<string> {
		const before = this.stampedIds();
		this.emulator.faults.set({ slowReplies: { times: 1, ms: heldBackMs, path: write } });
		for (;;) {
			await setImmediate();
			if (this.stamped() === before.size) continue;
			const [written] = [...this.stampedIds()].filter((id) => !before.has(id));
			return written;
		}
	}

	close(): Promise<void> {
		return this.emulator.close();
	}

	async remains(cluster: QueueCluster): Promise<Remains> {
		const store = await openStore({ kind: 'postgres', url: cluster.storeUrl });
		try {
			const ledger = await readLedger(store, this.key, new Date());
			return {
				leads: this.emulator.org.rows('Lead'),
				ledger,
				savedRows: writtenRows(this.emulator),
				batchesByWorker: await batchesByWorker(cluster, ledger.runs[0]?.runId ?? ''),
			};
		} finally {
			await store.close();
		}
	}

	private stampedIds(): Set<string> {
		const leads = this.emulator.org.rows('Lead').filter((lead) => lead[shippedFieldNames.lastActivity] !== null);
		return new Set(leads.map(({ Id }) => String(Id)));
	}
}

/** Those that were read again before a write are not among them. */
function writtenRows({ calls }: SalesforceEmulator): number {
	return calls.log
		.filter(({ kind, method }) => ['collections', 'composite'].includes(kind) && method === 'PATCH')
		.reduce((sum, { records }) => sum + records, 0);
}

/** The process id of the worker that has taken the batch with this record. */
export async function workerOf(cluster: QueueCluster, recordId: string): Promise<number> {
	const sql = 'SELECT holder FROM salesforce_enrichment.batches WHERE NOT is_finished AND record_ids_json LIKE $1';
	const [row] = await cluster.ask<Holder>(sql, [`%${recordId}%`]);
	return pidOf(row.holder);
}

async function batchesByWorker(cluster: QueueCluster, runId: string): Promise<Map<number, number>> {
	const sql = 'SELECT holder FROM salesforce_enrichment.batches WHERE run_id = $1 AND is_finished';
	const counts = new Map<number, number>();
	for (const { holder } of await cluster.ask<Holder>(sql, [runId])) {
		const pid = pidOf(holder);
		counts.set(pid, (counts.get(pid) ?? 0) + 1);
	}
	return counts;
}

/** `execution@host:pid:once`. */
function pidOf(holder: string): number {
	return Number(holder.split(':').at(-2));
}
