import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** What somebody else needs to know of machine and code to get the same figures: one line, beginning with `machine:`. */
export function describeMachine(): string {
	const parts = [
		`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
		`${Math.round(totalmem() / 1024 ** 3)} GB`,
		process.platform,
		`load ${loadavg()[0].toFixed(1)}`,
		`Node ${process.version}`,
	];
	return `machine: ${parts.join(', ')}; commit ${commit()}`;
}

function commit(): string {
	const git = (...args: string[]): string =>
		execFileSync('git', args, { cwd: __dirname, stdio: ['ignore', 'pipe', 'ignore'] })
			.toString()
			.trim();
	try {
		const changes = git('status', '--porcelain', '--untracked-files=no') ? ' with changes' : '';
		return git('rev-parse', '--short', 'HEAD') + changes;
	} catch {
		// A source archive has no history.
		return 'unknown';
	}
}
