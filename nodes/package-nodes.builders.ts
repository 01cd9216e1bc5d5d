import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import manifest from '../package.json';

const root = path.join(__dirname, '..');

export interface PackageNode {
	/** As in `SalesforceScore`. */
	readonly className: string;
	/** Of its sources. */
	readonly folder: string;
	readonly node: INodeType;
}

/** Every node that package.json lists, from its source. */
export const packageNodes: readonly PackageNode[] = manifest.n8n.nodes.map((built) => {
	const className = path.basename(built, '.node.js');
	const folder = path.join(root, path.dirname(built).replace(/^dist\//, ''));
	return { className, folder, node: instance(path.join(folder, `${className}.node`), className) as INodeType };
});

/** Every credential type that package.json lists, from its source. */
export const packageCredentials: readonly ICredentialType[] = manifest.n8n.credentials.map((built) => {
	const className = path.basename(built, '.credentials.js');
	return instance(path.join(root, 'credentials', `${className}.credentials`), className) as ICredentialType;
});

/** A module of the pack by a path that only the manifest knows. */
export function loadModule(file: string): Record<string, unknown> {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is data, and it is needed at once
	return require(file);
}

function instance(file: string, className: string): unknown {
	const nodeClass = loadModule(file)[className] as new () => unknown;
	return new nodeClass();
}
