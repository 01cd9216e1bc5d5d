import { Client } from 'pg';
import type { RecordEnrichment } from '../../core/record/record-item';
import { executeNode } from '../../nodes/execute-functions.builders';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { findPostgres } from '../store/postgres-binaries';
import { type PostgresServer, startPostgres } from '../store/postgres-server';

// Outside of any hook, so that a missing PostgreSQL is one failure with one message.
const packageFolder = findPostgres();

let server: PostgresServer;
let database: Client;
beforeAll(async () => {
	server = await startPostgres(packageFolder);
	database = new Client({ connectionString: server.url() });
	await database.connect();
	await database.query(`
		CREATE SCHEMA "Crm Data";
		CREATE TABLE "Crm Data"."Known ""Companies""" (domain text, name text, employees integer, industry text, updated_at timestamptz);
		INSERT INTO "Crm Data"."Known ""Companies""" VALUES
			('acme.com', 'Acme', 1200, 'Manufacturing', '2026-11-01T00:00:00Z'),
			('globex.com', 'Globex', 30, NULL, '2026-11-01T00:00:00Z');
		CREATE TABLE many AS SELECT 'c' || n || '.com' AS domain, 'Company ' || n AS name, n AS employees FROM generate_series(1, 2500) AS n;
		CREATE TABLE empty_one (domain text, name text);
		CREATE TABLE others (city text);
		INSERT INTO others VALUES ('Paris');
		CREATE ROLE stranger LOGIN PASSWORD 'stranger';
		CREATE FUNCTION put() RETURNS text LANGUAGE sql AS $$ INSERT INTO empty_one VALUES ('x.com', 'X') RETURNING domain $$;
		CREATE VIEW writing AS SELECT put() AS domain, 'X'::text AS name;
	`);
});
afterAll(async () => {
	await database?.end();
	await server?.stop();
});

const website = (Website: string) => ({ json: { Id: '00Q000000000001AAA', Website, NumberOfEmployees: null } });

async function enrich(
	tableName: string,
	parameters: Record<string, unknown> = {},
	change: Record<string, unknown> = {},
) {
	const { hostname, port, username, password, pathname } = new URL(server.url());
	const postgres = {
		...{ host: hostname, port: Number(port), user: username, database: pathname.slice(1), ssl: 'disable' },
		...{ password: decodeURIComponent(password), ...change },
	};
	const { outputs } = await executeNode(new SalesforceEnrich(), {
		items: [website('https://www.acme.com'), website('c1234.com')],
		credentials: { postgres },
		parameters: { sObject: 'Lead', provider: 'referenceTable', tableName, ...parameters },
	});
	return outputs[0].map(({ _enrichment }) => _enrichment as RecordEnrichment);
}

describe('reference data in PostgreSQL', () => {
	it('is read from a table whose name has to be quoted', async () => {
		const [acme, other] = await enrich('Known "Companies"', { tableSchema: 'Crm Data' });
		expect(acme.proposals).toMatchObject({
			NumberOfEmployees: { value: 1200, provider: 'reference-data', observedAt: '2026-11-01T00:00:00.000Z' },
			Industry: { value: 'Manufacturing' },
		});
		expect(other.outcome).toBe('no_match');
	});

	it('is read to its end, a thousand rows at a time', async () => {
		expect((await enrich('many'))[1].proposals).toMatchObject({ NumberOfEmployees: { value: 1234 } });
	});

	it.each([
		['nowhere', 'The table "public.nowhere" cannot be read: there is no such table.'],
		['many"; DROP TABLE many; --', 'there is no such table.'],
		['others', 'Reference data "public.others", item 1: there is no column "domain"'],
		['writing', 'The table "public.writing" cannot be read: it would write, and is only read.'],
	])('says why %s cannot be used', async (table, message) => {
		await expect(enrich(table)).rejects.toThrow(message);
		expect((await database.query('SELECT 1 FROM empty_one')).rowCount).toBe(0);
	});

	it('says who may not, without a password', async () => {
		await expect(enrich('many', {}, { user: 'stranger', password: 'stranger' })).rejects.toThrow(
			'The table "public.many" cannot be read: the user may not read it.',
		);
		await expect(enrich('many', {}, { password: 'wrong-word' })).rejects.toThrow('the password is wrong');
		await expect(enrich('many', {}, { sshTunnel: true })).rejects.toThrow('goes through an SSH tunnel');
	});

	it('holds no more than the limit', async () => {
		await expect(enrich('many', { options: { maxFileSize: 0.001 } })).rejects.toThrow('Reference data "public.many"');
	});
});
