import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { EnrichmentError } from '../errors';
import { isSalesforceId, toRecordId } from '../record/identity';
import { backUp, createNew, restore } from './backup';
import { openStore, openTables } from './open-store';
import { parsePostgresAddress } from './postgres/address';
import { copySqliteStore } from './sqlite/sqlite-tables';
import { planStoreLocation, type StoreLocation } from './store-location';

const usage = `Usage:
  location             where the store is
  backup FILE          writes everything to a new file; FILE.sqlite copies a SQLite store as a database
  restore FILE         loads a backup into an empty store; with --replace, in place of what is there
  move ORG HOST        confirms that the org answers from another host now, e.g. after a new My Domain
  prune DAYS           forgets runs that ended more than DAYS days ago

The store is the one that n8n uses with the same environment (SALESFORCE_ENRICHMENT_STORE,
N8N_USER_FOLDER). n8n may run during backup and prune; stop it for restore.`;

const dayMs = 24 * 60 * 60 * 1000;

/** Runs a command over the store that `env` plans and says what it did; gives the exit code: 0, 1 when it failed, 2 when it was not understood. */
export async function runStoreCommand(
	args: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void,
	now: Date,
): Promise<number> {
	const work = planCommand(args, now);
	if (!work) {
		say(usage);
		return 2;
	}
	try {
		say(await work(planStoreLocation(env, [], homedir())));
		return 0;
	} catch (error) {
		if (!(error instanceof EnrichmentError)) throw error;
		say([error.message, error.remedy].filter(Boolean).join(' '));
		return 1;
	}
}

/** `undefined` when the arguments are no command. */
function planCommand(args: readonly string[], now: Date): ((location: StoreLocation) => Promise<string>) | undefined {
	const replace = args.includes('--replace');
	const [command, subject, ...more] = args.filter((argument) => argument !== '--replace');
	if (command === 'move' && subject && more.length === 1 && !replace)
		return async (at) => await runMove(at, subject, more[0]);
	if (more.length > 0 || (replace && command !== 'restore')) return undefined;
	if (command === 'location' && subject === undefined) return async (at) => printable(at);
	if (command === 'backup' && subject) return async (at) => await runBackup(at, subject);
	if (command === 'restore' && subject) return async (at) => await runRestore(at, subject, replace);
	if (command === 'prune' && /^[1-9]\d{0,4}$/.test(subject ?? '')) {
		return async (at) => await runPrune(at, Number(subject), now);
	}
	return undefined;
}

async function runBackup(location: StoreLocation, file: string): Promise<string> {
	requireStore(location);
	if (location.kind === 'sqlite' && file.endsWith('.sqlite')) {
		return await copyDatabase(location.path, file);
	}
	const store = await openTables(location);
	try {
		const rows = await backUp(store, file);
		return `Wrote ${rows} rows of ${store.location} to ${file}.`;
	} finally {
		await store.close();
	}
}

async function copyDatabase(path: string, file: string): Promise<string> {
	// SQLite writes into an empty file that is there, and keeps its mode.
	await (await createNew(file)).close();
	try {
		await copySqliteStore(path, file);
	} catch (error) {
		await rm(file);
		throw error;
	}
	return `Copied ${path} to ${file}. To restore it, stop n8n and put it in the place of ${path}.`;
}

async function runRestore(location: StoreLocation, file: string, replace: boolean): Promise<string> {
	const store = await openTables(location);
	try {
		const rows = await restore(store, file, replace);
		return `Loaded ${rows} rows of ${file} into ${store.location}.`;
	} finally {
		await store.close();
	}
}

async function runPrune(location: StoreLocation, days: number, now: Date): Promise<string> {
	requireStore(location);
	const store = await openStore(location);
	try {
		const runs = await store.prune(new Date(now.getTime() - days * dayMs));
		return `Forgot ${runs} runs that ended more than ${days} days ago in ${store.location}.`;
	} finally {
		await store.close();
	}
}

async function runMove(location: StoreLocation, org: string, host: string): Promise<string> {
	if (!isSalesforceId(org))
		throw notUnderstood(`"${org}" is not the ID of an org`, 'Copy it from the message that asked for this.');
	if (!/^[a-z0-9.-]+(:\d{1,5})?$/i.test(host))
		throw notUnderstood(`"${host}" is not a host`, 'Write it like acme.my.salesforce.com.');
	requireStore(location);
	const store = await openStore(location);
	try {
		if (!(await store.moveOrg(toRecordId(org), host.toLowerCase())))
			throw notUnderstood(
				`Org ${org} is not in ${store.location}`,
				'Copy its ID from the message that asked for this.',
			);
		return `Org ${toRecordId(org)} is expected on ${host.toLowerCase()} from now on, by ${store.location}.`;
	} finally {
		await store.close();
	}
}

function notUnderstood(problem: string, remedy: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `${problem}.`, { remedy });
}

/** Opening would make an empty store where somebody mistyped the place. */
function requireStore(location: StoreLocation): void {
	if (location.kind === 'postgres' || existsSync(location.path)) return;
	throw new EnrichmentError('store_unavailable', `There is no store at ${location.path}.`, {
		remedy: "Run the command with n8n's environment and as n8n's user.",
	});
}

function printable(location: StoreLocation): string {
	return location.kind === 'sqlite' ? location.path : parsePostgresAddress(location.url).location;
}
