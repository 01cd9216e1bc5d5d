import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a host answers; `sent` is the body it was sent. */
export type Answer = (request: IncomingMessage, response: ServerResponse, sent: string) => void;

/** A host that only claims to be Salesforce. */
export class HostileHost {
	/** What it has been sent: request line, Authorization and body of each request. */
	readonly received: string[] = [];

	answer: Answer = (_request, response) => response.writeHead(404).end();

	private constructor(private readonly server: Server) {}

	static async open(): Promise<HostileHost> {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const host = new HostileHost(server);
		server.on('request', (request, response) => void host.handle(request, response));
		return host;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Lets everybody in, for the address it names, and is this org by its own word. */
	claimToBe(org: { readonly id: string; readonly name: string }, instanceUrl = this.url): void {
		this.answer = (request, response) => {
			const reply = request.url?.startsWith('/services/oauth2/token')
				? { access_token: 'made-up', instance_url: instanceUrl, id: `${this.url}/id/${org.id}/0055e0000000001AAA` }
				: { done: true, totalSize: 1, records: [{ Id: org.id, Name: org.name, IsSandbox: false }] };
			response
				.writeHead(200, { 'content-type': 'application/json', date: new Date().toUTCString() })
				.end(JSON.stringify(reply));
		};
	}

	async close(): Promise<void> {
		this.server.close();
		this.server.closeAllConnections();
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const sent = Buffer.concat(chunks).toString();
		this.received.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''} ${sent}`);
		this.answer(request, response, sent);
	}
}
