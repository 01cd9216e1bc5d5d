import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../demo/editor/run-command';

/** What `sf … --json` prints. */
interface SfOutput<T> {
	readonly status: number;
	readonly result: T;
}

/** The Salesforce CLI with a home of its own, so that nobody's logins are seen or changed. */
export class SfCommand {
	/** Files for and from the commands belong here. */
	readonly folder = mkdtempSync(join(tmpdir(), 'sf-on-the-emulator-'));
	private readonly program: string;

	constructor(packages: string) {
		this.program = join(packages, '@salesforce', 'cli', 'bin', 'run.js');
	}

	/** Runs one command with `--json`, in this folder; gives its result, or throws with what it printed. */
	async run<T = unknown>(args: readonly string[], env: NodeJS.ProcessEnv = {}, folder = this.folder): Promise<T> {
		const text = await this.print([...args, '--json'], env, folder);
		const output = JSON.parse(text.slice(text.indexOf('{'))) as SfOutput<T>;
		if (output.status !== 0) throw new Error(text);
		return output.result;
	}

	/** Runs one command; gives what it printed. */
	async print(args: readonly string[], env: NodeJS.ProcessEnv = {}, folder = this.folder): Promise<string> {
		try {
			return await runCommand(process.execPath, [this.program, ...args], {
				folder,
				env: { ...this.environment(), ...env },
			});
		} catch (error) {
			// With --json the stack of every layer is printed; what Salesforce said is one line of it.
			const said = /"message": "(.*)"/.exec((error as Error).message)?.[1];
			throw said ? new Error(`sf ${args.join(' ')}: ${said}`) : error;
		}
	}

	private environment(): NodeJS.ProcessEnv {
		return {
			PATH: process.env.PATH,
			HOME: this.folder,
			SF_DISABLE_TELEMETRY: 'true',
			SF_AUTOUPDATE_DISABLE: 'true',
			SF_SKIP_NEW_VERSION_CHECK: 'true',
			SF_DISABLE_LOG_FILE: 'true',
			SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
			SF_ORG_API_VERSION: '68.0',
		};
	}
}
