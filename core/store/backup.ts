import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { EnrichmentError } from '../errors';
import { formatEnd, formatHeader, formatPage, parseBackup } from './backup-format';
import type { TablePage, TableStore } from './table-store';

/**
 * Writes everything that a store holds to a new file (mode 0600) of one JSON object a line, as it was
 * at one moment; n8n may go on meanwhile. Gives the number of rows. Memory does not grow with them.
 */
export async function backUp(store: TableStore, file: string): Promise<number> {
	const handle = await createNew(file);
	try {
		const rows = await writeAll(store, handle);
		await handle.sync();
		await handle.close();
		return rows;
	} catch (error) {
		await handle.close();
		await rm(file);
		throw error;
	}
}

/**
 * Loads a backup into a store of any kind, all of it or nothing, and gives the number of rows. The
 * store has to be empty, unless `replace`, which removes what it holds. n8n should not run meanwhile.
 */
export async function restore(store: TableStore, file: string, replace: boolean): Promise<number> {
	let rows = 0;
	async function* counted(): AsyncGenerator<TablePage> {
		for await (const page of parseBackup(linesOf(file))) {
			rows += page.rows.length;
			yield page;
		}
	}
	await store.loadAll(counted(), replace);
	return rows;
}

/** A new file that only its owner can read; throws `invalid_parameter` when it is there already. */
export async function createNew(file: string): Promise<FileHandle> {
	try {
		return await open(file, 'wx', 0o600);
	} catch (error) {
		throw fileError(`The backup ${file} cannot be written`, error, 'Name a file that does not exist yet.');
	}
}

async function writeAll(store: TableStore, handle: FileHandle): Promise<number> {
	let rows = 0;
	await handle.write(formatHeader());
	await store.readAll(async (page) => {
		rows += page.rows.length;
		await handle.write(formatPage(page));
	});
	await handle.write(formatEnd(rows));
	return rows;
}

async function* linesOf(file: string): AsyncGenerator<string> {
	let rest = '';
	try {
		for await (const chunk of createReadStream(file, 'utf8')) {
			const lines = (rest + String(chunk)).split('\n');
			rest = lines.pop() ?? '';
			yield* lines;
		}
	} catch (error) {
		throw fileError(`The backup ${file} cannot be read`, error, 'Check its name and rights.');
	}
	if (rest !== '') yield rest;
}

function fileError(what: string, cause: unknown, remedy: string): EnrichmentError {
	if (cause instanceof EnrichmentError) return cause;
	const why = cause instanceof Error ? cause.message : String(cause);
	return new EnrichmentError('invalid_parameter', `${what}: ${why}`, { remedy, cause });
}
