import { createHash } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { EnrichmentError } from '../../../errors';
import type { EnrichmentProvider } from '../provider';
import { providerOver } from './reference-data';
import { indexCompanies } from './reference-data/company-index';
import { limited, type ReferenceFileOptions } from './reference-data/file-text';
import type { ReferenceOrigin } from './reference-data/origin';

/** How the database is reached. */
export interface TableConnection {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	/** `false`: unencrypted. */
	readonly ssl: false | { readonly rejectUnauthorized: boolean };
}

export interface ReferenceTable {
	readonly schema: string;
	/** A table or a view, in the spelling of the database. */
	readonly table: string;
}

export interface ReferenceTableOptions extends Pick<ReferenceFileOptions, 'maxBytes' | 'signal'> {
	/** When the rows are read: they are as new as that, unless a row says it. */
	readonly now: Date;
}

const rowsPerFetch = 1_000;
const connectMs = 15_000;

/** A statement that takes longer than this is given up. */
const statementMs = 120_000;

/**
 * A provider over a table or view of PostgreSQL, a company per row, with the columns and limits of a reference file; `maxBytes`
 * counts the rows as JSON. Read in one read-only transaction, a thousand rows at a time; throws `invalid_parameter` when it cannot be.
 */
export async function openReferenceTable(
	connection: TableConnection,
	{ schema, table }: ReferenceTable,
	options: ReferenceTableOptions,
): Promise<EnrichmentProvider> {
	const name = `${schema}.${table}`;
	const client = new Client({ ...connection, connectionTimeoutMillis: connectMs, statement_timeout: statementMs });
	// A connection that breaks off says so by the statement that is under way; without a listener it would end the process.
	client.on('error', () => undefined);
	try {
		await client.connect();
		const hash = createHash('sha256');
		const origin = originOf(name);
		const pieces = linesOf(client, `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`, (line) =>
			hash.update(line),
		);
		const index = await indexCompanies(origin, { modifiedAt: options.now, text: textOf(origin, pieces, options) });
		return providerOver(index, `postgres:${connection.database}:${name}`, hash.digest('hex'));
	} catch (cause) {
		if (cause instanceof EnrichmentError) throw cause;
		throw unreadable(name, cause);
	} finally {
		await client.end().catch(() => undefined);
	}
}

function originOf(name: string): ReferenceOrigin {
	const remedy = 'Correct the rows of the table, or name a view that leaves the faulty ones out.';
	return { name, whole: 'input', row: 'item', remedy };
}

async function* textOf(
	origin: ReferenceOrigin,
	pieces: AsyncIterable<Buffer>,
	{ maxBytes, signal }: ReferenceTableOptions,
): AsyncGenerator<string> {
	for await (const piece of limited(origin, pieces, maxBytes, signal)) yield piece.toString();
}

/** Sorted by their text, so that the same rows have the same version, however the database stores them. */
async function* linesOf(client: Client, table: string, seen: (line: string) => void): AsyncGenerator<Buffer> {
	await client.query('BEGIN TRANSACTION READ ONLY');
	const line = `row_to_json(company)::text`;
	await client.query(
		`DECLARE companies NO SCROLL CURSOR FOR SELECT ${line} AS line FROM ${table} AS company ORDER BY ${line} COLLATE "C"`,
	);
	for (;;) {
		const { rows } = await client.query<{ line: string }>(`FETCH ${rowsPerFetch} FROM companies`);
		if (rows.length === 0) break;
		const text = rows.map((row) => `${row.line}\n`).join('');
		seen(text);
		yield Buffer.from(text);
	}
	await client.query('COMMIT');
}

/** By SQLSTATE or the socket's code; the driver's words may hold values and addresses. */
function unreadable(name: string, cause: unknown): EnrichmentError {
	const code = String((cause as { code?: unknown } | undefined)?.code ?? 'no reply');
	const why = reasonByCode[code] ?? `PostgreSQL answered ${code}`;
	return new EnrichmentError('invalid_parameter', `The table "${name}" cannot be read: ${why}.`, {
		remedy:
			'Check schema and table (in the spelling of the database), the credential, and that its user may read the table.',
		cause,
	});
}

const reasonByCode: Readonly<Record<string, string>> = {
	'42P01': 'there is no such table',
	'3F000': 'there is no such schema',
	'42501': 'the user may not read it',
	'28P01': 'the password is wrong',
	'3D000': 'there is no such database',
	'57014': 'it took too long',
	'25006': 'it would write, and is only read',
	ECONNREFUSED: 'nobody answers at that host and port',
	ENOTFOUND: 'the host is not known',
};
