import type { WorkflowTemplate } from '../../test/engine/workflow-engine';
import { until } from './until';

/** The person that the demo's n8n belongs to; it exists on this machine only. */
export const owner = {
	email: 'demo@demo.example',
	password: 'Only-for-the-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
} as const;

/** An execution as n8n lists it. */
export interface ListedExecution {
	readonly id: string;
	/** `webhook` was started from outside, `integrated` called by another one, `error` started by a failure. */
	readonly mode: string;
	readonly status: string;
}

/** What the owner does in the editor, over the requests that the editor sends. */
export interface OwnerSession {
	/** The workflow as n8n has saved it. */
	readWorkflow(workflowId: string): Promise<WorkflowTemplate>;
	/** Saves a new workflow and gives its id. */
	createWorkflow(workflow: WorkflowTemplate): Promise<string>;
	/** Publishes the workflow as it was imported; resolves once its triggers listen. */
	publish(workflowId: string): Promise<void>;
	/** The workflow's executions that n8n has kept, newest first, at most 100. */
	listExecutions(workflowId: string): Promise<readonly ListedExecution[]>;
}

/** Gives a new n8n its owner, or signs in to one that has it. */
export async function signIn(address: string): Promise<OwnerSession> {
	const cookie =
		(await logIn(address, 'owner/setup', owner)) ??
		(await logIn(address, 'login', { emailOrLdapLoginId: owner.email, password: owner.password }));
	if (!cookie) throw new Error(`${address} belongs to somebody else`);

	const call = async (path: string, body?: object): Promise<unknown> => {
		const response = await send(`${address}/rest/${path}`, body, { cookie });
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return ((await response.json()) as { data: unknown }).data;
	};
	return {
		readWorkflow: async (workflowId) => {
			const { name, nodes, connections, settings } = (await call(`workflows/${workflowId}`)) as WorkflowTemplate;
			return { name, nodes, connections, settings };
		},
		createWorkflow: async (workflow) => ((await call('workflows', workflow)) as { id: string }).id,
		publish: async (workflowId) => {
			const { versionId } = (await call(`workflows/${workflowId}`)) as { versionId: string };
			await call(`workflows/${workflowId}/activate`, { versionId });
			await until(
				`Publishing ${workflowId}`,
				async () =>
					((await call(`workflows/${workflowId}/publication-status`)) as { status: string }).status === 'published',
				30,
			);
		},
		listExecutions: async (workflowId) => {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const { results } = (await call(`executions?limit=100&filter=${filter}`)) as { results: ListedExecution[] };
			return results;
		},
	};
}

/** The session's cookie; `undefined` when n8n refuses. */
async function logIn(address: string, path: string, body: object): Promise<string | undefined> {
	const response = await send(`${address}/rest/${path}`, body);
	return response.ok
		? response.headers
				.getSetCookie()
				.map((cookie) => cookie.split(';', 1)[0])
				.join('; ')
		: undefined;
}

function send(url: string, body: object | undefined, headers: Record<string, string> = {}): Promise<Response> {
	if (!body) return fetch(url, { headers });
	return fetch(url, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}
