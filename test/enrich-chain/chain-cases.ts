import { join } from 'node:path';
import { type ProvidersEmulator, startProviders } from '../../emulators/providers/providers-emulator';
import type { Fault } from '../../emulators/providers/serve/faults';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { type Random, seededRandom } from '../../emulators/salesforce/seeded-random';
import { orgNow } from '../salesforce/enrichment-org';
import { type Balance, balancesOf, type ChainVendor, resolveUnknown } from './chain-ledger';
import { startChainOrg } from './chain-org';
import type { ChainEnd, ChainOrder, KillPoint } from './chain-order';
import { runChainProcess } from './chain-process';

/** First to last; all of them say in their replies what they have charged. */
export const chain: readonly ChainVendor[] = [
	{ id: 'people-data-labs-company', vendor: 'people-data-labs' },
	{ id: 'apollo-organizations', vendor: 'apollo' },
	{ id: 'lusha-companies', vendor: 'lusha' },
];

export interface ChainSetting {
	readonly records: number;
	readonly seed: number;
	/** For the stores. */
	readonly folder: string;
}

const companies = 2_000;
const largestBatch = 2_000;
const fewestBatches = 4;
const key = 'chain-key';
const plenty = { match: 10_000_000, person: 10_000_000, company: 10_000_000, credits: 10_000_000, credit: 10_000_000 };
const wide = [{ name: 'minute', requests: 1_000_000, perMs: 60_000, kind: 'sliding' as const }];
/** Longer than the leases of run, batch and records. */
const pauseMs = 35 * 60_000;
/** So far apart that a process gets some work done before it is killed. */
const killReach = 30;

/** An emulated org and its vendors, and the runs of one case in it. */
export class ChainCase {
	private executions = 0;
	readonly ends: ChainEnd[] = [];
	kills = 0;

	private constructor(
		readonly name: string,
		readonly vendors: ProvidersEmulator,
		readonly org: SalesforceEmulator,
		private readonly setting: ChainSetting,
		private readonly kind: 'production' | 'sandbox',
	) {}

	static async open(
		name: string,
		setting: ChainSetting,
		faults: readonly Fault[],
		kind: 'production' | 'sandbox' = 'production',
	): Promise<ChainCase> {
		const { seed, records } = setting;
		let now = orgNow;
		const vendors = await startProviders({
			seed,
			world: { companyCount: companies, personCount: 0 },
			accounts: chain.map(({ vendor }) => ({ vendor, key, credits: plenty, windows: wide })),
			clock: () => now,
			faults,
		});
		const org = await startChainOrg(records, seed, vendors.world.companies, kind);
		const opened = new ChainCase(name, vendors, org, setting, kind);
		opened.setNow = (at) => {
			now = at;
		};
		return opened;
	}

	private setNow: (at: Date) => void = () => undefined;

	get storePath(): string {
		return join(this.setting.folder, `${this.name}.sqlite`);
	}

	/** One execution after another, each killed at its point, until one comes to its end. */
	async run(points: readonly KillPoint[] = [], force = false): Promise<ChainEnd> {
		for (const point of [...points, undefined]) {
			const end = await runChainProcess(this.order(point, force));
			if (end) {
				this.ends.push(end);
				return end;
			}
			this.kills += 1;
		}
		throw new Error(`${this.name}: the last execution was killed, though no point was left.`);
	}

	async balances(): Promise<Balance[]> {
		return await balancesOf(this.storePath, this.org, this.vendors, chain);
	}

	async resolve(): Promise<number> {
		return await resolveUnknown(this.storePath, this.org, this.vendors, chain);
	}

	/** Thousandths of a credit that all vendors have charged. */
	charged(): number {
		return this.vendors.charges().reduce((sum, { thousandths }) => sum + thousandths, 0);
	}

	async close(): Promise<void> {
		await this.org.close();
		await this.vendors.close();
	}

	/** Nothing waits for a lease to run out: the next process starts behind it. */
	private order(kill: KillPoint | undefined, force: boolean): ChainOrder {
		const now = new Date(orgNow.getTime() + this.executions * pauseMs);
		this.org.setClock(() => now);
		this.setNow(now);
		this.executions += 1;
		return {
			url: this.org.url,
			vendors: chain.map(({ id, vendor }) => ({ id, url: this.vendors.urls[vendor], key })),
			storePath: this.storePath,
			executionId: `execution-${this.executions}`,
			now: now.toISOString(),
			batchSize: Math.min(largestBatch, Math.ceil(this.setting.records / fewestBatches)),
			force,
			expects: this.kind,
			...(kill && { kill }),
		};
	}
}

/** What vendors do wrong: refused for a time, failed, answered and lost, and out of credits for a call. */
export function seededFaults(seed: number): Fault[] {
	return chain.flatMap(({ vendor }, index): Fault[] => {
		const by = (probability: number, offset: number) => ({ probability, seed: seed * 100 + index * 10 + offset });
		return [
			{ vendor, kind: 'timeout-after-send', at: by(0.02, 1) },
			{ vendor, kind: 'cut-reply', at: by(0.02, 2) },
			{ vendor, kind: '429', at: by(0.04, 3), retryAfterSeconds: 1 },
			{ vendor, kind: '500', at: by(0.03, 4) },
			{ vendor, kind: '503', at: by(0.02, 5) },
			// Late, because nobody asks that vendor any more in the same execution.
			{ vendor, kind: 'out-of-credits', at: { every: 61 + index } },
		];
	});
}

const killKinds = ['before send', 'after reply', 'before store', 'after store'] as const;

/** So many points, the same for the same seed: kinds and methods in turn, positions by chance. */
export function seededPoints(count: number, seed: number, reach = killReach): KillPoint[] {
	const random: Random = seededRandom(seed);
	return Array.from({ length: count }, (_, index): KillPoint => {
		const kind = killKinds[index % killKinds.length];
		const isOfStore = kind === 'before store' || kind === 'after store';
		const method = index % 3 === 0 ? 'reserveCredits' : 'settleCall';
		return { kind, count: 1 + Math.floor(random() * reach), ...(isOfStore && { method }) };
	});
}
