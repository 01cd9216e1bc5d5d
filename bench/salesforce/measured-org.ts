import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BenchClient } from '../emulator/bench-client';
import { change } from './bench-leads';
import type { OrgAnswer, OrgQuestion, OrgUsage } from './org-messages';

const untouched = 'untouched';

/** An org in a process of its own, which every contestant finds as it was seeded. */
export class MeasuredOrg {
	private constructor(
		private readonly child: ChildProcess,
		private readonly client: BenchClient,
		readonly rows: number,
		readonly loadMs: number,
	) {}

	/** Resolves once it listens; `latencyMs` delays every reply. */
	static async start(rows: number, seed: number, latencyMs: number): Promise<MeasuredOrg> {
		const child = fork(join(__dirname, 'org-process.ts'), [rows, seed, latencyMs].map(String), {
			execArgv: ['--import', 'tsx'],
		});
		const { url, loadMs } = (await nextAnswer(child)) as { url: string; loadMs: number };
		const client = new BenchClient(url);
		await client.signIn();
		await client.send('PUT', `/__control/snapshots/${untouched}`);
		return new MeasuredOrg(child, client, rows, loadMs);
	}

	get url(): string {
		return this.client.url;
	}

	/** Back to the records as they were seeded. */
	async restore(): Promise<void> {
		await this.client.send('POST', `/__control/snapshots/${untouched}/restore`);
	}

	async usage(): Promise<OrgUsage> {
		return (await this.ask({ ask: 'usage' })) as OrgUsage;
	}

	async issueToken(): Promise<string> {
		return ((await this.ask({ ask: 'token' })) as { token: string }).token;
	}

	/** Every Lead in files for those who only write; what they hold is told in `OrgQuestion`. */
	async exportLeads(csvFile: string, jsonLinesFile: string): Promise<void> {
		await this.ask({ ask: 'export', csvFile, jsonLinesFile });
	}

	/** How many Leads hold the value that was to be written. */
	async countChanged(): Promise<number> {
		const soql = `SELECT COUNT() FROM Lead WHERE ${change.field} = '${change.value}'`;
		return (await this.client.send('GET', `query?q=${encodeURIComponent(soql)}`)).json<{ totalSize: number }>()
			.totalSize;
	}

	close(): void {
		this.client.close();
		this.child.disconnect();
	}

	private async ask(question: OrgQuestion): Promise<OrgAnswer> {
		const answer = nextAnswer(this.child);
		this.child.send(question);
		return await answer;
	}
}

/** One question is asked at a time, so that the next message is its answer. */
async function nextAnswer(child: ChildProcess): Promise<OrgAnswer> {
	const over = new AbortController();
	try {
		const message = once(child, 'message', { signal: over.signal });
		const exit = once(child, 'exit', { signal: over.signal }).then(([code]) =>
			Promise.reject(new Error(`The emulator ended with ${code}`)),
		);
		return ((await Promise.race([message, exit])) as [OrgAnswer])[0];
	} finally {
		over.abort();
	}
}
