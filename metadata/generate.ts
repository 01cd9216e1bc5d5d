/**
 * Rewrites the generated files of this folder: `tsx metadata/generate.ts`. With options it renders what one org needs
 * beside them, see `render-request.ts`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatedFolders, metadataFiles, renderedFiles } from './metadata-files';
import { readRenderRequest } from './render-request';

async function generate(): Promise<void> {
	const request = readRenderRequest(process.argv.slice(2));
	if (request) {
		const files = renderedFiles(request);
		await rewrite(request.out, ['org'], files);
		process.stdout.write(
			`${files.size} files in ${request.out}; they hold addresses of this org, so keep them to yourself\n`,
		);
		return;
	}
	await rewrite(__dirname, generatedFolders, metadataFiles());
}

/** Empties the folders first: otherwise a component that no longer exists would go on being deployed. */
async function rewrite(folder: string, emptied: readonly string[], files: ReadonlyMap<string, string>): Promise<void> {
	for (const each of emptied) await rm(join(folder, each), { recursive: true, force: true });
	for (const [path, text] of files) {
		const file = join(folder, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text);
	}
}

generate().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
