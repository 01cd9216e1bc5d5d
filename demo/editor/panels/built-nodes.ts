import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import manifest from '../../../package.json';

export const packageName = manifest.name;

/** The pack's nodes as n8n loads them, from what was built. */
export function builtNodes(): INodeType[] {
	return manifest.n8n.nodes.map((path) => nodeIn(join(__dirname, '..', '..', '..', path)));
}

/** The node in a built file, whose class has the file's name. */
export function nodeIn(file: string): INodeType {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is data
	const classes = require(file) as Record<string, new () => INodeType>;
	const [, className] = /(\w+)\.node\.js$/.exec(file) ?? [];
	return new classes[className]();
}
