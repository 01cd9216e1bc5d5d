import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import type { OrgSeed, SeedRecord } from '../../emulators/salesforce/org/seed';
import type { SalesforceEmulator, SalesforceEmulatorOptions } from '../../emulators/salesforce/salesforce-emulator';
import type { Snapshot } from '../../emulators/salesforce/storage/snapshots';
import type { RecordEnrichment } from '../../core/record/record-item';
import type { Store } from '../../core/store/store';
import { type Execution, executeNode, type ExecutionResult } from '../../nodes/execute-functions.builders';
import { instanceStore } from '../../nodes/wiring/store';
import { orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';

const minuteMs = 60_000;

/** What a person fills in to reach an emulated org. */
export function credentialFields(
	org: Pick<SalesforceEmulator, 'url'>,
	changes: Record<string, string> = {},
): Record<string, string> {
	return {
		loginUrl: org.url,
		grant: 'client_credentials',
		clientId: demoClient.clientId,
		clientSecret: demoClient.clientSecret ?? '',
		apiVersion: '68.0',
		...changes,
	};
}

/** ISO 8601, so many minutes before the org's clock. */
export function minutesAgo(minutes: number): string {
	return new Date(orgNow.getTime() - minutes * minuteMs).toISOString();
}

/** A record to seed that was created and changed half an hour ago, or whenever it says. */
export function changed(fields: SeedRecord, minutes = 30): SeedRecord {
	const at = minutesAgo(minutes);
	return { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at, ...fields };
}

/** The pack's own key of an output item. */
export function enrichmentOf(json: Record<string, unknown>): RecordEnrichment & Record<string, unknown> {
	return json._enrichment as RecordEnrichment & Record<string, unknown>;
}

/** What a node threw; fails the test when it did not. */
export async function errorOf(execution: Promise<unknown>): Promise<Error & Record<string, unknown>> {
	return await execution.then(
		() => {
			throw new Error('The node was expected to throw');
		},
		(error) => error,
	);
}

/**
 * The org, the credentials and the store that the nodes of one test file work with; `begin` gives each test a fresh
 * start. The machine's clock shows the org's time and stands still.
 */
export class NodeOrg {
	store!: Store;

	private begun = 0;

	private constructor(
		readonly emulator: SalesforceEmulator,
		private readonly seeded: Snapshot,
		private readonly folder: string,
	) {}

	static async open(seed: OrgSeed = {}, options: SalesforceEmulatorOptions = {}): Promise<NodeOrg> {
		holdMachineClock();
		const emulator = await startEnrichmentOrg(seed, options);
		return new NodeOrg(emulator, emulator.snapshot(), mkdtempSync(path.join(tmpdir(), 'nodes-')));
	}

	/** The org as it was seeded, no calls on its books, and an empty store; the session stays open. */
	async begin(): Promise<void> {
		this.emulator.restore(this.seeded);
		this.emulator.faults.clear();
		this.emulator.setClock(() => orgNow);
		jest.setSystemTime(orgNow);
		await this.store?.close();
		this.begun += 1;
		process.env.SALESFORCE_ENRICHMENT_STORE = path.join(this.folder, `store-${this.begun}.sqlite`);
		this.store = await instanceStore();
		this.emulator.calls.clear();
	}

	/** Executes a node connected to this org; its input is frozen, because n8n hands the same items to every branch. */
	async execute(node: INodeType, execution: Execution = {}): Promise<ExecutionResult> {
		const fields = credentialFields(this.emulator);
		const credentials = { salesforceProductionServerApi: fields, salesforceSandboxServerApi: fields };
		const items = execution.items && deepFreeze(execution.items);
		return await executeNode(node, { credentials, ...execution, ...(items && { items }) });
	}

	/** So many minutes pass on both clocks. */
	passMinutes(minutes: number): void {
		const now = new Date(Date.now() + minutes * minuteMs);
		jest.setSystemTime(now);
		this.emulator.setClock(() => now);
	}

	/** Writes a file into a folder that goes when the org closes; gives its path. */
	writeFile(name: string, text: string): string {
		const file = path.join(this.folder, name);
		writeFileSync(file, text);
		return file;
	}

	/** The record as it is in the org now. */
	record(sObject: string, id: unknown): Record<string, unknown> {
		return this.emulator.org.get(sObject, String(id)) ?? {};
	}

	/** The only record of the object that has this value. */
	find(sObject: string, field: string, value: unknown): Record<string, unknown> {
		const found = this.emulator.org.find(sObject, { [field]: value });
		if (found.length !== 1) throw new Error(`${found.length} records of ${sObject} have the ${field} ${String(value)}`);
		return found[0];
	}

	async close(): Promise<void> {
		await this.store?.close();
		await this.emulator.close();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** Items for the next node from what a node put out. */
export function itemsOf(result: ExecutionResult, output = 0): INodeExecutionData[] {
	return result.items[output].map(({ json }) => ({ json }));
}

/** Timers run on, because sockets need them. */
function holdMachineClock(): void {
	const timers = [
		'setTimeout',
		'clearTimeout',
		'setInterval',
		'clearInterval',
		'setImmediate',
		'clearImmediate',
	] as const;
	jest.useFakeTimers({ now: orgNow, doNotFake: [...timers, 'nextTick', 'queueMicrotask', 'hrtime', 'performance'] });
}

function deepFreeze<T>(value: T): T {
	if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
	Object.values(value).forEach(deepFreeze);
	return Object.freeze(value);
}
