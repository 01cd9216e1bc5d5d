import { generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';
import { ownCustomFields } from '../data/own-custom-fields';
import { readTemplate } from '../hourly-template';
import { difference } from './batch-messages';
import type { N8nInstance } from './n8n-instance';
import { RungN8n } from './rung-n8n';

const workflowId = 'onDemandCheck';
const path = 'on-demand-check';
const username = 'integration@demo.example';
const clientId = 'on-demand-client';
const unknownId = '00Q000000000999EAA';
const header = { id: 'onDemandKey', name: 'Key of the webhook' };
const salesforce = { id: 'onDemandSalesforce', name: "n8n's own credential" };
const key = { 'x-api-key': 'only-for-the-check-on-this-machine' };

/** The on-demand template in the real n8n, called over HTTP, connected by the JWT credential of n8n's own Salesforce node. */
export class OnDemandCheck {
	private constructor(
		private readonly folder: string,
		private readonly say: (line: string) => void,
		private readonly org: SalesforceEmulator,
		private readonly privateKey: string,
	) {}

	/** Starts an org of its own; `say` gets what came of it, line by line. */
	static async open(folder: string, say: (line: string) => void): Promise<OnDemandCheck> {
		const { publicKey, privateKey } = generateKeyPairSync('rsa', {
			modulusLength: 2048,
			publicKeyEncoding: { type: 'spki', format: 'pem' },
			privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		});
		const org = await startSalesforceEmulator({
			seed: {
				org: { kind: 'production', id: '00D5e00000ONDEM', name: 'On Demand' },
				users: [{ Username: username, LastName: 'Integration' }],
				clients: [{ clientId, publicKey, username }],
				customFields: ownCustomFields(['Lead']),
				records: { Lead: [{ LastName: 'Novak', Company: 'Northwind', Email: 'jana@northwind.example' }] },
			},
		});
		writeFileSync(join(folder, 'on-demand.csv'), 'name,domain,industry\nNorthwind,northwind.example,Retail\n');
		return new OnDemandCheck(folder, say, org, privateKey);
	}

	/** True when everything went as it should. */
	async run(instance: N8nInstance): Promise<boolean> {
		await this.import(instance);
		const n8n = await RungN8n.start(instance, this.folder, 0);
		try {
			await n8n.publish(workflowId);
			const problems = await this.problemsOf(n8n);
			for (const problem of problems) this.say(`  WRONG: ${problem}`);
			this.say(`On-demand template: ${problems.length === 0 ? 'as it should be' : 'not as it should be'}`);
			return problems.length === 0;
		} finally {
			await n8n.kill();
		}
	}

	async close(): Promise<void> {
		await this.org.close();
	}

	private async problemsOf(n8n: RungN8n): Promise<string[]> {
		const [lead] = this.org.org.rows('Lead');
		const userId = String(this.org.org.find('User', { Username: username })[0].Id);
		const answer = await n8n.call(path, { ids: [unknownId, String(lead.Id).slice(0, 15)], userId }, key);
		const reply = (await answer.json()) as { status: string; records: Array<Record<string, unknown>> };
		this.say(`\nOn-demand template: ${answer.status} ${JSON.stringify(reply)}`);
		return [
			...difference('status', answer.status, 200),
			...difference(
				'answers',
				JSON.stringify([reply.status, reply.records.map(({ id, outcome }) => [id, outcome])]),
				JSON.stringify([
					'Success',
					[
						[unknownId, 'not_theirs'],
						[lead.Id, 'written'],
					],
				]),
			),
			...difference('industry in the org', this.org.org.rows('Lead')[0].Industry, 'Retail'),
			...difference('status without a key', (await n8n.call(path, { ids: [unknownId] }, {})).status, 403),
			...difference('status without IDs', (await n8n.call(path, {}, key)).status, 400),
			...difference('status without a user', (await n8n.call(path, { ids: [unknownId] }, key)).status, 400),
			...difference('status without the reference file', await this.statusWithoutFile(n8n, userId), 500),
			// n8n starts the Error Trigger only once it has answered.
			...(await n8n.errorExecutions(workflowId, 1).then(() => [])),
			...difference(
				'executions',
				await n8n.settledExecutions(workflowId),
				'error success 1, webhook error 1, webhook success 3',
			),
		];
	}

	private async statusWithoutFile(n8n: RungN8n, userId: string): Promise<number> {
		rmSync(this.referenceFile);
		return (await n8n.call(path, { ids: [this.org.org.rows('Lead')[0].Id], userId }, key)).status;
	}

	private get referenceFile(): string {
		return join(this.folder, 'on-demand.csv');
	}

	private async import(instance: N8nInstance): Promise<void> {
		const data = {
			environment: 'production',
			clientId,
			username,
			privateKey: this.privateKey,
			myDomainUrl: this.org.url,
		};
		const [name, value] = Object.entries(key)[0];
		const credentials = [
			{ ...salesforce, type: 'salesforceJwtApi', data },
			{ ...header, type: 'httpHeaderAuth', data: { name, value } },
		];
		await this.importFile(instance, 'credentials', credentials);
		await this.importFile(instance, 'workflow', [{ ...this.template(), id: workflowId }]);
	}

	private async importFile(instance: N8nInstance, what: string, content: unknown): Promise<void> {
		const file = join(this.folder, `on-demand-${what}.json`);
		writeFileSync(file, JSON.stringify(content));
		await instance.run(`import:${what}`, `--input=${file}`);
	}

	private template(): WorkflowTemplate {
		const template = readTemplate('on-demand', { referenceFile: this.referenceFile });
		return { ...template, nodes: template.nodes.map(connected) };
	}
}

const connectedNodes = ['Start Run', 'Fetch by ID', 'Write to Salesforce', 'Finish Run', 'Finish Failed Run'];

/** As a person does after the import: a path of its own, a key, and a credential that the team has already. */
function connected(node: INode): INode {
	if (node.type === 'n8n-nodes-base.webhook')
		return { ...node, parameters: { ...node.parameters, path }, credentials: { httpHeaderAuth: header } };
	if (!connectedNodes.includes(node.name)) return node;
	return {
		...node,
		parameters: { ...node.parameters, authentication: 'salesforceJwtApi' },
		credentials: { salesforceJwtApi: salesforce },
	};
}
