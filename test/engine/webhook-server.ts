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
	/** The same, as soon as they begin. */
	readonly executions: Array<Promise<ProductionRun>> = [];

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
		const started = this.engine.run(template, credentials, nodeName, items);
		this.executions.push(started);
		const run = await started;
		this.runs.push(run);
		// A node that answers by itself has done so before.
		if (response.writableEnded) return;
		const { statusCode, body } = run.answer ?? { statusCode: 500, body: { message: 'Error in workflow' } };
		response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	}
}

/** With the body parsed as n8n's server does: by its type, and an empty object for everything else. */
async function asN8nSees(request: IncomingMessage): Promise<CalledRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const rawBody = Buffer.concat(chunks);
	const raw = rawBody.toString();
	const contentType = request.headers['content-type']?.split(';')[0];
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://n8n');
	const query = Object.fromEntries(searchParams);
	return Object.assign(request, {
		contentType,
		query,
		// The last part of the path, as of a node whose path is `:secret`.
		params: { secret: decodeURIComponent(pathname.split('/').at(-1) ?? '') },
		body: parsed(contentType, raw),
		rawBody,
		ips: [],
		ip: '127.0.0.1',
	}) as unknown as CalledRequest;
}

function parsed(contentType: string | undefined, raw: string): unknown {
	if (raw === '') return {};
	if (contentType === 'application/json') return parsedJson(raw);
	if (contentType === 'application/x-www-form-urlencoded') return { ...parse(raw) };
	return contentType === 'text/plain' ? raw : {};
}

/** n8n's server refuses broken JSON before any node sees it; a node that reads the raw body must stand it too. */
function parsedJson(raw: string): unknown {
	try {
		return JSON.parse(raw);
	} catch {
		return {};
	}
}
