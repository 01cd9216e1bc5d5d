import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IExecuteFunctions } from 'n8n-workflow';
import { versionOf } from './provider-versions';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'provider-versions-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'companies.csv');
const link = join(folder, 'link.csv');
writeFileSync(file, 'name,domain\nAcme,acme.com\n');
symlinkSync(file, link);

/** What the node says of the source in an n8n that forbids workflows to read `blocked`. */
async function version(
	source: string,
	{ blocked, provider = 'reference-data', signal }: { blocked?: string; provider?: string; signal?: AbortSignal } = {},
): Promise<unknown> {
	const helpers = { resolvePath: realpath, isFilePathBlocked: (path: string) => path === blocked };
	const functions = { helpers, getExecutionCancelSignal: () => signal } as unknown as IExecuteFunctions;
	return await versionOf.call(functions, { provider, source, version: 'before' });
}

describe('versionOf', () => {
	it('tells by its content which version of a reference file is there', async () => {
		const before = await version(file);
		expect(before).toMatch(/^[0-9a-f]{64}$/);
		writeFileSync(file, 'name,domain\nGlobex,globex.com\n');
		expect(await version(file)).not.toBe(before);
		expect(await version(link)).toBe(await version(file));
	});

	it('does not look into a file that n8n forbids, by whatever name', async () => {
		expect(await version(file, { blocked: file })).toBeUndefined();
		expect(await version(link, { blocked: file })).toBeUndefined();
	});

	it.each([
		['is not there', join(folder, 'none.csv'), {}],
		['is a folder', folder, {}],
		['is a device', '/dev/zero', {}],
		['is of a provider without files', file, { provider: 'other' }],
	])('knows none of what %s', async (_, source, given) => {
		expect(await version(source, given)).toBeUndefined();
	});

	it('reads no further once the execution is stopped', async () => {
		expect(await version(file, { signal: AbortSignal.abort() })).toBeUndefined();
	});
});
