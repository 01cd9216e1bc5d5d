import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { ownCustomFields } from '../data/own-custom-fields';
import { difference } from './batch-messages';
import { instantCredentials, instantWorkflow } from './instant-workflow';
import type { N8nInstance } from './n8n-instance';
import { RungN8n } from './rung-n8n';
import { until } from './until';

const workflowId = 'instantCheck';
const path = 'instant-check';
const message = 'Enrich_Lead';
const secret = 'only-for-the-check-on-this-machine';
const patienceSeconds = 30;
const records = 120;

/** The instant template in the real n8n, told by an emulated org's own outbound messages and by JSON. */
export class InstantCheck {
	private constructor(
		private readonly folder: string,
		private readonly say: (line: string) => void,
		private readonly org: SalesforceEmulator,
	) {}

	/** Starts an org of its own; `say` gets what came of it, line by line. */
	static async open(folder: string, say: (line: string) => void): Promise<InstantCheck> {
		const org = await startSalesforceEmulator({
			seed: {
				org: { kind: 'production', id: '00D5e00000INSTC', name: 'Instant' },
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
		const lines = Array.from({ length: records }, (_, index) => `${companyOf(index)},${domainOf(index)},Retail`);
		writeFileSync(join(folder, 'instant.csv'), `name,domain,industry\n${lines.join('\n')}\n`);
		return new InstantCheck(folder, say, org);
	}

	/** True when everything went as it should. */
	async run(instance: N8nInstance): Promise<boolean> {
		await this.import(instance);
		const n8n = await RungN8n.start(instance, this.folder, 0);
		try {
			await n8n.publish(workflowId);
			const started = performance.now();
			const problems = await this.problemsOf(n8n).catch((error: unknown) => [String(error)]);
			for (const problem of problems) this.say(`  WRONG: ${problem}`);
			const seconds = ((performance.now() - started) / 1000).toFixed(1);
			this.say(`Instant template: ${problems.length === 0 ? 'as it should be' : 'not as it should be'}, ${seconds} s`);
			return problems.length === 0;
		} finally {
			await n8n.kill();
		}
	}

	async close(): Promise<void> {
		await this.org.close();
	}

	private async problemsOf(n8n: RungN8n): Promise<string[]> {
		this.say('\nInstant template');
		this.createLeads(records - 1);
		this.org.outbound.setEndpoint(message, `${n8n.address}/webhook/${path}/${secret}`);
		const attempts = await this.org.outbound.deliver();
		const isTaken = attempts.map(({ recordIds, isAcknowledged }) => `${recordIds.length} ${isAcknowledged}`);
		this.say(`  | outbound messages: ${isTaken.join(', ')}`);
		const told = await this.allWritten(records - 1);
		const [last] = this.createLeads(1);
		// This one comes as JSON alone.
		this.org.outbound.clear();
		const byJson = await n8n.call(`${path}/header`, { ids: [last] }, { 'x-enrichment-secret': secret });
		const called = await this.allWritten(records);
		const stranger = await n8n.call(`${path}/header`, { ids: [last] }, { 'x-enrichment-secret': 'wrong' });
		return [
			...difference('outbound messages', isTaken.join(), '100 true,19 true'),
			...difference('written by outbound message', told, records - 1),
			...difference('status of JSON', byJson.status, 202),
			...difference('written in all', called, records),
			...difference('messages about our own writes', this.org.outbound.waiting, 0),
			...difference('status with a wrong secret', stranger.status, 401),
			// The template keeps no execution that went well.
			...difference('executions kept', await n8n.settledExecutions(workflowId), ''),
		];
	}

	private createLeads(count: number): string[] {
		const first = this.org.org.rows('Lead').length;
		return Array.from({ length: count }, (_, index) => {
			const email = `lead@${domainOf(first + index)}`;
			return this.org.org.insert('Lead', {
				LastName: `Lead ${first + index}`,
				Company: companyOf(first + index),
				Email: email,
			});
		});
	}

	/** How many leads have been written, once it is so many or nothing more is to be hoped for. */
	private async allWritten(count: number): Promise<number> {
		const written = () => this.org.org.rows('Lead').filter((lead) => lead.Industry === 'Retail').length;
		await until(`${count} leads are written`, async () => written() >= count, patienceSeconds);
		return written();
	}

	private async import(instance: N8nInstance): Promise<void> {
		const { clientId, clientSecret } = demoClient;
		const data = { loginUrl: this.org.url, grant: 'client_credentials', clientId, clientSecret, apiVersion: '68.0' };
		await this.importFile(instance, 'credentials', [
			{ ...instantCredentials.salesforce, type: 'salesforceProductionServerApi', data },
			{ ...instantCredentials.secret, type: 'changeTriggerSecretApi', data: { secret } },
		]);
		const referenceFile = join(this.folder, 'instant.csv');
		const workflow = instantWorkflow({ path, orgId: this.org.identity.id, referenceFile });
		await this.importFile(instance, 'workflow', [{ ...workflow, id: workflowId }]);
	}

	private async importFile(instance: N8nInstance, what: string, content: unknown): Promise<void> {
		const file = join(this.folder, `instant-${what}.json`);
		writeFileSync(file, JSON.stringify(content));
		await instance.run(`import:${what}`, `--input=${file}`);
	}
}

const companyOf = (index: number) => `Instant ${index} Ltd`;
const domainOf = (index: number) => `instant-${index}.example`;
