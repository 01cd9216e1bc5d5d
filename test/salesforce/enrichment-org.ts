import type { SalesforceClient } from '../../core/salesforce/client';
import { connectSalesforce } from '../../core/salesforce/connect';
import type { SalesforceCredentials } from '../../core/salesforce/credentials';
import { SessionCache } from '../../core/salesforce/session';
import { ownFields } from '../../core/record/fields';
import type { Proposal, RecordEnrichment, RecordItem, SalesforceRecord } from '../../core/record/record-item';
import type { RunContext } from '../../core/run/run-context';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import type { CustomFieldSeed, OrgSeed } from '../../emulators/salesforce/org/seed';
import {
	startSalesforceEmulator,
	type SalesforceEmulator,
	type SalesforceEmulatorOptions,
} from '../../emulators/salesforce/salesforce-emulator';

/** The orgs' clock. */
export const orgNow = new Date('2026-11-21T16:29:17.000Z');

/** No pauses between repeats, so that a test of a fault ends at once. */
export const impatient = { timeoutMs: 60_000, retryPausesMs: [0, 0] };

const typeInDescribe = { datetime: 'datetime', text: 'string', number: 'double' } as const;

/** Our own fields on one object, as a seed. */
export function enrichmentFields(object: string): CustomFieldSeed[] {
	return Object.values(ownFields).map((field) => {
		const { name, label } = field;
		const traits = {
			...('length' in field && { length: field.length }),
			...('precision' in field && { precision: field.precision }),
			...('isUniqueKey' in field && { externalId: true, unique: true }),
		};
		return { object, name, label, type: typeInDescribe[field.type], ...traits };
	});
}

/** An org with our fields on Lead, Contact and Account, and a clock that stands still. */
export function startEnrichmentOrg(
	seed: OrgSeed = {},
	options: SalesforceEmulatorOptions = {},
): Promise<SalesforceEmulator> {
	const customFields = [...['Lead', 'Contact', 'Account'].flatMap(enrichmentFields), ...(seed.customFields ?? [])];
	return startSalesforceEmulator({ clock: () => orgNow, ...options, seed: { ...seed, customFields } });
}

/** Credentials of the emulator's demo client. */
export function demoCredentials(url: string, changes: Partial<SalesforceCredentials> = {}): SalesforceCredentials {
	return {
		loginUrl: url,
		grant: 'client_credentials',
		clientId: '3MVG9.demo.client',
		clientSecret: 'demo-secret',
		apiVersion: '68.0',
		expects: 'production',
		...changes,
	};
}

/** A client in a session of its own. */
export function connect(org: SalesforceEmulator, sessions = new SessionCache(() => orgNow)): Promise<SalesforceClient> {
	return connectSalesforce(demoCredentials(org.url), sessions, undefined, impatient);
}

/** A run in a store in memory, whose lease is always kept. */
export async function startRunFor(
	org: SalesforceEmulator,
	changes: Partial<Run> = {},
): Promise<RunContext & { store: Store }> {
	const store = await openSqliteStore(':memory:');
	const run: Run = {
		orgId: org.identity.id,
		pipeline: 'hourly',
		sObject: 'Lead',
		runId: 'run-1',
		status: 'Running',
		isDryRun: false,
		leaseMs: 180_000,
		startedAt: orgNow,
		...changes,
	};
	await store.createRun(run);
	return { run, store, keepLease: async () => undefined };
}

/** A sure proposal that fills a blank unless told otherwise. */
export function aProposal(value: unknown, changes: Partial<Proposal> = {}): Proposal {
	return { value, provider: 'reference', confidence: 0.98, observedAt: '2026-11-01', policy: 'fill_blank', ...changes };
}

/** A record with what Enrich would have said about it. */
export function anItem(record: SalesforceRecord, enrichment: RecordEnrichment = {}): RecordItem {
	return { ...record, _enrichment: { outcome: 'matched', ...enrichment } };
}
