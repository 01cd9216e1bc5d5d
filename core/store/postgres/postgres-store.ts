import type { Pool, PoolConfig } from 'pg';
import { storeOver } from '../sql/store-over';
import type { Store } from '../store';
import { parsePostgresAddress, type PostgresAddress } from './address';
import { PostgresConnection } from './connection';
import { migrate } from './schema';
import { stagedFields } from './staged-fields';

const poolLimits: PoolConfig = {
	// Of each process: a queue has many workers, and PostgreSQL 100 connections by default.
	max: 5,
	// Stays open: a message that comes after a quiet while does not wait for a connection and all that its backend reads first.
	min: 1,
	connectionTimeoutMillis: 15_000,
	// A network that swallows packets would otherwise hold a run for ever.
	query_timeout: 120_000,
	keepAlive: true,
	allowExitOnIdle: true,
	application_name: 'n8n-nodes-salesforce-enrichment',
};

/**
 * Opens the store at this `postgres://` address, in the schema that its `?schema=` names
 * (`salesforce_enrichment` by default), creating it and bringing it up to date. Any number of
 * processes may have it open; PostgreSQL 12 or newer.
 */
export async function openPostgresStore(address: string): Promise<Store> {
	const db = await connectPostgres(address);
	return {
		location: db.location,
		...storeOver(db, stagedFields),
		async close() {
			await db.close();
		},
	};
}

/** A connection to the store at this address, its schema up to date. */
export async function connectPostgres(address: string): Promise<PostgresConnection> {
	const parsed = parsePostgresAddress(address);
	const db = new PostgresConnection(await newPool(parsed), parsed.schema, parsed.location);
	try {
		await migrate(db);
	} catch (error) {
		await db.close();
		throw error;
	}
	return db;
}

/** pg is loaded only when it is used: most have a file. */
async function newPool({ connectionString }: PostgresAddress): Promise<Pool> {
	const { Pool: PgPool } = await import('pg');
	return new PgPool({ ...poolLimits, connectionString });
}
