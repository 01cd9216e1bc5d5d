import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { openStore } from '../../core/store/open-store';
import { planStoreLocation } from '../../core/store/store-location';
import { runStoreCommand } from '../../core/store/store-command';
import { errorOf } from '../nodes/node-org';

const folder = mkdtempSync(join(tmpdir(), 'store-place-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Everything that is said about a store at this address, and what opening it throws. */
async function said(address: string): Promise<string> {
	const env = { SALESFORCE_ENRICHMENT_STORE: address, N8N_USER_FOLDER: folder };
	const lines: string[] = [];
	await runStoreCommand(['location'], env, (line) => lines.push(line), new Date(0));
	const opening = (async () => (await openStore(planStoreLocation(env, [], folder))).close())();
	const error: unknown = await opening.catch((cause: unknown) => cause);
	return lines.join('\n') + inspect(error, { depth: Infinity, showHidden: true });
}

describe('a password in the address of the store', () => {
	it.each([
		'postgres://n8n:12/s3cret@127.0.0.1:1/store',
		'postgres://n8n:12?s3cret@127.0.0.1:1/store',
		'postgres://n8n:12#s3cret@127.0.0.1:1/store',
		'postgres://n8n:s3cret/@127.0.0.1:1/store',
		'postgres://n8n:s3cret@127.0.0.1:1/store',
		'postgres://n8n:s3cret@127.0.0.1:1/store#x',
		'postgres://127.0.0.1:1/store?user=n8n&password=s3cret',
		'postgres://n8n/s3cret@127.0.0.1:1/store',
		'postgres:n8n:s3cret@127.0.0.1/store',
		'postgresql:/n8n:s3cret@127.0.0.1/store',
		'jdbc:postgresql://127.0.0.1/store?password=s3cret',
		'"postgres://n8n:s3cret@127.0.0.1:1/store"',
		'host=127.0.0.1 user=n8n password=s3cret dbname=store',
		"dbname='store' password = 's3cret'",
		'n8n:s3cret@127.0.0.1:1/store',
		'mysql://n8n:s3cret@127.0.0.1/store',
	])('is shown nowhere and becomes no file: %s', async (address) => {
		expect(await said(address)).not.toContain('s3cret');
		expect(existsSync(join(folder, '.n8n'))).toBe(false);
	});
});

describe('a file as the store', () => {
	const openAt = (path: string) => openStore({ kind: 'sqlite', path });

	it.each(['', '-wal', '-shm', '-journal'])('is not followed where its name%s is a link', async (suffix) => {
		const own = join(folder, `own${suffix}`);
		mkdirSync(own);
		const target = join(folder, `target${suffix}`);
		writeFileSync(target, "somebody else's", { mode: 0o644 });
		symlinkSync(target, join(own, `store.sqlite${suffix}`));
		expect(await errorOf(openAt(join(own, 'store.sqlite')))).toMatchObject({
			code: 'store_unavailable',
			message: expect.stringContaining('is a link'),
		});
		expect([readFileSync(target, 'utf8'), statSync(target).mode & 0o777]).toEqual(["somebody else's", 0o644]);
	});

	it('is not made where a link leads to nothing', async () => {
		const link = join(folder, 'dangling.sqlite');
		symlinkSync(join(folder, 'nothing'), link);
		expect((await errorOf(openAt(link))).message).toContain('is a link');
		expect(existsSync(join(folder, 'nothing'))).toBe(false);
	});

	it.each([0o777, 0o1777, 0o702])('is refused in a folder of mode %o, into which everybody may write', async (mode) => {
		const open = join(folder, `open-${mode}`);
		mkdirSync(open);
		chmodSync(open, mode);
		expect(await errorOf(openAt(join(open, 'store.sqlite')))).toMatchObject({
			code: 'store_unavailable',
			message: expect.stringContaining('everybody may write'),
		});
		expect(existsSync(join(open, 'store.sqlite'))).toBe(false);
	});

	it.each([['a folder', (path: string) => mkdirSync(path)]])('is not %s', async (_what, make) => {
		const path = join(folder, 'no-file');
		make(path);
		expect(await errorOf(openAt(path))).toMatchObject({ code: 'store_unavailable' });
	});

	it.each([0o700, 0o750, 0o755, 0o775])('is made for its owner alone in a folder of mode %o', async (mode) => {
		const own = join(folder, `own-${mode}`);
		mkdirSync(own);
		chmodSync(own, mode);
		const path = join(own, 'store.sqlite');
		await (await openAt(path)).close();
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});
});
