import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { openStore } from '../../core/store/open-store';
import type { PipelineKey } from '../../core/store/contract/pipeline-key';
import type { Store } from '../../core/store/store';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import { readTemplate } from '../../demo/hourly-template';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { CredentialsByType } from '../engine/engine-credentials';
import { WorkflowEngine, type ProductionRun, type WorkflowTemplate } from '../engine/workflow-engine';
import { credentialFields } from '../nodes/node-org';

/** When these tests begin, on the org's clock and on the machine's. */
export const night = new Date('2026-09-01T02:00:00.000Z');

const timers = [
	'setTimeout',
	'clearTimeout',
	'setInterval',
	'clearInterval',
	'setImmediate',
	'clearImmediate',
] as const;

const referenceFile = `name,domain,industry,employees,country
Northwind,northwind.example,Retail,1200,US
`;

/** The scheduled template in n8n's engine, on an emulated org with these Leads and an empty store. */
export class BatchOrg {
	private constructor(
		readonly emulator: SalesforceEmulator,
		readonly store: Store,
		private readonly folder: string,
		private readonly engine: WorkflowEngine,
	) {}

	static async open(packFolder: string, leads: number): Promise<BatchOrg> {
		jest.useFakeTimers({ now: night, doNotFake: [...timers, 'nextTick', 'queueMicrotask', 'hrtime', 'performance'] });
		const folder = mkdtempSync(join(tmpdir(), 'batches-'));
		writeFileSync(join(folder, 'companies.csv'), referenceFile);
		const records = Array.from({ length: leads }, (_, index) => ({
			LastName: `Lead ${index}`,
			Company: 'Northwind',
			Email: `lead${index}@northwind.example`,
		}));
		const emulator = await startSalesforceEmulator({
			clock: () => new Date(),
			seed: { customFields: ownCustomFields(['Lead']), records: { Lead: records } },
		});
		const path = join(folder, 'store.sqlite');
		process.env.SALESFORCE_ENRICHMENT_STORE = path;
		return new BatchOrg(
			emulator,
			await openStore({ kind: 'sqlite', path }),
			folder,
			await WorkflowEngine.load(packFolder, folder),
		);
	}

	/** The template with batches of so many records, and further parameters by node name. */
	template(batchSize: number, changes: Readonly<Record<string, Record<string, unknown>>> = {}): WorkflowTemplate {
		const template = readTemplate('scheduled', { referenceFile: join(this.folder, 'companies.csv') });
		const all: typeof changes = { ...changes, 'Prepare Batches': { batchSize, ...changes['Prepare Batches'] } };
		const nodes = template.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...all[node.name] } as INode['parameters'],
		}));
		return { ...template, nodes };
	}

	/** `more` are credentials beside the org's. */
	run(template: WorkflowTemplate, more: CredentialsByType = {}, trigger = 'Every Night'): Promise<ProductionRun> {
		const credentials = { salesforceProductionServerApi: credentialFields(this.emulator), ...more };
		return this.engine.run(template, credentials, trigger);
	}

	/** So many minutes pass on both clocks. */
	passMinutes(minutes: number): void {
		jest.setSystemTime(Date.now() + minutes * 60_000);
	}

	pipeline(): PipelineKey {
		return { orgId: this.emulator.identity.id, pipeline: 'scheduled', sObject: 'Lead' };
	}

	/** How many Leads have been given a headcount. */
	enriched(): number {
		return this.emulator.org.count('Lead', { NumberOfEmployees: 1200 });
	}

	async close(): Promise<void> {
		await this.store.close();
		await this.emulator.close();
		rmSync(this.folder, { recursive: true, force: true });
		jest.useRealTimers();
	}
}

/** The template without its Error Trigger and with a node behind Claim that breaks the execution: as if the process had been killed there. */
export function killedBehindClaim(template: WorkflowTemplate): WorkflowTemplate {
	const stop = {
		id: 'stop',
		name: 'Killed',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		position: [-60, 960],
		parameters: { errorMessage: 'killed' },
	} as INode;
	return {
		...template,
		nodes: [...template.nodes.filter(({ name }) => name !== 'When a Run Fails'), stop],
		connections: {
			...template.connections,
			'Get Next Batch': { main: [[{ node: 'Killed', type: 'main', index: 0 }]] },
		},
	};
}
