/** Rewrites the generated files of this folder: `tsx metadata/generate.ts`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { metadataFiles, sourceFolder } from './metadata-files';

async function generate(): Promise<void> {
	// Otherwise a field that no longer exists would go on being deployed.
	await rm(join(__dirname, sourceFolder), { recursive: true, force: true });
	for (const [path, text] of metadataFiles()) {
		const file = join(__dirname, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text);
	}
}

void generate();
