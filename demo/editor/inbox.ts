import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands for the chat or mail that a person hooks up behind a template's summary. */
export interface Inbox<Message> {
	/** Where messages are posted as JSON. */
	readonly url: string;
	/** Takes out what has come since it was last emptied. */
	empty(): Message[];
	close(): Promise<void>;
}

/** Opens an inbox on a free port of 127.0.0.1. */
export async function openInbox<Message>(): Promise<Inbox<Message>> {
	let messages: Message[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		messages.push(JSON.parse(Buffer.concat(chunks).toString()) as Message);
		response.end('{}');
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve());
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		empty: () => {
			const taken = messages;
			messages = [];
			return taken;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
