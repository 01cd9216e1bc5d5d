import { startCommand } from './run-command';
import type { N8nInstance } from './n8n-instance';
import { importedWorkflowId } from './import-demo';

/** The person that the demo's n8n belongs to; it exists on this machine only. */
export const owner = {
	email: 'demo@demo.example',
	password: 'Only-for-the-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
} as const;

/** A running n8n whose editor answers. */
export interface RunningEditor {
	readonly workflowUrl: string;
	readonly signInUrl: string;
	stop(): Promise<void>;
}

/** Starts n8n, waits until it answers and gives it its owner. */
export async function startEditor(n8n: N8nInstance): Promise<RunningEditor> {
	const output: string[] = [];
	const child = startCommand(process.execPath, [n8n.command, 'start'], {
		env: n8n.env,
		onOutput: (text) => output.push(text),
	});
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const address = `http://127.0.0.1:${n8n.env.N8N_PORT}`;
	try {
		await untilReady(address, () => child.exitCode !== null);
		await setUpOwner(address);
	} catch (error) {
		child.kill();
		await ended;
		throw new Error(`n8n did not start:\n${output.join('').slice(-3000)}`, { cause: error });
	}
	return {
		workflowUrl: `${address}/workflow/${importedWorkflowId}`,
		signInUrl: `${address}/signin`,
		stop: async () => {
			child.kill();
			await ended;
		},
	};
}

/** Serves the editor until Ctrl-C. */
export async function serveEditor(
	n8n: N8nInstance,
	say: (line: string) => void,
	note: string,
): Promise<void> {
	const editor = await startEditor(n8n);
	say(`\n  ${editor.workflowUrl}\n  sign in as ${owner.email} with ${owner.password}\n  ${note}\n  Ctrl-C ends all of it`);
	await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
	await editor.stop();
}

async function untilReady(address: string, hasEnded: () => boolean): Promise<void> {
	const deadline = performance.now() + 180_000;
	for (;;) {
		if (hasEnded()) throw new Error('the process ended');
		if (performance.now() > deadline) throw new Error('it did not answer within three minutes');
		const response = await fetch(`${address}/healthz/readiness`).catch(() => undefined);
		if (response?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

async function setUpOwner(address: string): Promise<void> {
	const response = await fetch(`${address}/rest/owner/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(owner),
	});
	if (!response.ok) throw new Error(`owner setup: ${response.status} ${await response.text()}`);
}
