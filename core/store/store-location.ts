import { join, resolve } from 'node:path';
import { EnrichmentError } from '../errors';

/** Which store this n8n uses; a `url` may hold a password, so print it through `printableAddress` only. */
export type StoreLocation =
	| { readonly kind: 'sqlite'; readonly path: string }
	| { readonly kind: 'postgres'; readonly url: string };

const variable = 'SALESFORCE_ENRICHMENT_STORE';

/** Commands that n8n has in queue mode only. */
const queueCommands = ['worker', 'webhook'];

/**
 * Where this n8n instance keeps its store: the file or `postgres://` address in
 * SALESFORCE_ENRICHMENT_STORE (a relative file is under n8n's folder), otherwise a file there.
 * Throws when several processes would need it and it is a file.
 */
export function planStoreLocation(
	env: Readonly<Record<string, string | undefined>>,
	argv: readonly string[],
	homeFolder: string,
): StoreLocation {
	const configured = env[variable]?.trim();
	if (configured && /^postgres(ql)?:\/\//i.test(configured)) {
		return { kind: 'postgres', url: configured };
	}
	if (configured) refuseWhatIsNoFile(configured);
	if (isQueueMode(env, argv)) throw sqliteInQueueMode();

	const n8nFolder = join(env.N8N_USER_FOLDER || homeFolder, '.n8n');
	const path = configured ? resolve(n8nFolder, configured) : join(n8nFolder, 'salesforce-enrichment', 'store.sqlite');
	return { kind: 'sqlite', path };
}

/**
 * Whether the parts of the address are what they seem: an unencoded `/`, `?` or `#` in the password ends the host early,
 * and what follows it, up to the `@`, looks like a path.
 */
export function isUnambiguousAddress(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { pathname, search, hash } = new URL(url);
	return hash === '' && /^\/?[\w%.$~-]*$/.test(pathname) && !search.includes('@');
}

/** The address without password and options, safe for messages; one that may be read in two ways is not repeated at all. */
export function printableAddress(url: string): string {
	if (!isUnambiguousAddress(url)) return 'postgres://(unreadable address)';
	const { protocol, username, host, pathname } = new URL(url);
	return `${protocol}//${username ? `${username}@` : ''}${host}${pathname}`;
}

function isQueueMode(env: Readonly<Record<string, string | undefined>>, argv: readonly string[]): boolean {
	// The first two are the Node binary and n8n's own script.
	const command = argv.slice(2).find((argument) => !argument.startsWith('-'));
	return env.EXECUTIONS_MODE === 'queue' || queueCommands.includes(command ?? '');
}

/** Words of a libpq connection string, `host=db password=…`. */
const connectionWord = /(^|\s)(host|hostaddr|port|dbname|user|password|passfile|service|sslmode)\s*=/i;

/** A database's address in whatever spelling would become the name of a file, password and all, and be printed as one. */
function refuseWhatIsNoFile(configured: string): void {
	const isAddress =
		configured.includes('://') || /^[a-z][a-z0-9+.-]+:/i.test(configured) || /:[^/\\]*@/.test(configured);
	if (!isAddress && !connectionWord.test(configured) && configured !== ':memory:') return;
	// Only a scheme is repeated: the rest may hold a password.
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(configured)?.[1];
	const seen = scheme ? `starts with ${scheme}` : 'is neither';
	throw new EnrichmentError('store_unavailable', `${variable} must be a file or a postgres:// address, and ${seen}.`, {
		remedy: `Correct ${variable} in n8n's environment and restart n8n; write a database as postgres://user:password@host:5432/database.`,
	});
}

function sqliteInQueueMode(): EnrichmentError {
	return new EnrichmentError(
		'store_unavailable',
		'n8n runs in queue mode, and its processes cannot share a store that is a file.',
		{ remedy: `Set ${variable} to a postgres:// address in the environment of every n8n process.` },
	);
}
