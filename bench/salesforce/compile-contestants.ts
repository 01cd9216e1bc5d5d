import { join } from 'node:path';
import { runCommand } from '../../demo/editor/run-command';

/**
 * Compiles the programs of the contestants, because loading TypeScript as it is would add some 40 MB to each of them
 * that nobody has in n8n. Gives the folder that they are in.
 */
export async function compileContestants(): Promise<string> {
	await runCommand(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', join(__dirname, 'tsconfig.json')]);
	return join(__dirname, '../../build/bench/bench/salesforce');
}
