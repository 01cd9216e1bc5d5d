import type { DatabaseSync } from 'node:sqlite';
import { EnrichmentError } from '../../errors';
import { storeOver } from '../sql/store-over';
import type { Store } from '../store';
import { SqliteConnection, storeError, waitForDisk } from './connection';
import { createPrivateFile } from './private-file';
import { migrate } from './schema';
import { stagedFields } from './staged-fields';

const busyTimeoutMs = 10_000;

/**
 * Opens the store in this file, creating it (mode 0600, its folder 0700) and bringing its schema up
 * to date; `:memory:` gives one that lives until it is closed. Several processes may have it open.
 */
export async function openSqliteStore(path: string): Promise<Store> {
	const db = await connectSqlite(path);
	return {
		location: path,
		...storeOver(db, stagedFields),
		async close() {
			db.close();
		},
	};
}

/** A connection to the store in this file, its schema up to date. */
export async function connectSqlite(path: string): Promise<SqliteConnection> {
	const db = new SqliteConnection(await openDatabase(path), path);
	try {
		configure(db);
		migrate(db);
	} catch (error) {
		db.close();
		throw error;
	}
	return db;
}

async function openDatabase(path: string): Promise<DatabaseSync> {
	const { DatabaseSync: Database } = await loadSqlite();
	try {
		if (path !== ':memory:') createPrivateFile(path);
		return new Database(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
	} catch (error) {
		throw storeError(path, error);
	}
}

/** Loaded only when a store is opened, so that an n8n on an older Node still shows the nodes. */
async function loadSqlite(): Promise<typeof import('node:sqlite')> {
	try {
		return await import('node:sqlite');
	} catch (error) {
		throw new EnrichmentError(
			'store_unavailable',
			`Node ${process.versions.node} has no SQLite, which the store needs.`,
			{ remedy: 'Use n8n 2.38 or newer: it runs on Node 24, which has it.', cause: error },
		);
	}
}

function configure(db: SqliteConnection): void {
	db.execute('PRAGMA journal_mode = WAL');
	db.execute(waitForDisk);
}
