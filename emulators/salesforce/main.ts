import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoClient } from './auth/clients';
import type { OrgSeed } from './org/seed';
import { startSalesforceEmulator } from './salesforce-emulator';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8800' },
			seed: { type: 'string' },
			kind: { type: 'string' },
		},
	});
	const seed = values.seed ? (JSON.parse(readFileSync(values.seed, 'utf8')) as OrgSeed) : undefined;
	const kind = values.kind === 'sandbox' ? 'sandbox' : values.kind === 'production' ? 'production' : undefined;
	const emulator = await startSalesforceEmulator({
		port: Number(values.port),
		...(seed ? { seed } : {}),
		...(kind ? { org: { ...seed?.org, kind } } : {}),
	});
	const clients = seed?.clients ?? [demoClient];
	print(`${emulator.identity.name} (${emulator.identity.isSandbox ? 'sandbox' : 'production'}) at ${emulator.url}`);
	for (const client of clients) {
		// Only the demo's own secret is shown: it is public anyway.
		const secret = client === demoClient ? `, client secret ${client.clientSecret}` : '';
		print(`Sign in: POST ${emulator.url}/services/oauth2/token, client id ${client.clientId}${secret}, as ${client.username}`);
	}
	print('Ctrl-C stops it.');
	process.once('SIGINT', () => void emulator.close().then(() => process.exit(0)));
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
