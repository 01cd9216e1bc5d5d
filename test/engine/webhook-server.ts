import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { CredentialsByType } from './engine-credentials';
import type { ProductionRun, WorkflowEngine, WorkflowTemplate } from './workflow-engine';

type CalledRequest = NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>;
type CalledResponse = NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;

/** A template whose webhook is called over HTTP, with the status codes that n8n's server answers. */
export class WebhookServer {
	/** Of every call that was let in, in order. */
	readonly runs: ProductionRun[] = [];

	private constructor(
		private readonly server: Server,
		private readonly engine: WorkflowEngine,
		private readonly called: {
			readonly template: WorkflowTemplate;
			readonly credentials: CredentialsByType;
			readonly nodeName: string;
		},
	) {}

	static async open(
		engine: WorkflowEngine,
		template: WorkflowTemplate,
		credentials: CredentialsByType,
		nodeName: string,
	): Promise<WebhookServer> {
		const server = createServer();
		const opened = new WebhookServer(server, engine, { template, credentials, nodeName });
		server.on('request', (request, response) => {
			opened.answer(request, response).catch((error: unknown) => response.writeHead(599).end(String(error)));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return opened;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { template, credentials, nodeName } = this.called;
		const httpRequest = await asN8nSees(request);
		const items = await this.engine.webhookItems(template, credentials, nodeName, {
			httpRequest,
			httpResponse: response as CalledResponse,
		});
		if (!items) return;
		const run = await this.engine.run(template, credentials, nodeName, items);
		this.runs.push(run);
		const { statusCode, body } = run.answer ?? { statusCode: 500, body: { message: 'Error in workflow' } };
		response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	}
}

/** With the body parsed as n8n's server does: by its type, and an empty object for everything else. */
async function asN8nSees(request: IncomingMessage): Promise<CalledRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const raw = Buffer.concat(chunks).toString();
	const contentType = request.headers['content-type']?.split(';')[0];
	const query = Object.fromEntries(new URL(request.url ?? '/', 'http://n8n').searchParams);
	return Object.assign(request, {
		contentType,
		query,
		params: {},
		body: parsed(contentType, raw),
		ips: [],
		ip: '127.0.0.1',
	}) as unknown as CalledRequest;
}

function parsed(contentType: string | undefined, raw: string): unknown {
	if (raw === '') return {};
	if (contentType === 'application/json') return JSON.parse(raw);
	if (contentType === 'application/x-www-form-urlencoded') return { ...parse(raw) };
	return contentType === 'text/plain' ? raw : {};
}
