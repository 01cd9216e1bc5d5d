import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoClient } from './auth/clients';
import { loginLines, tokenLines } from './login-lines';
import type { OrgOptions, OrgSeed } from './org/seed';
import { startSalesforceEmulator, type SalesforceEmulator } from './salesforce-emulator';

const helpText = `Starts a Salesforce org on 127.0.0.1.

  --port NUMBER              default 8800; 0 takes any free port
  --seed FILE                JSON with the org's records, custom fields, users, rules (emulators/salesforce/org/SEED.md)
  --kind production|sandbox  default production, or what the seed says
  --with-sandbox             starts a sandbox too, on the next port
  --database FILE            keeps the records in a file, emptied at start; default memory
  --print-token              prints an access token, for clients that take one`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8800' },
			seed: { type: 'string' },
			kind: { type: 'string' },
			'with-sandbox': { type: 'boolean', default: false },
			database: { type: 'string' },
			'print-token': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		print([helpText]);
		return;
	}
	const seed = values.seed ? (JSON.parse(readFileSync(values.seed, 'utf8')) as OrgSeed) : {};
	const kind = values['with-sandbox'] ? 'production' : readKind(values.kind);
	const options = { port: readPort(values.port), seed, ...(values.database ? { database: values.database } : {}) };
	const orgs = [
		await startSalesforceEmulator({ ...options, org: { ...seed.org, ...(kind ? { kind } : {}) } as OrgOptions }),
	];
	if (values['with-sandbox']) orgs.push(await startSandbox(options.port, seed));
	for (const org of orgs)
		print([...loginLines(org, seed.clients ?? [demoClient]), ...(values['print-token'] ? tokenLines(org) : [])]);
	print(['Ctrl-C stops it.']);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void Promise.all(orgs.map((org) => org.close())).then(() => process.exit(0)));
	}
}

/** A sandbox is a copy with an id of its own; the port after the first one is free unless the first one was. */
function startSandbox(port: number, seed: OrgSeed): Promise<SalesforceEmulator> {
	const { id: _, name, ...rest } = seed.org ?? {};
	const org = { ...rest, kind: 'sandbox' as const, ...(name ? { name: `${name} (sandbox)` } : {}) };
	return startSalesforceEmulator({ port: port === 0 ? 0 : port + 1, seed, org });
}

function readKind(text: string | undefined): OrgOptions['kind'] | undefined {
	if (text === undefined || text === 'production' || text === 'sandbox') return text;
	throw new Error(`--kind is production or sandbox, not ${text}`);
}

function readPort(text: string): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new Error(`--port is a number from 0 to 65535, not ${text}`);
	return port;
}

function print(lines: readonly string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
