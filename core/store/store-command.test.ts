import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillStore } from './contract/full-store.builders';
import { aKeptRun, noon } from './contract/store.builders';
import { openSqliteStore } from './sqlite/sqlite-store';
import type { Store } from './store';
import { runStoreCommand } from './store-command';

const folder = mkdtempSync(join(tmpdir(), 'store-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
let names = 0;
const newPath = (extension = 'sqlite') => join(folder, `${names++}.${extension}`);

const run = async (path: string, ...args: string[]) => {
	const lines: string[] = [];
	const env = { SALESFORCE_ENRICHMENT_STORE: path };
	const exitCode = await runStoreCommand(args, env, (line) => lines.push(line), noon);
	return { exitCode, said: lines.join('\n') };
};
const using = async <T>(path: string, work: (store: Store) => Promise<T>) => {
	const store = await openSqliteStore(path);
	const result = await work(store);
	await store.close();
	return result;
};

describe('runStoreCommand', () => {
	it('location tells where the store is, without a password', async () => {
		expect(await run('/data/store.sqlite', 'location')).toEqual({ exitCode: 0, said: '/data/store.sqlite' });
		expect(await run('postgres://n8n:secret@db/store?schema=own', 'location')).toEqual({
			exitCode: 0,
			said: 'postgres://n8n@db/store?schema=own',
		});
	});

	it('restore brings into an empty store what backup wrote', async () => {
		const [path, file, other] = [newPath(), newPath('ndjson'), newPath()];
		const filled = await using(path, fillStore);
		expect(await run(path, 'backup', file)).toEqual({
			exitCode: 0,
			said: expect.stringMatching(/^Wrote \d+ rows of .+ to .+\.$/),
		});
		expect(await run(other, 'restore', file)).toMatchObject({ exitCode: 0 });
		expect(await using(other, async (store) => await store.findRun(filled.runId))).toEqual(filled);
	});

	it('restore replaces a store only with --replace', async () => {
		const [path, file] = [newPath(), newPath('ndjson')];
		const filled = await using(path, fillStore);
		await run(path, 'backup', file);
		const later = await using(path, async (store) => await aKeptRun(store));

		const refused = await run(path, 'restore', file);
		expect(refused).toMatchObject({ exitCode: 1, said: expect.stringContaining('--replace') });
		expect(await run(path, 'restore', '--replace', file)).toMatchObject({ exitCode: 0 });
		await using(path, async (store) => {
			expect(await store.findRun(filled.runId)).toEqual(filled);
			expect(await store.findRun(later.runId)).toBeUndefined();
		});
	});

	it('backup into a .sqlite file copies the database, private as the store itself', async () => {
		const [path, file] = [newPath(), newPath()];
		const filled = await using(path, fillStore);
		expect(await run(path, 'backup', file)).toMatchObject({ exitCode: 0 });
		expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(await using(file, async (store) => await store.findRun(filled.runId))).toEqual(filled);
	});

	it.each(['ndjson', 'sqlite'])('backup never writes over a file that is there (.%s)', async (extension) => {
		const [path, file] = [newPath(), newPath(extension)];
		await using(path, fillStore);
		await run(path, 'backup', file);
		const before = readFileSync(file);
		expect(await run(path, 'backup', file)).toMatchObject({ exitCode: 1 });
		expect(readFileSync(file).equals(before)).toBe(true);
		expect(await run(path, 'backup', path)).toMatchObject({ exitCode: 1 });
	});

	it('restore says how to take a copied database', async () => {
		const [path, file] = [newPath(), newPath()];
		await using(path, fillStore);
		await run(path, 'backup', file);
		expect(await run(newPath(), 'restore', file)).toEqual({
			exitCode: 1,
			said: expect.stringMatching(/in the place of/),
		});
	});

	it('prune forgets runs that ended more than so many days ago', async () => {
		const path = newPath();
		const day = (number: number) => new Date(noon.getTime() - number * 24 * 60 * 60 * 1000);
		const kept = await using(path, async (store) => {
			for (const days of [10, 8]) {
				const old = await aKeptRun(store);
				await store.closeRun(old.runId, { status: 'Success' }, day(days));
			}
			const recent = await aKeptRun(store);
			await store.closeRun(recent.runId, { status: 'Success' }, day(7));
			return recent;
		});
		const { said } = await run(path, 'prune', '7');
		expect(said).toBe(`Forgot 2 runs that ended more than 7 days ago in ${path}.`);
		expect(await using(path, async (store) => await store.findRun(kept.runId))).toBeDefined();
	});

	it.each([
		['backup', newPath('ndjson')],
		['prune', '7'],
	])('%s makes no store where there is none', async (...args) => {
		const path = newPath();
		expect(await run(path, ...args)).toMatchObject({
			exitCode: 1,
			said: expect.stringContaining(`There is no store at ${path}`),
		});
		expect(existsSync(path)).toBe(false);
	});

	it('tells the remedy when the environment plans no store', async () => {
		expect(await run('mysql://n8n:secret@db/store', 'location')).toEqual({
			exitCode: 1,
			said: expect.stringMatching(/^(?!.*secret).*mysql.*Correct SALESFORCE_ENRICHMENT_STORE/),
		});
	});

	it.each([
		[[]],
		[['help']],
		[['backup']],
		[['location', 'file']],
		[['restore', 'a', 'b']],
		[['backup', 'file', '--replace']],
		[['prune', '0']],
		[['prune', '-1']],
		[['prune', 'all']],
	])('answers %j with its usage', async (args) => {
		const { exitCode, said } = await run(newPath(), ...args);
		expect(exitCode).toBe(2);
		expect(said).toContain('restore FILE');
	});
});
