import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { LedgerCall } from '../../core/store/contract/ledger';
import type { ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import type { LoggedRequest } from '../../emulators/providers/serve/requests';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';

/** Thousandths of a credit of one provider: as the ledger has them, and as the vendor has charged. */
export interface Balance {
	readonly provider: string;
	readonly reserved: number;
	readonly settled: number;
	readonly unknown: number;
	readonly charged: number;
}

/** A vendor of the chain: its id in the registry, and in the emulator. */
export interface ChainVendor {
	readonly id: string;
	readonly vendor: keyof ProvidersEmulator['urls'];
}

/** The ledger of all runs of the org beside what the vendors have charged. */
export async function balancesOf(
	storePath: string,
	org: SalesforceEmulator,
	emulator: ProvidersEmulator,
	vendors: readonly ChainVendor[],
): Promise<Balance[]> {
	const store = await openSqliteStore(storePath);
	try {
		const runs = await store.listRuns(org.identity.id, 1_000);
		const lines = (
			await Promise.all(runs.map(async ({ runId }) => await store.creditsOf(org.identity.id, runId)))
		).flat();
		return vendors.map(({ id, vendor }) => {
			const own = lines.filter(({ provider }) => provider === id);
			const sum = (of: 'reserved' | 'settled' | 'unknown') => own.reduce((total, line) => total + line[of], 0);
			const charged = Object.values(emulator.charged(vendor)).reduce((total, amount) => total + amount, 0);
			return { provider: id, reserved: sum('reserved'), settled: sum('settled'), unknown: sum('unknown'), charged };
		});
	} finally {
		await store.close();
	}
}

/**
 * Does what a person does with the vendor's page of usage: says of every call whose charge is unknown what it was charged with.
 * A call is known again by the companies that it asked for. Gives how many there were.
 */
export async function resolveUnknown(
	storePath: string,
	org: SalesforceEmulator,
	emulator: ProvidersEmulator,
	vendors: readonly ChainVendor[],
): Promise<number> {
	const store = await openSqliteStore(storePath);
	const orgId = org.identity.id;
	try {
		const unknown = await store.listUnknown(orgId);
		const open = emulator.requests().filter(isUnanswered);
		for (const call of unknown) {
			const vendor = vendors.find(({ id }) => id === call.provider)?.vendor;
			const asked = companiesOf(call, org);
			const place = open.findLastIndex((request) => request.vendor === vendor && isAbout(request, asked));
			const request = place === -1 ? undefined : open.splice(place, 1)[0];
			await store.resolveCall(orgId, call.callId, chargedFor(emulator, request));
		}
		return unknown.length;
	} finally {
		await store.close();
	}
}

/** Nobody has read its answer: it was lost on the way, or whoever asked has died; the others are found last and left over. */
function isUnanswered({ status }: LoggedRequest): boolean {
	return status === 0 || status === 200;
}

function companiesOf({ records }: LedgerCall, org: SalesforceEmulator): ReadonlySet<string> {
	return new Set(records.map(({ recordId }) => domainOf(org.org.get('Lead', String(recordId))?.Email)));
}

function isAbout({ body, path }: LoggedRequest, companies: ReadonlySet<string>): boolean {
	const found = new Set(JSON.stringify([body, path]).match(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? []);
	return [...companies].every((domain) => found.has(domain));
}

function domainOf(email: unknown): string {
	return String(email).split('@')[1] ?? '';
}

function chargedFor(emulator: ProvidersEmulator, request: LoggedRequest | undefined): Record<string, number> {
	const charges = emulator.charges().filter(({ call }) => call === request?.call);
	const sums: Record<string, number> = {};
	for (const { pool, thousandths } of charges) sums[pool] = (sums[pool] ?? 0) + thousandths;
	return sums;
}
