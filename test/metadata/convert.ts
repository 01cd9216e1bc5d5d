import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SfCommand } from '../clients/sf-command';
import { differencesBetween, filesBelow, meaningOf } from './compare-source';

/** A project in source format, and the folders of its packages. */
export interface SourceProject {
	readonly folder: string;
	readonly packages: readonly string[];
}

/** Its components by their paths below `main/default`, over all packages. */
export function sourceFiles({ folder, packages }: SourceProject): Map<string, string> {
	return new Map(packages.flatMap((name) => [...filesBelow(join(folder, name, 'main/default'))]));
}

/** Throws on the first file that is no well-formed XML. */
export function checkWellFormed(project: SourceProject): void {
	for (const [path, text] of sourceFiles(project)) meaningOf(path, text);
}

/** Converts source to the format of the Metadata API and back; throws where the second differs from the first. */
export async function checkRoundTrip(sf: SfCommand, project: SourceProject): Promise<void> {
	const { work, flags } = startIn(sf, project);
	const converted = join(work, 'converted');
	await sf.run(['project', 'convert', 'source', ...flags, '--output-dir', converted], {}, work);
	await sf.run(['project', 'convert', 'mdapi', '--root-dir', converted, '--output-dir', 'back'], {}, work);
	assert.deepEqual(differencesBetween(sourceFiles(project), filesBelow(join(work, 'back/main/default'))), []);
}

/** Throws when the manifest that the CLI makes of the project lacks one of its components. */
export async function checkManifest(sf: SfCommand, project: SourceProject): Promise<number> {
	const { work, flags } = startIn(sf, project);
	await sf.run(['project', 'generate', 'manifest', ...flags, '--name', 'package.xml'], {}, work);
	const manifest = readFileSync(join(work, 'package.xml'), 'utf8');
	const members = new Set([...manifest.matchAll(/<members>([^<]+)<\/members>/g)].map(([, member]) => member));
	const lacking = [...sourceFiles(project).keys()]
		.filter((path) => path.endsWith('-meta.xml'))
		.filter((path) => !members.has(memberOf(path)));
	assert.deepEqual(lacking, []);
	return members.size;
}

/** A copy of the project where the CLI may write; it refuses to work outside of one. */
function startIn(sf: SfCommand, { folder, packages }: SourceProject): { work: string; flags: string[] } {
	const work = join(sf.folder, basename(folder));
	rmSync(work, { recursive: true, force: true });
	mkdirSync(work);
	for (const name of ['sfdx-project.json', ...packages])
		cpSync(join(folder, name), join(work, name), { recursive: true });
	return { work, flags: packages.flatMap((name) => ['--source-dir', name]) };
}

/** What a manifest calls the component of a file. */
function memberOf(path: string): string {
	const name = basename(path).replace(/\.[\w-]+-meta\.xml$/, '');
	const [, object] = /^objects\/(\w+)\/(?:fields|listViews|webLinks)\//.exec(path) ?? [];
	if (object) return `${object}.${name}`;
	const [, folder] = /^(?:reports|dashboards)\/(\w+)\//.exec(path) ?? [];
	return folder ? `${folder}/${name}` : /\.(?:report|dashboard)Folder-meta\.xml$/.test(path) ? `${name}/` : name;
}
