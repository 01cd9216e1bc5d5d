import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { closeServer, listenLocally } from '../../emulators/http/listen';
import type { CredentialsByType } from '../engine/engine-credentials';
import type { ProductionRun, WorkflowEngine, WorkflowTemplate } from '../engine/workflow-engine';

type CalledRequest = NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>;
type CalledResponse = NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;

/** The instant template behind its trigger's address, as n8n's server calls it: the body raw, the answer the node's own, each execution beside the next. */
export class InstantDoor {
	/** Of every call that started an execution, in the order they began. */
	private readonly started: Array<Promise<ProductionRun>> = [];

	private constructor(
		private readonly server: Server,
		private readonly address: string,
		private readonly secret: string,
	) {}

	/** With the secret in it. */
	get url(): string {
		return this.urlWith(this.secret);
	}

	/** With another word in the place of the secret. */
	urlWith(word: string): string {
		return `${this.address}/${word}`;
	}

	static async open(
		engine: WorkflowEngine,
		template: WorkflowTemplate | ((address: string) => WorkflowTemplate),
		credentials: CredentialsByType,
		trigger: { readonly nodeName: string; readonly secret: string },
	): Promise<InstantDoor> {
		const server = createServer();
		const address = await listenLocally(server);
		const door = new InstantDoor(server, address, trigger.secret);
		const workflow = typeof template === 'function' ? template(address) : template;
		server.on('request', (request: IncomingMessage, response: ServerResponse) => {
			const call = async () => {
				const called = { httpRequest: await asN8nSees(request), httpResponse: response as CalledResponse };
				const items = await engine.webhookItems(workflow, credentials, trigger.nodeName, called);
				if (items) door.started.push(engine.run(workflow, credentials, trigger.nodeName, items));
			};
			call().catch((error: unknown) => response.writeHead(599).end(String(error)));
		});
		return door;
	}

	/** All executions that calls have started, once none is under way any more. */
	async settled(): Promise<readonly ProductionRun[]> {
		let seen = -1;
		while (seen !== this.started.length) {
			seen = this.started.length;
			await Promise.all(this.started);
		}
		return await Promise.all(this.started);
	}

	async close(): Promise<void> {
		await this.settled();
		await closeServer(this.server);
	}
}

async function asN8nSees(request: IncomingMessage): Promise<CalledRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const secret = request.url?.split('/').pop();
	return Object.assign(request, {
		rawBody: Buffer.concat(chunks),
		query: {},
		params: { secret },
		body: {},
		ips: [],
		ip: '127.0.0.1',
	}) as unknown as CalledRequest;
}
