import { type LockedPackage, newlyShipped, type Shipped, shippedPackages } from './shipped';
import known from './shipped.json';

const lock: Record<string, LockedPackage> = {
	'': { dependencies: { a: '1', b: '2' }, optionalDependencies: { node: '24' } },
	'node_modules/a': { version: '1.2.3', license: 'MIT', dependencies: { c: '1' } },
	'node_modules/a/node_modules/c': { version: '1.0.0', license: 'ISC' },
	'node_modules/b': { version: '2.0.0', license: 'MIT', dependencies: { c: '2', a: '1' } },
	'node_modules/c': { version: '2.1.0', license: 'ISC', hasInstallScript: true },
	'node_modules/dev': { version: '1.0.0', license: 'GPL-3.0' },
	'node_modules/node': { version: '24.0.0', license: 'MIT', hasInstallScript: true },
};
const shipped: Shipped = { ...shippedPackages(lock, () => ({})), rootFiles: ['dist', 'package.json'] };

it('walks what is installed with the pack, and nothing else', () => {
	expect(shipped.licences).toEqual({ 'a@1': 'MIT', 'b@2': 'MIT', 'c@1': 'ISC', 'c@2': 'ISC' });
	expect(shipped.installScripts).toEqual(['c@2']);
});

it("believes a package's own manifest before the lock", () => {
	const own = shippedPackages(lock, (place) =>
		place === 'node_modules/a' ? { license: 'GPL-3.0', scripts: { postinstall: 'x' } } : {},
	);
	expect(own.licences['a@1']).toBe('GPL-3.0');
	expect(own.installScripts).toEqual(['a@1', 'c@2']);
});

it.each<[string, Partial<Shipped>, string]>([
	['a new package', { licences: { ...shipped.licences, 'd@1': 'MIT' } }, 'new package or licence: d@1 (MIT)'],
	[
		'another licence',
		{ licences: { ...shipped.licences, 'a@1': 'AGPL-3.0' } },
		'new package or licence: a@1 (AGPL-3.0)',
	],
	['an install script', { installScripts: ['a@1', 'c@2'] }, 'new install script: a@1'],
	['a file at the root', { rootFiles: ['.env', 'dist', 'package.json'] }, "new at the tarball's root: .env"],
])('tells of %s', (_, change, line) => {
	expect(newlyShipped(shipped, { ...shipped, ...change })).toEqual([line]);
	expect(newlyShipped({ ...shipped, ...change }, shipped).filter((each) => !each.includes('licence: a@1'))).toEqual([]);
});

it('ships licences like MIT, no install script, and no old parser', () => {
	expect(
		[...new Set(Object.values(known.licences))].filter(
			(licence) =>
				!/^(MIT|ISC|BSD-\d-Clause|Apache-2\.0|0BSD|Unlicense|CC0-1\.0|BlueOak-1\.0\.0|MIT-0|Python-2\.0|\(MIT .*\))$/.test(
					licence,
				),
		),
	).toEqual([]);
	expect(known.installScripts).toEqual([]);
	expect(Object.keys(known.licences).filter((name) => /^(tldjs|freemail)@/.test(name))).toEqual([]);
});
