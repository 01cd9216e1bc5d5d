import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where big installs are kept between checkouts, named by what `lockFile` pins. */
export function cacheFolder(name: string, lockFile: string): string {
	const digest = createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 12);
	const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return join(base, 'n8n-nodes-salesforce-enrichment', `${name}-${digest}`);
}
