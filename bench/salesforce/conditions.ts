import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { formatCount, type Conditions } from './targets';

/** What somebody else needs to know to get the same figures. */
export function describeConditions({ rows, largeRows, latencyMs }: Conditions, dataSeed: number): string[] {
	const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`;
	return [
		`machine: ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${memory}, ${process.platform}, Node ${process.version}`,
		`commit: ${commit()}, data seed: ${dataSeed}, Leads: ${formatCount(rows)} and ${formatCount(largeRows)}, latency: ${latencyMs} ms a call`,
	];
}

function commit(): string {
	const git = (...args: string[]): string =>
		execFileSync('git', args, { cwd: __dirname, stdio: ['ignore', 'pipe', 'ignore'] })
			.toString()
			.trim();
	try {
		return (
			git('rev-parse', '--short', 'HEAD') +
			(git('status', '--porcelain', '--untracked-files=no') ? ' with changes' : '')
		);
	} catch {
		// A source archive has no history.
		return 'unknown';
	}
}
