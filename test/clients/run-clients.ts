import { parseArgs } from 'node:util';
import { Checks } from './checks';
import { startClientOrg } from './client-org';
import { checkJsforce } from './jsforce-checks';
import { observedRoutes, writeObserved } from './observed-routes';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';

type CheckClient = (checks: Checks, org: SalesforceEmulator) => Promise<void>;

/** Each is loaded only when it is wanted: n8n's engine alone takes seconds. */
const clients: ReadonlyArray<{ readonly name: string; readonly load: () => Promise<CheckClient> }> = [
	{ name: 'jsforce', load: async () => checkJsforce },
	{ name: 'jsforce 1', load: async () => (await import('./jsforce-1-checks')).checkJsforce1 },
	{ name: 'n8n', load: async () => (await import('./n8n-checks')).checkN8n },
	{ name: 'sf', load: async () => (await import('./sf-checks')).checkSf },
];

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { only: { type: 'string', multiple: true }, record: { type: 'boolean', default: false } },
	});
	const checks = new Checks(say);
	const observed: Record<string, string[]> = {};
	for (const { name, load } of clients.filter((each) => values.only?.includes(each.name) ?? true)) {
		say(name);
		const check = await load();
		const org = await startClientOrg();
		try {
			await check(checks, org);
			observed[name] = observedRoutes(org);
		} finally {
			await org.close();
		}
	}
	if (values.record && checks.failed === 0) writeObserved(observed);
	say(checks.summary);
	process.exitCode = checks.failed === 0 ? 0 : 1;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
