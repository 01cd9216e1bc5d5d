import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import { freePort } from '../../demo/editor/free-port';
import { installN8n } from '../../demo/editor/install-n8n';
import { instantCredentials, instantWorkflow } from '../../demo/editor/instant-workflow';
import { prepareN8n, type N8nInstance } from '../../demo/editor/n8n-instance';
import { packedTarball } from '../../demo/editor/packed-tarball';
import { startQueueServers, type QueueServers } from '../../demo/scale/queue-servers';
import { defaultKey, startProviders, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';
import { createLargeRunLeads, type LargeRun, largeRunPath, largeRunWorkflow, writeLargeRunFile } from './large-run';
import { jobCredential, jobMs, jobPerson, jobWorkflow } from './job-workflow';
import type { AskedBatch } from './measure';
import { N8nProcesses, type Processes } from './n8n-processes';
import { folderVariable, type Lateness } from './loop-watch';
import { ReceiptMeter } from './receipt-meter';

const workflowId = 'instantBench';
const largeWorkflowId = 'instantBesideRun';
const jobWorkflowId = 'instantJobs';
/** Path of the trigger that is measured with a provider that answers at once. */
export const path = 'instant-bench';
const message = 'Enrich_Lead';
const secret = 'only-for-the-measurement-on-this-machine';
const orgId = '00D5e00000INSTA';
const provider = 'people-data-labs-company';

export interface InstantConditions {
	readonly dataSeed: number;
	/** Of every reply of the provider. */
	readonly latencyMs: number;
	/** How many companies the provider knows. */
	readonly companies: number;
	/** How many people the provider of jobs knows. */
	readonly people: number;
	readonly processes: Processes;
}

/** The real n8n with the instant template published, an org that sends outbound messages to it, and a provider that takes its time. */
export class InstantArena {
	private n8n: N8nProcesses | undefined;
	private meter: ReceiptMeter | undefined;
	private made = 0;
	private madeForRuns = 0;

	private constructor(
		private readonly folder: string,
		private readonly instance: N8nInstance,
		private readonly processes: Processes,
		private readonly servers: QueueServers | undefined,
		readonly org: SalesforceEmulator,
		readonly vendors: ProvidersEmulator,
	) {}

	/** Starts the org and the provider and prepares n8n, which `start` starts; `say` gets what happens, line by line. */
	static async open(conditions: InstantConditions, say: (line: string) => void): Promise<InstantArena> {
		const { dataSeed, latencyMs, companies, people, processes } = conditions;
		const folder = mkdtempSync(join(tmpdir(), 'instant-'));
		const command = await installN8n(say);
		const servers = processes === 'queue' ? await startQueueServers() : undefined;
		const port = await freePort();
		const instance = await prepareN8n({ command, folder, tarball: packedTarball(), port, env: servers?.env });
		const vendors = await startProviders({
			seed: dataSeed,
			latencyMs,
			jobMs,
			world: {
				companies: [
					...Array.from({ length: companies }, (_, index) => companyOf(index)),
					...Array.from({ length: people }, (_, index) => jobPerson(index).company),
				],
				people: Array.from({ length: people }, (_, index) => jobPerson(index).person),
			},
			coverage: {
				'people-data-labs': { company: 1 },
				fullenrich: { person: 1, stale: 0, wrong: 0, fill: { email: 1 } },
			},
		});
		const org = await startSalesforceEmulator({
			seed: {
				org: { kind: 'production', id: orgId, name: 'Instant', dailyApiRequests: 1_000_000 },
				customFields: ownCustomFields(['Lead']),
				automation: {
					outboundMessages: [
						{
							name: message,
							object: 'Lead',
							exceptUsers: ['integration@example.com'],
							fields: ['CreatedDate', 'LastModifiedDate'],
						},
					],
				},
			},
		});
		const watch = `--import=${JSON.stringify(pathToFileURL(join(__dirname, 'loop-watch.ts')).href)}`;
		Object.assign(instance.env, {
			NODE_OPTIONS: [instance.env.NODE_OPTIONS, watch].filter(Boolean).join(' '),
			[folderVariable]: folder,
			SALESFORCE_ENRICHMENT_PROVIDERS: `${provider}=${vendors.urls['people-data-labs']},full-enrich=${vendors.urls.fullenrich}`,
		});
		const arena = new InstantArena(folder, instance, processes, servers, org, vendors);
		await arena.import();
		return arena;
	}

	/** Starts n8n, for the first time or after a kill. */
	async start(): Promise<void> {
		const published = [workflowId, largeWorkflowId, jobWorkflowId];
		this.n8n = await N8nProcesses.start(this.instance, this.folder, this.processes, published);
		this.meter?.close();
		this.meter = await ReceiptMeter.start(this.n8n.webhookAddress);
		this.tellWorkflow(path);
	}

	/** Begins a run over so many other leads in the same n8n, by a file; the promise is kept when its workflow has ended. */
	async beginLargeRun(count: number): Promise<LargeRun> {
		if (!this.n8n) throw new Error('n8n is not running');
		const ids = createLargeRunLeads(this.org, this.madeForRuns, count);
		this.madeForRuns += count;
		this.org.outbound.clear();
		const ended = this.n8n.main.ring(largeRunPath);
		return { ended, written: () => this.written(ids) };
	}

	/** The org sends what waits; gives how long n8n took to answer each message, in milliseconds, and throws when one is refused. */
	async deliver(): Promise<number[]> {
		this.meter?.empty();
		const attempts = await this.org.outbound.deliver();
		const refused = attempts.find(({ isAcknowledged }) => !isAcknowledged);
		if (refused) throw new Error(`A message was answered with ${refused.status ?? 'nothing'}`);
		return this.meter?.empty() ?? [];
	}

	/** How late timers were since the last call, in the process that receives messages and in the meter: what is measured is no better than the meter. */
	async lateness(): Promise<Record<string, Lateness>> {
		if (!this.n8n || !this.meter) throw new Error('n8n is not running');
		return { n8n: await this.n8n.lateness(), 'the meter': await this.meter.lateness() };
	}

	/** The processes that have a large run in work, where others receive messages. */
	runPids(): number[] {
		return this.n8n?.runPids ?? [];
	}

	/** A person saves these again, changing nothing that anybody is looked up by. */
	saveAgain(ids: readonly string[]): void {
		for (const id of ids) this.org.org.update('Lead', id, { Description: `Saved at ${performance.now()}` });
	}

	/** Ends n8n as a power cut does. */
	async kill(): Promise<void> {
		await this.n8n?.kill();
		this.n8n = undefined;
	}

	async close(): Promise<void> {
		await this.kill();
		this.meter?.close();
		await this.org.close();
		await this.vendors.close();
		await this.servers?.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** Creates so many leads, a second apart, each of a company of its own that the provider knows; gives their Ids in the order of creation. */
	createLeads(count: number): string[] {
		const now = Date.now();
		const ids = Array.from({ length: count }, (_, index) => {
			this.org.setClock(() => new Date(now - (count - index) * 1_000));
			const { name, domain } = companyOf(this.made);
			this.made += 1;
			const lead = { LastName: `Lead ${this.made}`, Company: name, Email: `lead@${domain}` };
			return this.org.org.insert('Lead', lead);
		});
		this.org.setClock(() => new Date());
		return ids;
	}

	/** What the provider was asked for since this moment, request by request: the numbers of the companies, which rise with their leads' creation. */
	askedSince(moment: Date): AskedBatch[] {
		return this.vendors
			.requests()
			.filter(({ at, body }) => body !== undefined && new Date(at) >= moment)
			.map(({ body }) =>
				[...JSON.stringify(body).matchAll(/measured-(\d+)\.example/g)].map(([, index]) => Number(index)),
			)
			.filter((batch) => batch.length > 0);
	}

	/** From now on the org tells the workflow with this path. */
	tellWorkflow(at: string): void {
		this.org.outbound.setEndpoint(message, `${this.meter?.url}/webhook/${at}/${secret}`);
	}

	/** Creates leads of these people of the provider of jobs; gives their Ids. */
	createPeople(first: number, count: number): string[] {
		return Array.from({ length: count }, (_, index) => {
			const { company, person } = jobPerson(first + index);
			const { firstName: FirstName, lastName: LastName } = person;
			const lead = { FirstName, LastName, Company: company.name, Website: `https://${company.domain}` };
			return this.org.org.insert('Lead', lead);
		});
	}

	/** How many of these leads have been written. */
	written(ids: readonly string[]): number {
		return this.withOutcome('written', ids);
	}

	/** How many of these leads say that they came to this. */
	withOutcome(outcome: string, ids: readonly string[]): number {
		return ids.filter((id) => this.org.org.get('Lead', id)?.Enrichment_Outcome__c === outcome).length;
	}

	private get largeRunFile(): string {
		return join(this.folder, 'large-run.csv');
	}

	private get address(): string {
		return `http://127.0.0.1:${this.instance.env.N8N_PORT}`;
	}

	private async import(): Promise<void> {
		writeLargeRunFile(this.largeRunFile);
		const credentials = [
			{
				...instantCredentials.salesforce,
				type: 'salesforceProductionServerApi',
				data: {
					loginUrl: this.org.url,
					grant: 'client_credentials',
					clientId: demoClient.clientId,
					clientSecret: demoClient.clientSecret,
					apiVersion: '68.0',
				},
			},
			{ ...instantCredentials.secret, type: 'changeTriggerSecretApi', data: { secret } },
			{ ...instantCredentials.provider, type: 'enrichmentPeopleDataLabsApi', data: { apiKey: defaultKey } },
			{ ...jobCredential, data: { apiKey: defaultKey } },
		];
		await this.importFile('credentials', credentials);
		await this.importFile('workflow', [
			{ ...instantTemplate(), id: workflowId },
			{ ...largeRunWorkflow(this.largeRunFile), id: largeWorkflowId },
			{ ...jobWorkflow(orgId, this.address), id: jobWorkflowId },
		]);
	}

	private async importFile(what: string, content: unknown): Promise<void> {
		const file = join(this.folder, `instant-${what}.json`);
		writeFileSync(file, JSON.stringify(content));
		await this.instance.run(`import:${what}`, `--input=${file}`);
	}
}

function companyOf(index: number) {
	return { name: `Measured ${index} Ltd`, domain: `measured-${index}.example`, employees: 10 + (index % 500) };
}

function instantTemplate(): WorkflowTemplate {
	return instantWorkflow({
		path,
		orgId,
		enrich: {
			parameters: { filePath: '', provider },
			credentials: { enrichmentPeopleDataLabsApi: instantCredentials.provider },
		},
	});
}
