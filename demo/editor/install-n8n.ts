import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache-folder';
import { runCommand } from './run-command';

const pinned = join(__dirname, 'n8n');

/**
 * Installs the pinned n8n once, outside the checkout, and gives the path of its command file.
 * Takes three to seven minutes the first time; `say` gets a line for every step and half minute.
 */
export async function installN8n(say: (line: string) => void): Promise<string> {
	const folder = cacheFolder('n8n', join(pinned, 'package-lock.json'));
	const complete = join(folder, 'complete');
	const command = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	if (existsSync(complete)) return command;

	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		copyFileSync(join(pinned, file), join(folder, file));
	}
	say(`n8n is installed once into ${folder} (about 2.8 GB)`);
	await withProgress('packages', say, () =>
		// `npm ci` refuses this tree where a registry lacks an optional platform package.
		runCommand('npm', ['install', '--no-audit', '--no-fund'], { folder }),
	);
	await withProgress('sqlite3, compiled from source where no binary can be fetched', say, () =>
		runCommand('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', `--nodedir=${nodeHeaders()}`], { folder }),
	);
	writeFileSync(complete, '');
	return command;
}

/** The package that brings Node 24 brings its headers too, so that compiling fetches nothing. */
function nodeHeaders(): string {
	return dirname(dirname(process.execPath));
}

async function withProgress<T>(what: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
	const started = performance.now();
	const seconds = (): number => Math.round((performance.now() - started) / 1000);
	const timer = setInterval(() => say(`  ${what}: ${seconds()} s …`), 30_000);
	try {
		const result = await work();
		say(`  ${what}: done in ${seconds()} s`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
