import { dirname, join } from 'node:path';
import { installPinned } from './install-pinned';
import { runCommand } from './run-command';

/**
 * Installs the pinned n8n once, outside the checkout, and gives the path of its command file.
 * Takes three to seven minutes the first time; `say` gets a line for every step and half minute.
 */
export async function installN8n(say: (line: string) => void): Promise<string> {
	const packages = await installPinned(
		{
			name: 'n8n',
			pinned: join(__dirname, 'n8n'),
			what: 'n8n (about 2.8 GB)',
			install: async (folder) => {
				await withProgress('packages', say, () =>
					// `npm ci` refuses this tree where a registry lacks an optional platform package.
					runCommand('npm', ['install', '--no-audit', '--no-fund'], { folder }),
				);
				await withProgress('sqlite3, compiled from source where no binary can be fetched', say, () =>
					runCommand('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', `--nodedir=${nodeHeaders()}`], { folder }),
				);
			},
		},
		say,
	);
	return join(packages, 'n8n', 'bin', 'n8n');
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
