import type { N8nInstance } from './n8n-instance';
import { startN8n } from './n8n-server';
import { owner, signIn } from './owner-session';

/** Serves the editor of one workflow until Ctrl-C. */
export async function serveEditor(
	n8n: N8nInstance,
	workflowId: string,
	say: (line: string) => void,
	note: string,
): Promise<void> {
	const server = await startN8n(n8n);
	try {
		await signIn(server.address);
		say(
			`\n  ${server.address}/workflow/${workflowId}\n  sign in as ${owner.email} with ${owner.password}\n  ${note}\n  Ctrl-C ends all of it`,
		);
		await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
	} finally {
		await server.stop();
	}
}
