import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunSummary } from '../../core/run/run-summary';
import { summaryFrom } from '../../demo/summary-of';
import { openStore } from '../../core/store/open-store';
import type { PipelineKey } from '../../core/store/contract/pipeline-key';
import type { Store } from '../../core/store/store';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import type { OrgSeed, SeedRecord } from '../../emulators/salesforce/org/seed';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { WorkflowEngine, type ProductionRun, type WorkflowTemplate } from '../engine/workflow-engine';

/** What the org's clock shows while a test runs; the seeded Leads changed half an hour before. */
export const now = new Date('2026-09-01T09:00:00.000Z');

/** The companies a provider knows in these tests. */
const referenceFile = `name,domain,industry,employees,country
Northwind,northwind.example,Retail,1200,US
Contoso,contoso.example,Technology,35000,GB
`;

/** A Lead that changed within the last hour. */
export function aLead(fields: SeedRecord = {}, minutesAgo = 30): SeedRecord {
	const stamp = new Date(now.getTime() - minutesAgo * 60_000).toISOString();
	return {
		LastName: 'Novak',
		Company: 'Northwind Inc.',
		Email: 'jana.novak@northwind.example',
		CreatedDate: stamp,
		LastModifiedDate: stamp,
		SystemModstamp: stamp,
		...fields,
	};
}

/** The emulated org, the engine and the store that one test file shares; `begin` gives each test a fresh start. */
export class HourlyOrg {
	emulator!: SalesforceEmulator;

	store!: Store;

	private tests = 0;

	private constructor(
		private readonly folder: string,
		readonly engine: WorkflowEngine,
	) {}

	get referenceFile(): string {
		return join(this.folder, 'companies.csv');
	}

	static async open(packFolder: string): Promise<HourlyOrg> {
		const folder = mkdtempSync(join(tmpdir(), 'hourly-test-'));
		// The org's clock stands still, and the machine's goes on.
		process.env.SALESFORCE_ENRICHMENT_CLOCK_HOURS = '1000000';
		const org = new HourlyOrg(folder, await WorkflowEngine.load(packFolder, folder));
		writeFileSync(org.referenceFile, referenceFile);
		return org;
	}

	/** A new org with these Leads, and an empty store. */
	async begin(leads: readonly SeedRecord[], seed: Partial<OrgSeed> = {}): Promise<void> {
		await this.end();
		this.tests += 1;
		this.emulator = await startSalesforceEmulator({
			clock: () => now,
			seed: { customFields: ownCustomFields(['Lead']), ...seed, records: { ...seed.records, Lead: leads } },
		});
		const path = join(this.folder, `store-${this.tests}.sqlite`);
		process.env.SALESFORCE_ENRICHMENT_STORE = path;
		this.store = await openStore({ kind: 'sqlite', path });
	}

	/** An hour passes on the org's clock. */
	passHours(hours: number): void {
		this.emulator.setClock(() => new Date(now.getTime() + hours * 3_600_000));
	}

	run(template: WorkflowTemplate, startNodeName = 'Every Hour'): Promise<ProductionRun> {
		return this.engine.run(template, this.credentials(), startNodeName);
	}

	pipeline(): PipelineKey {
		return { orgId: this.emulator.identity.id, pipeline: 'hourly', sObject: 'Lead' };
	}

	/** Whether somebody else could start now. */
	async isLeaseFree(): Promise<boolean> {
		const grant = await this.store.acquireLease(this.pipeline(), 'somebody else', new Date(), 1);
		if (grant.granted) await this.store.releaseLease(this.pipeline(), 'somebody else');
		return grant.granted;
	}

	async end(): Promise<void> {
		await this.emulator?.close();
		await this.store?.close();
	}

	async close(): Promise<void> {
		await this.end();
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** What every node of a template is connected with. */
	credentials(): Record<string, Record<string, string>> {
		return {
			salesforceProductionServerApi: {
				loginUrl: this.emulator.url,
				grant: 'client_credentials',
				clientId: demoClient.clientId,
				clientSecret: demoClient.clientSecret ?? '',
				apiVersion: '68.0',
			},
		};
	}
}

/** Every summary that an execution and its Error Trigger put out. */
export function summariesOf(run: ProductionRun): RunSummary[] {
	return [...run.output('Summary'), ...(run.errorRun?.output('Summary') ?? [])].map(summaryFrom);
}
