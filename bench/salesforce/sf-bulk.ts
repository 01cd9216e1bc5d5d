import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { installClients } from '../../test/clients/install-clients';
import { SfCommand } from '../../test/clients/sf-command';
import type { OwnUsage } from './contestant-process';

/** The Salesforce CLI, signed in to one org. */
export class SfBulk {
	private constructor(private readonly sf: SfCommand) {}

	static async signIn(url: string, accessToken: string): Promise<SfBulk> {
		const sf = new SfCommand(await installClients((line) => console.log(line)));
		const args = [
			'org',
			'login',
			'access-token',
			'--instance-url',
			url,
			'--no-prompt',
			'--alias',
			'bench',
			'--set-default',
		];
		await sf.run(args, { SF_ACCESS_TOKEN: accessToken });
		return new SfBulk(sf);
	}

	/** Its files; to be removed by the caller. */
	get folder(): string {
		return this.sf.folder;
	}

	/** What the command takes that does nothing: as much of every other command is its start. */
	async measureStart(): Promise<OwnUsage> {
		return await this.measure('start', (env) => this.sf.print(['version'], env));
	}

	/** `sf data update bulk` of a file with Ids and values. */
	async measureUpdate(csvFile: string): Promise<OwnUsage> {
		const args = [
			'data',
			'update',
			'bulk',
			'--sobject',
			'Lead',
			'--file',
			csvFile,
			'--wait',
			'60',
			'--line-ending',
			'LF',
		];
		return await this.measure('update', (env) => this.sf.run(args, env));
	}

	private async measure(name: string, run: (env: NodeJS.ProcessEnv) => Promise<unknown>): Promise<OwnUsage> {
		const file = join(this.folder, `${name}.usage`);
		const preload = pathToFileURL(join(__dirname, 'report-usage.mjs')).href;
		const started = performance.now();
		await run({ NODE_OPTIONS: `--import ${preload}`, BENCH_USAGE_FILE: file });
		return { seconds: (performance.now() - started) / 1_000, ...sumOf(readFileSync(file, 'utf8')) };
	}
}

/** Of all processes of one command: their CPU together, the memory of the largest. */
function sumOf(lines: string): Omit<OwnUsage, 'seconds'> {
	const usages = lines
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Omit<OwnUsage, 'seconds'>);
	return usages.reduce((sum, { cpuSeconds, peakRssBytes }) => ({
		cpuSeconds: sum.cpuSeconds + cpuSeconds,
		peakRssBytes: Math.max(sum.peakRssBytes, peakRssBytes),
	}));
}
