import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder';

/** Packages that are installed beside the pack's own, as a lock file pins them. */
export interface PinnedPackages {
	/** Of the folder in the cache. */
	readonly name: string;
	/** Where package.json, package-lock.json and .npmrc are. */
	readonly pinned: string;
	/** What it is and how large, for the line that is said before: `n8n (about 2.8 GB)`. */
	readonly what: string;
	readonly install: (folder: string) => Promise<unknown>;
}

/** Installs them once for each content of the lock file, outside the checkout; gives the folder of the packages. */
export async function installPinned(packages: PinnedPackages, say: (line: string) => void): Promise<string> {
	const { name, pinned, what, install } = packages;
	const folder = cacheFolder(name, join(pinned, 'package-lock.json'));
	const complete = join(folder, 'complete');
	if (!existsSync(complete)) {
		mkdirSync(folder, { recursive: true });
		for (const file of ['package.json', 'package-lock.json', '.npmrc'])
			copyFileSync(join(pinned, file), join(folder, file));
		say(`${what}: installed once into ${folder}`);
		await install(folder);
		writeFileSync(complete, '');
	}
	return join(folder, 'node_modules');
}
