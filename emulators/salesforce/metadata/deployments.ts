import type { OrgState } from '../org/org-state';
import { makeRecordId } from '../record-id';
import type { ComponentResult } from './component';
import { BadPackage, deployPackage } from './deploy-package';
import { readZip } from './zip-entries';

/** How a package is to be deployed; Metadata API Developer Guide, DeployOptions. */
export interface DeployOptions {
	readonly checkOnly: boolean;
	readonly rollbackOnError: boolean;
	readonly singlePackage: boolean;
}

/** A deployment that has ended; here each ends at once. */
export interface Deployment {
	readonly id: string;
	readonly options: DeployOptions;
	readonly at: Date;
	readonly userId: string;
	readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed';
	readonly components: readonly ComponentResult[];
	/** Why nothing was looked at. */
	readonly error?: string;
}

const keyPrefix = '0Af';
const mostKept = 200;

const deploymentsOf = new WeakMap<OrgState, Map<string, Deployment>>();

/** Deploys a zipped package; the outcome is kept for whoever asks by the id. */
export function startDeployment(org: OrgState, userId: string, zip: Buffer, options: DeployOptions): Deployment {
	let deployments = deploymentsOf.get(org);
	if (!deployments) deploymentsOf.set(org, (deployments = new Map()));
	const id = makeRecordId(keyPrefix, deployments.size + 1);
	const deployment = { id, options, userId, at: org.clock(), ...carryOut(org, zip, options) };
	if (deployments.size < mostKept) deployments.set(id, deployment);
	return deployment;
}

/** The deployment with this id, or `undefined`. */
export function findDeployment(org: OrgState, id: string): Deployment | undefined {
	return deploymentsOf.get(org)?.get(id);
}

function carryOut(
	org: OrgState,
	zip: Buffer,
	{ checkOnly, rollbackOnError, singlePackage }: DeployOptions,
): Pick<Deployment, 'status' | 'components' | 'error'> {
	const files = readZip(zip);
	if (!files)
		return { status: 'Failed', components: [], error: 'The file is no zip archive, or larger than a package may be' };
	const inPackage = singlePackage ? files : withoutFolder(files);
	try {
		const hasFailed = (components: readonly ComponentResult[]) =>
			components.some(({ problem }) => problem !== undefined);
		const isKept = (components: readonly ComponentResult[]) =>
			!checkOnly && !(rollbackOnError && hasFailed(components));
		const components = org.store.transaction(() => deployPackage(org, inPackage), isKept);
		if (!hasFailed(components)) return { status: 'Succeeded', components };
		return { status: rollbackOnError ? 'Failed' : 'SucceededPartial', components };
	} catch (error) {
		if (error instanceof BadPackage) return { status: 'Failed', components: [], error: error.message };
		throw error;
	}
}

/** The packages of an archive may be in folders of their own; one is enough here. */
function withoutFolder(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
	const manifest = [...files.keys()].find((path) => /^[^/]+\/package\.xml$/.test(path));
	if (files.has('package.xml') || !manifest) return files;
	const folder = manifest.replace('package.xml', '');
	return new Map(
		[...files].filter(([path]) => path.startsWith(folder)).map(([path, bytes]) => [path.slice(folder.length), bytes]),
	);
}
