import { findPostgres } from '../../test/store/postgres-binaries';
import { startPostgres, type PostgresServer } from '../../test/store/postgres-server';
import { startRedis, type RedisServer } from './redis-server';

/** What n8n needs around it in queue mode: Redis, and PostgreSQL for n8n and for our store. */
export interface QueueServers {
	readonly redis: RedisServer;
	readonly postgres: PostgresServer;
	/** What every process of n8n is told, so that they share one queue, one database and one store. */
	readonly env: NodeJS.ProcessEnv;
	/** Ends both and removes their data. */
	stop(): Promise<void>;
}

/** Starts both on free ports of 127.0.0.1. */
export async function startQueueServers(): Promise<QueueServers> {
	const redis = await startRedis();
	try {
		const postgres = await startPostgres(findPostgres());
		const stop = async (): Promise<void> => {
			await postgres.stop();
			await redis.stop();
		};
		return { redis, postgres, env: queueEnv(redis, postgres), stop };
	} catch (error) {
		await redis.stop();
		throw error;
	}
}

function queueEnv(redis: RedisServer, postgres: PostgresServer): NodeJS.ProcessEnv {
	const database = new URL(postgres.url());
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: database.hostname,
		DB_POSTGRESDB_PORT: database.port,
		DB_POSTGRESDB_DATABASE: database.pathname.slice(1),
		DB_POSTGRESDB_USER: decodeURIComponent(database.username),
		DB_POSTGRESDB_PASSWORD: decodeURIComponent(database.password),
		SALESFORCE_ENRICHMENT_STORE: postgres.url(),
	};
}
