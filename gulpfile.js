const { existsSync } = require('node:fs');
const { readFile, rm, writeFile } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');
const { omit } = require('lodash');

const packageFolder = 'build/package';
// The icons must arrive byte by byte.
const asIs = { encoding: false };

/** Forgets the last build, and what TypeScript remembers of it, or it would emit only what changed. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
	await rm('.cache/tsc/build.tsbuildinfo', { force: true });
}

/** Lets a build go on from the last one, unless that is gone. */
async function keep() {
	if (!existsSync('dist')) await clean();
}

/** Icons and codex files, beside the classes that name them. */
function copyNodeFiles() {
	return src(['{nodes,credentials}/**/*.svg', 'nodes/**/*.node.json'], { ...asIs, base: '.' }).pipe(dest('dist'));
}

function copyWorkflows() {
	return src('workflows/*.json', asIs).pipe(dest('dist/workflows'));
}

function copyMetadata() {
	return src(['metadata/**', '!metadata/**/*.ts'], asIs).pipe(dest('dist/metadata'));
}

/** What editors check a provider's definition by. */
function copySchemas() {
	return src('docs/schemas/*.json', asIs).pipe(dest('dist/schemas'));
}

async function cleanPackage() {
	await rm(packageFolder, { recursive: true, force: true });
}

function copyPackageFiles() {
	return src(['dist/**', 'README.md', 'LICENSE', 'CHANGELOG.md'], { ...asIs, base: '.' }).pipe(dest(packageFolder));
}

/** n8n installs the packed file on any machine, so it carries neither our tools nor a Node of its own. */
async function writePackageJson() {
	const manifest = JSON.parse(await readFile('package.json', 'utf8'));
	const published = {
		...omit(manifest, ['devDependencies', 'optionalDependencies', 'scripts']),
		files: [...manifest.files, 'CHANGELOG.md'],
	};
	await writeFile(`${packageFolder}/package.json`, `${JSON.stringify(published, undefined, '\t')}\n`);
}

exports.clean = clean;
exports.keep = keep;
exports.build = parallel(copyNodeFiles, copyWorkflows, copyMetadata, copySchemas);
exports.package = series(cleanPackage, copyPackageFiles, writePackageJson);
