import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createEmulatorServer } from '../../http/listen';
import { readBody } from '../../http/read-body';
import { sendReply } from '../../http/send-reply';
import { unreadableBody } from '../api-error';
import type { OrgState } from '../org/org-state';
import type { ApiReply } from './api-request';
import { cleanPath, replyForError } from './dispatch';
import { serve } from './serve';

const longestUri = 16_384;

/** An HTTP server for one org, not listening yet; `latencyMs` delays every reply. */
export function createOrgServer(org: OrgState, latencyMs: number): Server {
	return createEmulatorServer(async (request, response) => await answer(org, latencyMs, request, response));
}

async function answer(
	org: OrgState,
	latencyMs: number,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	try {
		const body = await readBody(request).catch(refuseCompression);
		if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
		const raw = { method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers };
		// Bulk jobs that the clock says are done by now must look done to every request.
		await org.bulk.catchUp();
		const reply = tooLong(request) ?? ('status' in body ? body : serve(org, { ...raw, body }));
		// The work is done by now: a client that gives up waiting has to find that out.
		const heldBackMs = raw.url.includes('/__control/') ? 0 : org.faults.takeReplyDelayMs(cleanPath(raw.url));
		if (heldBackMs > 0) await new Promise((resolve) => setTimeout(resolve, heldBackMs).unref());
		if (reply === 'drop') request.socket.destroy();
		else await sendReply(request, response, reply, new Date(org.clock().getTime() + org.faults.clockSkewMs));
	} catch {
		request.socket.destroy();
	}
}

/** A body that is not compressed as it says is the client's fault; one that breaks off leaves nobody to answer. */
function refuseCompression(error: NodeJS.ErrnoException): ApiReply {
	if (!error.code?.startsWith('Z_')) throw error;
	return replyForError(unreadableBody(`The request body could not be decompressed: ${error.message}`));
}

function tooLong({ url = '', rawHeaders }: IncomingMessage): ApiReply | undefined {
	if (url.length > longestUri) return { status: 414, body: [{ errorCode: 'URI_TOO_LONG', message: 'URI Too Long' }] };
	const headerBytes = rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);
	if (url.length + headerBytes <= longestUri) return undefined;
	return {
		status: 431,
		body: [{ errorCode: 'REQUEST_HEADER_FIELDS_TOO_LARGE', message: 'Request Header Fields Too Large' }],
	};
}
