import { createHash } from 'node:crypto';
import { shippedFieldNames } from '../../core/record/fields';
import { comparable, scaleSeed } from '../../demo/scale/scale-org';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { OrgState } from './scale-org-child';

/** Runs as a process of its own, so that its share of the processor can be told: `scale-org-process.ts NAME ID LEADS NOW`. */
async function main([name, id, leads, now]: readonly string[]): Promise<void> {
	const seed = scaleSeed(name, id, Number(leads), new Date(Number(now)));
	const emulator = await startSalesforceEmulator({ seed, org: { kind: 'production', dailyApiRequests: 100_000_000 } });
	process.on('message', (ask) => process.send?.(ask === 'digest' ? { digest: digest(emulator) } : stateOf(emulator)));
	process.once('disconnect', () => process.exit(0));
	process.send?.({ url: emulator.url, orgId: emulator.identity.id });
}

function stateOf(emulator: SalesforceEmulator): OrgState {
	const latest = emulator.org.rows('Lead').filter((lead) => lead[shippedFieldNames.lastActivity] !== null);
	return { stamped: latest.length, calls: emulator.calls.total, savedRows: savedRows(emulator) };
}

function savedRows(emulator: SalesforceEmulator): number {
	return emulator.calls.log
		.filter(({ kind, method }) => ['collections', 'composite'].includes(kind) && method === 'PATCH')
		.reduce((sum, { records }) => sum + records, 0);
}

/** The same for the same Leads, whenever and by which run they were written. */
function digest(emulator: SalesforceEmulator): string {
	const hash = createHash('sha256');
	for (const lead of emulator.org.rows('Lead')) hash.update(JSON.stringify(comparable(lead)));
	return hash.digest('hex').slice(0, 16);
}

void main(process.argv.slice(2));
