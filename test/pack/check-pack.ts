/**
 * `npm run check:pack [-- --accept]`: lists the licences and install scripts of everything that is installed with the pack
 * and the files at the root of its tarball, and fails on one that `shipped.json` does not have. Needs `build/package`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newlyShipped, type Shipped, shippedPackages } from './shipped';

const root = path.join(__dirname, '../..');
const packageFolder = path.join(root, 'build/package');
const knownFile = path.join(__dirname, 'shipped.json');
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function rootFiles(): string[] {
	if (!existsSync(packageFolder))
		throw new Error('Nothing is packed yet: run `npm run build && npx gulp package` first');
	const report = execFileSync('npm', ['pack', '--dry-run', '--json'], {
		cwd: packageFolder,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const files: Array<{ path: string }> = JSON.parse(report)[0].files;
	return [...new Set(files.map((file) => file.path.split('/')[0]))].sort();
}

const { packages } = readJson(path.join(root, 'package-lock.json'));
const shipped: Shipped = {
	...shippedPackages(packages, (place) => readJson(path.join(root, place, 'package.json'))),
	rootFiles: rootFiles(),
};
for (const [name, licence] of Object.entries(shipped.licences)) say(`${licence.padEnd(14)} ${name}`);
say(`install scripts: ${shipped.installScripts.join(', ') || 'none'}`);
say(`tarball: ${shipped.rootFiles.join(', ')}`);

if (process.argv.includes('--accept')) {
	writeFileSync(knownFile, `${JSON.stringify(shipped, undefined, '\t')}\n`);
} else {
	const news = newlyShipped(readJson(knownFile), shipped);
	for (const line of news) say(line);
	if (news.length > 0) say('When these are wanted: npm run check:pack -- --accept');
	process.exitCode = news.length > 0 ? 1 : 0;
}
