import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const packageFolder = path.join(root, 'build/package');

if (!existsSync(path.join(packageFolder, 'package.json'))) {
	throw new Error('Nothing is packed yet: run `npm run build && npx gulp package` first, or `npm test`');
}

const manifest = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
const files = packedFiles();

/** What `npm publish` and n8n's installer would see. */
function packedFiles(): string[] {
	const options = { cwd: packageFolder, encoding: 'utf8', shell: process.platform === 'win32' } as const;
	const report = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], options));
	return report[0].files.map((file: { path: string }) => file.path);
}

function sources(folder: string, ending: string): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(ending))
		.map((file) => `dist/${folder}/${file.replaceAll(path.sep, '/')}`);
}

/** Runs code against the packed nodes in a Node without `node:sqlite`, such as an older n8n may run on. */
function runWithoutSqlite(code: string, environment: Record<string, string> = {}): string {
	return execFileSync(process.execPath, ['--no-experimental-sqlite', '--eval', code], {
		cwd: packageFolder,
		encoding: 'utf8',
		env: { ...process.env, ...environment },
	});
}

const requireNodes = `
	const nodes = require('./package.json').n8n.nodes.map((file) => {
		const name = require('node:path').basename(file, '.node.js');
		return new (require('./' + file)[name])();
	});`;

describe('the packed tarball', () => {
	it('holds every node, credential type and workflow of the repository', () => {
		const expected = [
			...sources('nodes', '.node.ts').map((file) => file.replace(/ts$/, 'js')),
			...sources('credentials', '.credentials.ts').map((file) => file.replace(/ts$/, 'js')),
			...sources('nodes', '.node.json'),
			...sources('nodes', '.svg'),
			...sources('credentials', '.svg'),
			...sources('workflows', '.json'),
		];
		expect(files).toEqual(expect.arrayContaining(expected));
		expect(expected.filter((file) => file.endsWith('.node.js'))).not.toHaveLength(0);
		expect(expected).toContain('dist/workflows/hourly.json');
		expect(files).toContain('dist/schemas/http-provider.schema.json');
	});

	it('holds a dark twin for every light icon', () => {
		const light = files.filter((file) => file.endsWith('.svg') && !file.endsWith('.dark.svg'));
		expect(light).not.toHaveLength(0);
		expect(files).toEqual(expect.arrayContaining(light.map((file) => file.replace(/svg$/, 'dark.svg'))));
	});

	it('holds what a reader needs', () => {
		expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json']));
	});

	it.each([
		['tests', /\.(test|contract|builders)\./],
		['sources', /\.tsx?$|\.map$|tsbuildinfo/],
		['emulators, demo, benchmarks', /(^|\/)(emulators|demo|bench|test|eslint)\//],
		['binaries of Node or anything else', /node_modules|\.(node|exe|dll|so|dylib)$|(^|\/)bin\//],
		['stores and keys', /\.(sqlite|pem|key|env)/],
	])('holds no %s', (_what, pattern) => {
		expect(files.filter((file) => pattern.test(file))).toEqual([]);
	});

	it('leaves out what n8n would have to strip', () => {
		for (const section of ['devDependencies', 'optionalDependencies', 'scripts']) {
			expect(manifest).not.toHaveProperty(section);
		}
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('declares every package that its code requires', () => {
		const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
		const required = files
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => [
				...readFileSync(path.join(packageFolder, file), 'utf8').matchAll(/require\("([^."][^"]*)"\)/g),
			])
			.map(([, specifier]) => specifier)
			.filter((specifier) => !specifier.startsWith('node:'))
			.map((specifier) =>
				specifier
					.split('/')
					.slice(0, specifier.startsWith('@') ? 2 : 1)
					.join('/'),
			);
		expect(required).toContain('n8n-workflow');
		expect(required.filter((name) => !declared.includes(name))).toEqual([]);
	});
});

describe('the n8n section', () => {
	it.each<[string, string]>([
		...manifest.n8n.nodes.map((file: string) => [file, '.node.js']),
		...manifest.n8n.credentials.map((file: string) => [file, '.credentials.js']),
	])('lists %s, which loads', async (file, ending) => {
		expect(files).toContain(file);
		const className = path.basename(file, ending);
		const loaded = await import(path.join(packageFolder, file));
		expect(new loaded[className]().displayName ?? new loaded[className]().description.displayName).toMatch(
			/^Salesforce |\(Salesforce Enrichment\)$/,
		);
	});
});

describe('a Node without node:sqlite', () => {
	it('still loads every node', () => {
		const loaded = runWithoutSqlite(`${requireNodes} console.log(nodes.length)`);
		expect(Number(loaded)).toBe(manifest.n8n.nodes.length);
	});

	it('gets our error, with what to do, when the store is opened', () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'packed-store-'));
		const report = runWithoutSqlite(
			`require('./dist/nodes/wiring/store').instanceStore().then(
				() => console.log('{}'),
				({ name, code, message, remedy }) => console.log(JSON.stringify({ name, code, message, remedy })),
			)`,
			{ N8N_USER_FOLDER: folder, SALESFORCE_ENRICHMENT_STORE: '', EXECUTIONS_MODE: 'regular' },
		);
		rmSync(folder, { recursive: true });
		expect(JSON.parse(report)).toMatchObject({ name: 'EnrichmentError', code: 'store_unavailable' });
		expect(JSON.parse(report).remedy).toMatch(/Node|n8n/);
	});
});

describe('requiring the nodes', () => {
	it('loads neither node:sqlite nor jsforce, which an older Node may lack or refuse', () => {
		const code = `${requireNodes}
			const files = Object.keys(require.cache).map((file) => file.replaceAll('\\\\', '/'));
			console.log(JSON.stringify({ files, builtins: process.moduleLoadList }));`;
		const options = { cwd: packageFolder, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 } as const;
		const { files: loaded, builtins } = JSON.parse(execFileSync(process.execPath, ['--eval', code], options));
		expect(loaded.filter((file: string) => file.includes('/node_modules/n8n-workflow/'))).not.toHaveLength(0);
		expect(loaded.filter((file: string) => file.includes('/node_modules/jsforce/'))).toEqual([]);
		expect(builtins.filter((name: string) => name.includes('sqlite'))).toEqual([]);
	});
});
