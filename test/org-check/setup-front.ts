import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a question of a Composite is answered in the org's place: rows, or a refusal. */
export type Scripted = ReadonlyArray<Record<string, unknown>> | { readonly errorCode: string; readonly message: string };

interface Part {
	readonly referenceId: string;
	readonly url: string;
}

/** A record sent to the Tooling API. */
export interface ToolingRecord {
	readonly FullName: string;
	readonly Metadata: Record<string, unknown>;
}

/**
 * Stands in front of an emulated org and serves what the emulator has not: the Tooling API's Composite and custom
 * fields, and flows. Shapes: Tooling API, “Composite Response Body” and “CustomField”; all else goes through.
 */
export class SetupFront {
	/** Answers by the question's name; a question without one gets Salesforce's error for an unknown object. */
	readonly answers = new Map<string, Scripted>();

	/** Changes to what the org itself answers, by the question's name. */
	readonly edits = new Map<string, (body: Record<string, unknown>) => Record<string, unknown>>();

	/** Errors by the full name of a field, instead of creating it. */
	readonly refusals = new Map<string, { readonly errorCode: string; readonly message: string }>();

	readonly created: ToolingRecord[] = [];

	/** The questions' decoded addresses, by name. */
	readonly asked = new Map<string, string>();

	/** The next creation is made, but its reply is lost. */
	losesReply = false;

	private constructor(
		private readonly org: { readonly url: string },
		private readonly server: Server,
	) {
		server.on('request', (request, response) => {
			this.answer(request, response).catch(() => request.socket.destroy());
		});
	}

	static async open(org: { readonly url: string }): Promise<SetupFront> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new SetupFront(org, server);
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	clear(): void {
		for (const part of [this.answers, this.edits, this.refusals, this.asked]) part.clear();
		this.created.length = 0;
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await bodyOf(request);
		const path = request.url ?? '';
		if (path.endsWith('/tooling/composite')) return this.answerTogether(JSON.parse(body), [], response);
		if (path.endsWith('/tooling/sobjects/CustomField')) return this.createField(JSON.parse(body), response);

		const { status, headers, text } = await this.pass(request, path, body);
		if (path.endsWith('/composite') && status === 200) {
			return this.answerTogether(JSON.parse(body), JSON.parse(text).compositeResponse, response);
		}
		// The token reply tells where the org is; clients must not go around this server.
		response.writeHead(status, headers).end(text.replaceAll(this.org.url, this.url));
	}

	private async pass({ method, headers }: IncomingMessage, path: string, body: string) {
		const reply = await fetch(this.org.url + path, {
			method,
			headers: { 'content-type': headers['content-type'] ?? '', authorization: headers.authorization ?? '' },
			...(body && { body }),
		});
		const kept = ['content-type', 'date', 'sforce-limit-info'].flatMap((name) => {
			const value = reply.headers.get(name);
			return value === null ? [] : [[name, value]];
		});
		return { status: reply.status, headers: Object.fromEntries(kept) as Record<string, string>, text: await reply.text() };
	}

	private answerTogether(
		{ compositeRequest }: { readonly compositeRequest: readonly Part[] },
		passed: ReadonlyArray<{ readonly referenceId: string; readonly body: Record<string, unknown> }>,
		response: ServerResponse,
	): void {
		for (const { referenceId, url } of compositeRequest) this.asked.set(referenceId, decodeURIComponent(url));
		const compositeResponse = compositeRequest.map(({ referenceId }) => {
			const scripted = this.answers.get(referenceId);
			const own = passed.find((part) => part.referenceId === referenceId);
			if (!scripted && own) return { ...own, body: this.edits.get(referenceId)?.(own.body) ?? own.body };
			return { referenceId, httpHeaders: {}, ...subReply(scripted ?? { errorCode: 'INVALID_TYPE', message: 'sObject type is not supported.' }) };
		});
		sendJson(response, 200, { compositeResponse });
	}

	private createField(record: ToolingRecord, response: ServerResponse): void {
		const refusal = this.refusals.get(record.FullName);
		if (refusal) return sendJson(response, 400, [refusal]);
		this.created.push(record);
		if (this.losesReply) {
			this.losesReply = false;
			response.destroy();
			return;
		}
		sendJson(response, 201, { id: `00N5e0000000${String(this.created.length).padStart(3, '0')}AAA`, success: true, errors: [], warnings: [], infos: [] });
	}
}

function subReply(scripted: Scripted) {
	if (!('errorCode' in scripted)) return { httpStatusCode: 200, body: { size: scripted.length, totalSize: scripted.length, done: true, records: scripted } };
	return { httpStatusCode: 400, body: [scripted] };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
