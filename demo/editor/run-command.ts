import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface CommandOptions {
	readonly folder?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Called with every chunk of output as it comes. */
	readonly onOutput?: (text: string) => void;
}

/** Runs a program to its end and gives what it printed; throws with the last lines when it fails. */
export async function runCommand(
	program: string,
	args: readonly string[],
	options: CommandOptions = {},
): Promise<string> {
	const child = startCommand(program, args, options);
	const chunks: string[] = [];
	child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
	const errors: string[] = [];
	child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));

	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code === 0) return chunks.join('');
	const tail = [...chunks, ...errors].join('').split('\n').slice(-25).join('\n');
	throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${tail}`);
}

/**
 * Runs a program with its output going to a file, and gives what is in it. For programs that print
 * megabytes and exit at once: what such a program has written to a pipe may be lost.
 */
export async function runToFile(
	program: string,
	args: readonly string[],
	file: string,
	options: CommandOptions = {},
): Promise<string> {
	const output = openSync(file, 'w');
	try {
		const child = spawn(program, args, {
			cwd: options.folder,
			env: options.env ?? process.env,
			stdio: ['ignore', output, 'inherit'],
		});
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		const text = readFileSync(file, 'utf8');
		if (code === 0) return text;
		throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${text.slice(-3000)}`);
	} finally {
		closeSync(output);
	}
}

/** Starts a program that goes on; the caller ends it. */
export function startCommand(program: string, args: readonly string[], options: CommandOptions = {}): ChildProcess {
	const child = spawn(program, args, {
		cwd: options.folder,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const { onOutput } = options;
	if (onOutput) {
		child.stdout?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
	}
	return child;
}
