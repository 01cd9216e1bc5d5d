import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpDefinition } from './definition';

const folder = join(__dirname, 'definitions');

/** Every definition that a file of the folder exports, so that none is forgotten by a test. */
export const shippedDefinitions: readonly HttpDefinition[] = readdirSync(folder)
	.filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
	.flatMap((file) => Object.values(load(join(folder, file))))
	.filter(
		(exported): exported is HttpDefinition => typeof exported === 'object' && exported !== null && 'routes' in exported,
	);

function load(file: string): Record<string, unknown> {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the names of the files are data
	return require(file);
}
