import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** An org in a process of its own. */
export interface LargeOrg {
	readonly url: string;
	close(): void;
}

/** An org with so many `Prospect__c`, all changed over an hour ago; resolves once it listens. */
export async function startLargeOrg(records: number): Promise<LargeOrg> {
	const child = fork(join(__dirname, 'large-org-process.ts'), [String(records)], { execArgv: ['--import', 'tsx'] });
	const over = new AbortController();
	const ended = once(child, 'exit', { signal: over.signal }).then(([code]) =>
		Promise.reject(new Error(`The org's process ended with ${code}`)),
	);
	const [{ url }] = (await Promise.race([once(child, 'message'), ended])) as [{ readonly url: string }];
	ended.catch(() => undefined);
	over.abort();
	return { url, close: () => child.disconnect() };
}
