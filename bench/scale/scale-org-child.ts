import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How far an org has come. */
export interface OrgState {
	readonly stamped: number;
	readonly calls: number;
	/** One that came twice counts twice. */
	readonly savedRows: number;
}

/** An emulated org in a process of its own. */
export class ScaleOrgChild {
	private constructor(
		readonly name: string,
		readonly url: string,
		readonly orgId: string,
		private readonly child: ChildProcess,
	) {}

	static async start(name: string, id: string, leads: number, now: Date): Promise<ScaleOrgChild> {
		const child = fork(join(__dirname, 'scale-org-process.ts'), [name, id, String(leads), String(now.getTime())], {
			execArgv: ['--import', 'tsx'],
		});
		const { url, orgId } = await answer<{ url: string; orgId: string }>(child);
		return new ScaleOrgChild(name, url, orgId, child);
	}

	get pid(): number {
		return this.child.pid!;
	}

	async state(): Promise<OrgState> {
		return await this.ask<OrgState>('state');
	}

	/** The same for the same Leads, whenever and by which run they were written. */
	async digest(): Promise<string> {
		return (await this.ask<{ digest: string }>('digest')).digest;
	}

	close(): void {
		this.child.disconnect();
	}

	private async ask<T>(question: 'state' | 'digest'): Promise<T> {
		const reply = answer<T>(this.child);
		this.child.send(question);
		return await reply;
	}
}

/** One question is asked at a time, so that the next message is its answer. */
async function answer<T>(child: ChildProcess): Promise<T> {
	const over = new AbortController();
	try {
		const message = once(child, 'message', { signal: over.signal });
		const exit = once(child, 'exit', { signal: over.signal }).then(([code]) =>
			Promise.reject(new Error(`The org ended with ${code}`)),
		);
		const [reply] = (await Promise.race([message, exit])) as [T];
		exit.catch(() => undefined);
		return reply;
	} finally {
		over.abort();
	}
}
