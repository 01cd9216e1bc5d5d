import './engine-environment';
import 'reflect-metadata';
import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import { dirname } from 'node:path';
import { NodeHelpers } from 'n8n-workflow';
import type { ICredentialType, IDataObject, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';

type Loader = LazyPackageDirectoryLoader | PackageDirectoryLoader;

/** The node types of n8n's own nodes and of the built pack, loaded as n8n loads them. */
export class NodeCatalog implements INodeTypes {
	private constructor(private readonly loaderByPackage: ReadonlyMap<string, Loader>) {}

	/** `packFolder` holds the pack's package.json and its built `dist`. */
	static async load(packFolder: string): Promise<NodeCatalog> {
		const base = dirname(require.resolve('n8n-nodes-base/package.json'));
		const loaders: Loader[] = [new LazyPackageDirectoryLoader(base), new PackageDirectoryLoader(packFolder)];
		for (const loader of loaders) await loader.loadAll();
		return new NodeCatalog(new Map(loaders.map((loader) => [loader.packageName, loader])));
	}

	/** The built pack's own version of a type such as `n8n-nodes-base.set`. */
	getByName(nodeType: string): INodeType | IVersionedNodeType {
		const dot = nodeType.lastIndexOf('.');
		const loader = this.loaderByPackage.get(nodeType.slice(0, dot));
		if (!loader) throw new Error(`No package is loaded that has the node type ${nodeType}`);
		return loader.getNode(nodeType.slice(dot + 1)).type;
	}

	/** A type of credential that a package brings; `undefined` for one that none of them does. */
	credentialType(name: string): ICredentialType | undefined {
		const loaded = [...this.loaderByPackage.values()].map(({ credentialTypes }) => credentialTypes[name]);
		return loaded.find((each) => each !== undefined)?.type;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
	}

	getKnownTypes(): IDataObject {
		throw new Error('The engine under test lists no known types');
	}
}
