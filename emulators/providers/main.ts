import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultKey, startProviders, type ProvidersOptions } from './providers-emulator';

const helpText = `Starts the emulated data providers on 127.0.0.1.

  --port NUMBER        default 8900; 0 takes any free port
  --seed NUMBER        people, companies and who knows whom follow from it; default 1
  --options FILE       JSON with world, accounts, coverage, faults and jobMs (emulators/providers/README.md)
  --latency NUMBER     milliseconds that every reply takes; default 0`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8900' },
			seed: { type: 'string', default: '1' },
			options: { type: 'string' },
			latency: { type: 'string', default: '0' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return print([helpText]);
	const options = values.options ? (JSON.parse(readFileSync(values.options, 'utf8')) as ProvidersOptions) : {};
	const providers = await startProviders({
		seed: wholeNumber('--seed', values.seed),
		latencyMs: wholeNumber('--latency', values.latency),
		...options,
		port: wholeNumber('--port', values.port),
	});
	print([
		...Object.entries(providers.urls).map(([vendor, url]) => `${vendor.padEnd(18)} ${url}`),
		options.accounts ? 'Keys are those of the options.' : `Every vendor takes the key ${defaultKey}.`,
		`Charges: ${providers.url}/_emulator/charges`,
		'Ctrl-C stops it.',
	]);
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => void providers.close().then(() => process.exit(0)));
}

function wholeNumber(name: string, text: string): number {
	const number = Number(text);
	if (!Number.isInteger(number) || number < 0) throw new Error(`${name} is a whole number, not ${text}`);
	return number;
}

function print(lines: readonly string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
