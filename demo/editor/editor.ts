/**
 * `npm run editor`: the pinned real n8n with the packed pack, the demo's credentials and the hourly
 * template, beside the demo's org. With `--headless` n8n executes the template instead and the exit
 * status tells whether it ended well.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoOrg } from '../demo-org';
import { executeHeadless } from './execute-headless';
import { importDemo } from './import-demo';
import { installN8n } from './install-n8n';
import { prepareN8n } from './n8n-instance';
import { freePort } from './free-port';
import { packedTarball } from './packed-tarball';
import { serveEditor } from './serve-editor';
import { referenceFileCsv } from '../data/reference-file';

const say = (line: string): void => console.log(line);

const editorSize = { leads: 5000, contacts: 2000 };
// n8n prints every item of every node when it executes from the command line.
const headlessSize = { leads: 1000, contacts: 200 };

async function main(): Promise<boolean> {
	const isHeadless = process.argv.includes('--headless');
	const command = await installN8n(say);
	const folder = mkdtempSync(join(tmpdir(), 'salesforce-enrichment-editor-'));
	const org = await startDemoOrg({ clock: () => new Date(), ...(isHeadless ? headlessSize : editorSize) });
	try {
		const referenceFile = join(folder, 'companies.csv');
		writeFileSync(referenceFile, referenceFileCsv(2));
		const n8n = await prepareN8n({ command, folder, tarball: packedTarball(), port: await freePort() });
		await importDemo(n8n, folder, { orgUrl: org.url, referenceFile });
		if (isHeadless) return await executeHeadless(n8n, org, say);

		await serveEditor(n8n, say, `The org is at ${org.url}`);
		return true;
	} finally {
		await org.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

main().then(
	(isWell) => process.exit(isWell ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
