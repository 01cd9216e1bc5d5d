import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

const root = join(__dirname, '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	name: string;
	n8n: { nodes: string[] };
};

/** Node types are called after it in workflows. */
export const packageName = manifest.name;

/** The pack's nodes as n8n loads them, from what was built. */
export function builtNodes(): INodeType[] {
	return manifest.n8n.nodes.map((path) => nodeIn(join(root, path)));
}

/** The node in a built file, whose class has the file's name; of several versions the one that a person gets. */
export function nodeIn(file: string): INodeType {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is data
	const classes = require(file) as Record<string, new () => INodeType | IVersionedNodeType>;
	const node = new classes[basename(file, '.node.js')]();
	return 'nodeVersions' in node ? node.getNodeType() : node;
}
