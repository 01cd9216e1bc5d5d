import type { Proposal, RecordItem } from '../../core/record/record-item';
import { matchHashInputs } from '../../core/record/match-gate';
import { matchInputPreset } from '../../core/stages/enrich/enrich-presets';
import { writeProposals } from '../../core/stages/write/write';
import type { WriteRequest } from '../../core/changes/write-request';
import { type UndoRequest, undoRun } from '../../core/stages/undo/undo';
import type { UndoReport } from '../../core/stages/undo/undo-report';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, connect, orgNow, startRunFor } from '../salesforce/enrichment-org';

/** What Enrich hashes of a Lead. */
export const leadInputs = matchHashInputs(matchInputPreset('Lead'));

const settings: WriteRequest = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true };

/** A run that wrote to an emulated org, and what undoes it. */
export class WrittenRun {
	private undos = 0;

	private constructor(
		readonly org: SalesforceEmulator,
		readonly store: Store,
		readonly run: Run,
		readonly client: SalesforceClient,
	) {}

	/** Starts a run in a new store; nothing is written yet. */
	static async begin(org: SalesforceEmulator): Promise<WrittenRun> {
		const context = await startRunFor(org);
		return new WrittenRun(org, context.store, context.run, await connect(org));
	}

	/** Writes proposals by record Id as Bulk Write does. */
	async write(proposalsById: Readonly<Record<string, Record<string, Proposal>>>): Promise<void> {
		const context = { run: this.run, store: this.store, keepLease: async () => undefined };
		await writeProposals(this.client, settings, this.items(proposalsById), context);
	}

	/** Ends the run, so that it can be undone. */
	async end(): Promise<void> {
		await this.store.closeRun(this.run.runId, { status: 'Success' }, orgNow);
	}

	/** A further run writes the same or other proposals; gives its id. */
	async writeAgain(proposalsById: Readonly<Record<string, Record<string, Proposal>>>, runId: string): Promise<void> {
		const run = { ...this.run, runId };
		await this.store.createRun(run);
		const context = { run, store: this.store, keepLease: async () => undefined };
		await writeProposals(this.client, settings, this.items(proposalsById), context);
		await this.store.closeRun(runId, { status: 'Success' }, orgNow);
	}

	async undo(changes: Partial<UndoRequest> = {}, client = this.client): Promise<UndoReport> {
		const newRunId = () => {
			this.undos += 1;
			return `undo-${this.undos}`;
		};
		const request = {
			runId: this.run.runId,
			isDryRun: false,
			executionId: 'first',
			leaseMs: 60_000,
			matchInputs: leadInputs,
			...changes,
		};
		return await undoRun({ client, store: this.store, clock: () => orgNow, newRunId }, request);
	}

	private items(proposalsById: Readonly<Record<string, Record<string, Proposal>>>): RecordItem[] {
		return Object.entries(proposalsById).map(([id, proposals]) => {
			const record = this.org.org.get('Lead', id) ?? {};
			return anItem({ ...record, Id: id }, { proposals, hashInputs: { match: leadInputs } });
		});
	}
}
