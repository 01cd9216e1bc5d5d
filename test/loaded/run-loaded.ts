/** `npm run test:loaded`: the whole of `npm test` while something else keeps every core busy. Arguments go to Jest. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/** Busy for good, and gone when whoever started it is, because its input ends then. */
const burner = `
	process.stdin.on('end', () => process.exit()).on('error', () => process.exit()).resume();
	(function burn() {
		const until = Date.now() + 20;
		while (Date.now() < until);
		setImmediate(burn);
	})();`;

function startBurners(count: number): ChildProcess[] {
	return Array.from({ length: count }, () =>
		spawn(process.execPath, ['--eval', burner], { stdio: ['pipe', 'ignore', 'inherit'] }),
	);
}

/** Two for each core, so that the tests get a third of the machine. */
async function run(): Promise<void> {
	const count = 2 * availableParallelism();
	const burners = startBurners(count);
	const started = Date.now();
	try {
		const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
		const test = spawn(npm, ['test', '--', ...process.argv.slice(2)], {
			stdio: 'inherit',
			shell: process.platform === 'win32',
		});
		const [code] = await once(test, 'exit');
		process.exitCode = code ?? 1;
	} finally {
		for (const each of burners) each.kill('SIGKILL');
	}
	const seconds = Math.round((Date.now() - started) / 1000);
	process.stdout.write(
		`npm test beside ${count} busy processes on ${availableParallelism()} cores: ${seconds} s, exit status ${process.exitCode}\n`,
	);
}

void run();
