import { openPostgresStore } from '../../core/store/postgres/postgres-store';
import { testStore } from '../../core/store/store.contract';
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server';

// Outside of any hook, so that a missing PostgreSQL is one failure with one message.
const binaries = findPostgres();

let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres(binaries);
}, 60_000);
afterAll(async () => await server?.stop());

testStore('PostgreSQL', async () => await openPostgresStore(server.url()));
