import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { OrgState } from '../org/org-state';
import type { ApiReply } from './api-request';
import { serve } from './serve';

const LONGEST_URI = 16_384;

/** An HTTP server for one org, not listening yet; `latencyMs` delays every reply. */
export function createOrgServer(org: OrgState, latencyMs: number): Server {
	// Node's own limit would cut the connection where Salesforce answers 414 or 431.
	return createServer({ maxHeaderSize: 1_000_000 }, (request, response) => {
		void answer(org, latencyMs, request, response);
	});
}

async function answer(org: OrgState, latencyMs: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
	try {
		const body = await readBody(request);
		if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
		const raw = { method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body };
		const reply = tooLong(request) ?? serve(org, raw);
		if (reply === 'drop') request.socket.destroy();
		else send(org, request, response, reply);
	} catch {
		request.socket.destroy();
	}
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const bytes = Buffer.concat(chunks);
	return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}

function tooLong({ url = '', rawHeaders }: IncomingMessage): ApiReply | undefined {
	if (url.length > LONGEST_URI) return { status: 414, body: [{ errorCode: 'URI_TOO_LONG', message: 'URI Too Long' }] };
	const headerBytes = rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);
	if (url.length + headerBytes <= LONGEST_URI) return undefined;
	return { status: 431, body: [{ errorCode: 'REQUEST_HEADER_FIELDS_TOO_LARGE', message: 'Request Header Fields Too Large' }] };
}

function send(org: OrgState, request: IncomingMessage, response: ServerResponse, reply: ApiReply): void {
	// Clients take the org's time from this header, so it must be the org's clock that sets it.
	response.sendDate = false;
	response.setHeader('Date', org.clock().toUTCString());
	for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
	response.statusCode = reply.status;
	if (reply.body === undefined) {
		response.end();
		return;
	}
	const bytes = Buffer.from(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
	if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json;charset=UTF-8');
	const isZipped = bytes.length > 1_024 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
	if (isZipped) response.setHeader('Content-Encoding', 'gzip');
	response.end(isZipped ? gzipSync(bytes, { level: 1 }) : bytes);
}
