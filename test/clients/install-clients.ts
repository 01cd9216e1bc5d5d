import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../demo/editor/cache-folder';
import { runCommand } from '../../demo/editor/run-command';

const pinned = join(__dirname, 'sf');

/** Installs the pinned clients once, outside the checkout (about 300 MB), and gives the folder of their packages. */
export async function installClients(say: (line: string) => void): Promise<string> {
	const folder = cacheFolder('clients', join(pinned, 'package-lock.json'));
	const packages = join(folder, 'node_modules');
	const complete = join(folder, 'complete');
	if (existsSync(complete)) return packages;

	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc'])
		copyFileSync(join(pinned, file), join(folder, file));
	say(`  the pinned clients are installed once into ${folder} (about 300 MB)`);
	await runCommand('npm', ['ci', '--no-audit', '--no-fund'], { folder });
	writeFileSync(complete, '');
	return packages;
}
