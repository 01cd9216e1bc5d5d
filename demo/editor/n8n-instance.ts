import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, runToFile } from './run-command';

/** A folder in which the pinned n8n runs with the packed pack installed as a community node. */
export interface N8nInstance {
	readonly command: string;
	readonly env: NodeJS.ProcessEnv;
	/** Executes an imported workflow and gives n8n's raw result, among log lines. */
	execute(workflowId: string): Promise<string>;
	/** Runs one of n8n's own commands to its end and gives what it printed. */
	run(...args: string[]): Promise<string>;
}

export interface InstanceOptions {
	/** n8n's command file. */
	readonly command: string;
	/** Emptied and filled by the caller; n8n keeps its database and the pack here. */
	readonly folder: string;
	/** The packed pack, as `npm pack` made it. */
	readonly tarball: string;
	readonly port: number;
	/** Beside what every such n8n is told, and before it where both say something. */
	readonly env?: NodeJS.ProcessEnv;
}

/** Prepares the folder: installs the tarball where n8n looks for community nodes. */
export async function prepareN8n(options: InstanceOptions): Promise<N8nInstance> {
	const nodes = join(options.folder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	await runCommand(
		'npm',
		[
			'install',
			options.tarball,
			'--ignore-scripts',
			'--omit=dev',
			'--omit=peer',
			'--no-audit',
			'--no-fund',
			'--no-package-lock',
		],
		{ folder: nodes },
	);

	const env = instanceEnv(options);
	return {
		command: options.command,
		env,
		execute: (workflowId) =>
			runToFile(
				process.execPath,
				[options.command, 'execute', `--id=${workflowId}`, '--rawOutput'],
				join(options.folder, 'execution.txt'),
				{ env },
			),
		run: (...args) => runCommand(process.execPath, [options.command, ...args], { env }),
	};
}

function instanceEnv(options: InstanceOptions): NodeJS.ProcessEnv {
	return {
		...process.env,
		N8N_USER_FOLDER: options.folder,
		N8N_RESTRICT_FILE_ACCESS_TO: options.folder,
		N8N_PORT: String(options.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_ENCRYPTION_KEY: 'only-for-the-demo-on-this-machine',
		N8N_SECURE_COOKIE: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_RUNNERS_BROKER_PORT: String(options.port + 1),
		SALESFORCE_ENRICHMENT_HOSTS: '127.0.0.1',
		SALESFORCE_ENRICHMENT_STORE: join(options.folder, 'store.sqlite'),
		...options.env,
	};
}
