import { Agent, request as httpRequest } from 'node:http';
import { demoClient } from '../../emulators/salesforce/auth/clients';

/** What an org answered; the body is not read as JSON until somebody asks. */
export interface BenchReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
	json<T>(): T;
}

/** A bare client on one kept-alive connection, so that the figures are the emulator's and not a library's. */
export class BenchClient {
	private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
	private token = '';

	constructor(readonly url: string) {}

	async signIn(): Promise<void> {
		const form = {
			grant_type: 'client_credentials',
			client_id: demoClient.clientId,
			client_secret: demoClient.clientSecret ?? '',
		};
		const type = 'application/x-www-form-urlencoded';
		const reply = await this.send('POST', '/services/oauth2/token', String(new URLSearchParams(form)), type);
		this.token = reply.json<{ access_token: string }>().access_token;
	}

	/** Sends a request below `/services/data/v68.0/`, or to a path that starts with `/`; throws on any status from 300 on. */
	async send(method: string, path: string, body?: string, contentType = 'application/json'): Promise<BenchReply> {
		const target = path.startsWith('/') ? this.url + path : `${this.url}/services/data/v68.0/${path}`;
		const reply = await this.exchange(method, target, body, contentType);
		if (reply.status >= 300)
			throw new Error(`${method} ${path.slice(0, 100)} answered ${reply.status}: ${reply.text.slice(0, 300)}`);
		return reply;
	}

	close(): void {
		this.agent.destroy();
	}

	private exchange(method: string, target: string, body: string | undefined, contentType: string): Promise<BenchReply> {
		const headers = {
			authorization: `Bearer ${this.token}`,
			...(body === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
		};
		return new Promise((resolve, reject) => {
			const request = httpRequest(target, { method, headers, agent: this.agent }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.once('error', reject);
				response.once('end', () => {
					const text = Buffer.concat(chunks).toString('utf8');
					resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: () => JSON.parse(text) });
				});
			});
			request.once('error', reject);
			request.end(body);
		});
	}
}
