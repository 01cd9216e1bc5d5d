import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { shippedFieldNames } from '../../core/record/fields';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { demoClient } from '../data/org-seed';
import { ownCustomFields } from '../data/own-custom-fields';

/** So many Leads are in each batch of the check. */
export const batchSize = 120;

/** What the check's reference file knows; of four Leads three are found in it. */
export const knownCompanies = `name,domain,industry,employees,country
Northwind,northwind.example,Retail,1200,US
Contoso,contoso.example,Technology,35000,GB
Fabrikam,fabrikam.example,Energy,480,DE
`;

const companies = ['Northwind', 'Contoso', 'Fabrikam', 'Nobody Knows'];
const { lastActivity, lastEnrichedOn, logId } = shippedFieldNames;

/** Fields that tell when or in which run a record was written; only whether they are filled is compared. */
const stampsOfTimeAndRun: ReadonlySet<string> = new Set([
	lastActivity,
	lastEnrichedOn,
	logId,
	'SystemModstamp',
	'LastModifiedDate',
]);

const requestBegun = 'http.server.request.start';
/** Longer than a process takes to die. */
const heldBackMs = 20_000;

interface Exchange {
	readonly request: { readonly url?: string; readonly method?: string };
	readonly server: Server;
}

/** An org whose Leads make three batches, created a minute apart, so that it is known which Lead is in which batch. */
export class BatchesOrg {
	private constructor(readonly emulator: SalesforceEmulator) {}

	/** `now` is shortly after its newest Lead was created; orgs of one moment begin alike. */
	static async start(name: string, id: string, now: Date): Promise<BatchesOrg> {
		const seed = {
			org: { kind: 'production', id, name },
			users: [{ Username: demoClient.username, LastName: 'Integration' }],
			clients: [demoClient],
			customFields: ownCustomFields(['Lead']),
			records: {
				Lead: Array.from({ length: 3 * batchSize }, (_, index) => ({ ...aLead(index), ...stampsOf(index, now) })),
			},
		} as const;
		return new BatchesOrg(await startSalesforceEmulator({ seed }));
	}

	/** How many Leads carry the stamp of an attempt. */
	stamped(): number {
		return this.emulator.org.count('Lead', (lead) => lead[lastActivity] !== null);
	}

	/** How many rows the org has saved for its clients; one that came twice counts twice. */
	savedRows(): number {
		return this.emulator.calls.log
			.filter(({ kind }) => kind === 'collections' || kind === 'composite')
			.reduce((sum, { records }) => sum + records, 0);
	}

	/** A person creates a Lead. */
	addLead(): void {
		this.emulator.org.insert('Lead', aLead(3 * batchSize));
	}

	/** Deletes the Leads of the second batch before the org answers the first request that follows the first batch. */
	emptySecondBatchInTime(): void {
		this.beforeRequest(() => {
			if (this.stamped() < batchSize) return false;
			for (const { Id, LastName } of this.emulator.org.rows('Lead')) {
				if (batchOf(String(LastName)) === 1) this.emulator.org.delete('Lead', String(Id));
			}
			return true;
		});
	}

	/** Resolves when the first write after so many stamped Leads is carried out and its sender waits for the reply. */
	betweenCommitAndReply(stampedBefore: number): Promise<void> {
		return new Promise((resolve) => {
			this.beforeRequest((request) => {
				const stamped = this.stamped();
				if (!isWrite(request) || stamped < stampedBefore) return false;
				this.emulator.faults.set({ slowReplies: { times: 1, ms: heldBackMs } });
				void this.untilMoreStamped(stamped).then(resolve);
				return true;
			});
		});
	}

	/** Fields in which the Leads of two orgs differ, with how many do; empty when the orgs hold the same. */
	differences(other: BatchesOrg): Record<string, number> {
		const [mine, theirs] = [this, other].map(({ emulator }) => emulator.org.rows('Lead'));
		const counts: Record<string, number> =
			mine.length === theirs.length ? {} : { 'number of records': Math.abs(mine.length - theirs.length) };
		mine.forEach((lead, index) => {
			for (const [field, value] of Object.entries(lead)) {
				if (!isAlike(field, value, theirs[index]?.[field])) counts[field] = (counts[field] ?? 0) + 1;
			}
		});
		return counts;
	}

	close(): Promise<void> {
		return this.emulator.close();
	}

	private async untilMoreStamped(before: number): Promise<void> {
		while (this.stamped() === before) await setImmediate();
	}

	/** Calls back for each request to this org before it is carried out, until the callback says that it is done. */
	private beforeRequest(callback: (request: Exchange['request']) => boolean): void {
		const port = Number(new URL(this.emulator.url).port);
		const listener = (message: unknown): void => {
			const { request, server } = message as Exchange;
			if ((server.address() as AddressInfo | null)?.port !== port || !callback(request)) return;
			unsubscribe(requestBegun, listener);
		};
		subscribe(requestBegun, listener);
	}
}

function isWrite({ method, url = '' }: Exchange['request']): boolean {
	return method === 'PATCH' && url.endsWith('/composite/sobjects');
}

function aLead(index: number): SeedRecord {
	const company = companies[index % companies.length];
	return {
		FirstName: 'Robin',
		LastName: `Lead ${index}`,
		Company: company,
		Email: `robin.${index}@${company.toLowerCase().replace(' ', '')}.example`,
	};
}

/** The template takes the newest first. */
function stampsOf(index: number, now: Date): SeedRecord {
	const stamp = new Date(now.getTime() - (index + 10) * 60_000).toISOString();
	return { CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp };
}

function batchOf(lastName: string): number {
	return Math.floor(Number(lastName.split(' ')[1]) / batchSize);
}

function isAlike(field: string, one: unknown, other: unknown): boolean {
	if (stampsOfTimeAndRun.has(field)) return (one === null) === (other === null);
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}
