import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../demo/editor/cache-folder';
import { runCommand } from '../../demo/editor/run-command';

const pinned = join(__dirname, 'analyzer');

/** Installs the pinned engines of the Code Analyzer once, outside the checkout (about 230 MB); gives the folder of their packages. */
export async function installAnalyzer(say: (line: string) => void): Promise<string> {
	const folder = cacheFolder('code-analyzer', join(pinned, 'package-lock.json'));
	const packages = join(folder, 'node_modules');
	const complete = join(folder, 'complete');
	if (existsSync(complete)) return packages;

	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc'])
		copyFileSync(join(pinned, file), join(folder, file));
	say(`  the pinned engines are installed once into ${folder} (about 230 MB)`);
	await runCommand('npm', ['ci', '--no-audit', '--no-fund'], { folder });
	writeFileSync(complete, '');
	return packages;
}
