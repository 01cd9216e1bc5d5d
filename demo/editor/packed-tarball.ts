import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The tarball that `npm run pack` made of this version; throws when there is none. */
export function packedTarball(): string {
	const root = join(__dirname, '..', '..');
	const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const tarball = join(root, 'build', `${name}-${version}.tgz`);
	if (!existsSync(tarball)) throw new Error(`${tarball} is missing: run "npm run pack" first`);
	return tarball;
}
