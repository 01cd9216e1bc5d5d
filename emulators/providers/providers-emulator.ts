import { closeServer, listenLocally } from '../http/listen';
import { Jobs } from './jobs/jobs';
import { WebhookSender, type Delivery } from './jobs/webhooks';
import { Account, type AccountOptions } from './money/account';
import { Charges, type Charge } from './money/charges';
import type { VendorDesk } from './serve/call';
import { EmulatorClock } from './serve/clock';
import { Faults, type Fault } from './serve/faults';
import { ownRoutes } from './serve/own-routes';
import { Requests, type LoggedRequest } from './serve/requests';
import { createProvidersServer } from './serve/server';
import type { Vendor } from './serve/vendor';
import { vendors, type VendorId } from './vendors';
import type { Coverage } from './world/coverage';
import { Market } from './world/market';
import { World, type WorldOptions } from './world/world';

/** How to start the providers; everything has a default. */
export interface ProvidersOptions {
	/** Default 0: any free port. */
	readonly port?: number;
	/** People, companies, who knows whom and chance faults follow from it. Default 1. */
	readonly seed?: number;
	readonly world?: WorldOptions;
	/** Customers. A vendor without one has an account with the key `emulator-key`. */
	readonly accounts?: readonly AccountOptions[];
	/** What a vendor knows; the rest as the vendor's file says. */
	readonly coverage?: Readonly<Partial<Record<VendorId, Partial<Coverage>>>>;
	readonly faults?: readonly Fault[];
	/** Windows, jobs, webhooks and charges follow it. Default: the real time. */
	readonly clock?: () => Date;
	/** Delay of every reply, or by vendor. Default 0. */
	readonly latencyMs?: number | Readonly<Partial<Record<VendorId, number>>>;
	/** How long every job takes instead of what its vendor documents. */
	readonly jobMs?: number;
}

/** The key of the account that a vendor has where the options name none. */
export const defaultKey = 'emulator-key';

/** Running providers. */
export interface ProvidersEmulator {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	/** Where each vendor is reached instead of its own host, e.g. `http://127.0.0.1:PORT/apollo`. */
	readonly urls: Readonly<Record<VendorId, string>>;
	readonly world: World;
	readonly faults: Faults;
	readonly clock: EmulatorClock;
	/** What was charged, with what jobs that are due by now have cost. */
	charges(): readonly Charge[];
	/** Thousandths of a credit charged, by pool. */
	charged(vendor: VendorId, account?: string): Record<string, number>;
	/** Thousandths of a credit left, by pool. */
	creditsLeft(vendor: VendorId, account?: string): Record<string, number>;
	/** The last 2,000. */
	requests(): readonly LoggedRequest[];
	requestCount(vendor: VendorId): number;
	deliveries(): readonly Delivery[];
	/** Resolves when nothing is being sent to a webhook any more. */
	idle(): Promise<void>;
	/** Back to the start: credits, windows, jobs, faults, logs, time. */
	reset(): void;
	close(): Promise<void>;
}

/** Starts all vendors on 127.0.0.1, each below its own prefix; resolves once they listen. */
export async function startProviders(options: ProvidersOptions = {}): Promise<ProvidersEmulator> {
	const house = new House(options);
	const server = createProvidersServer({
		desks: house.desks,
		faults: house.faults,
		requests: house.requests,
		clock: house.clock,
		latencyMs: (vendor) => latencyOf(options.latencyMs, vendor),
		own: (method, path, body) => ownRoutes(house, method, path, body),
	});
	house.url = await listenLocally(server, options.port);
	return Object.assign(house.handle(), {
		close: async (): Promise<void> => {
			house.stop();
			await closeServer(server);
		},
	});
}

/** All that a running emulator holds. */
export class House {
	url = '';
	readonly desks = new Map<string, VendorDesk>();
	readonly world: World;
	readonly faults: Faults;
	readonly clock: EmulatorClock;
	readonly requests = new Requests();
	readonly ledger = new Charges();
	private readonly sender = new WebhookSender((at) => this.wakeAt(at));
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(private readonly options: ProvidersOptions) {
		const seed = options.seed ?? 1;
		this.world = new World(seed, options.world);
		this.faults = new Faults(options.faults ?? [], seed);
		this.clock = new EmulatorClock(options.clock, () => this.settle());
		for (const vendor of vendors) this.desks.set(vendor.id, this.openDesk(vendor));
	}

	/** Does everything that is due by now. */
	settle(): void {
		const now = this.clock.now();
		for (const { jobs } of this.desks.values()) jobs.settle(now);
		this.sender.sendDue(now);
	}

	reset(): void {
		this.clock.reset();
		for (const { accounts, jobs, market } of this.desks.values()) {
			for (const account of accounts) account.reset();
			jobs.clear();
			market.reset();
		}
		this.sender.clear();
		this.faults.reset();
		this.requests.clear();
		this.ledger.clear();
	}

	stop(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.sender.clear();
	}

	charges(): readonly Charge[] {
		this.settle();
		return this.ledger.all;
	}

	handle(): Omit<ProvidersEmulator, 'close'> {
		const urls = Object.fromEntries(vendors.map(({ id }) => [id, `${this.url}/${id}`]));
		return {
			url: this.url,
			urls: urls as Record<VendorId, string>,
			world: this.world,
			faults: this.faults,
			clock: this.clock,
			charges: () => this.charges(),
			charged: (vendor, account) => (this.settle(), this.ledger.total(vendor, account)),
			creditsLeft: (vendor, account) => (this.settle(), this.creditsLeft(vendor, account)),
			requests: () => this.requests.all,
			requestCount: (vendor) => this.requests.count(vendor),
			deliveries: () => this.sender.deliveries,
			idle: () => this.sender.idle(),
			reset: () => this.reset(),
		};
	}

	private creditsLeft(vendor: string, name: string | undefined): Record<string, number> {
		const { accounts, vendor: facts } = this.desks.get(vendor)!;
		const account = accounts.find((each) => name === undefined || each.name === name);
		if (!account) throw new Error(`${vendor} has no account ${name}.`);
		return Object.fromEntries(Object.keys(facts.pools).map((pool) => [pool, account.left(pool)]));
	}

	private openDesk(vendor: Vendor): VendorDesk {
		const given = (this.options.accounts ?? []).filter((each) => each.vendor === vendor.id);
		const accounts = given.length > 0 ? given : [{ vendor: vendor.id, key: defaultKey, secret: 'emulator-secret' }];
		const coverage = { ...vendor.coverage, ...this.options.coverage?.[vendor.id as VendorId] };
		return {
			vendor,
			accounts: accounts.map((each, index) => new Account({ name: `${vendor.id}-${index + 1}`, ...each }, vendor)),
			market: new Market(this.world, vendor.id, coverage, (kind, id) => vendor.idOf(kind, id)),
			jobs: new Jobs(
				(usualMs) => this.options.jobMs ?? usualMs,
				(webhooks, now) => this.sender.enqueue(webhooks, now),
				(dueAt) => this.wakeAt(dueAt),
			),
			charges: this.ledger,
			url: () => `${this.url}/${vendor.id}`,
		};
	}

	/** With the real time, somebody has to look at the clock; a set one is moved by whoever set it. */
	private wakeAt(at: Date): void {
		if (!this.clock.isReal) return;
		const timer = setTimeout(
			() => (this.timers.delete(timer), this.settle()),
			Math.max(0, at.getTime() - this.clock.now().getTime()) + 1,
		);
		timer.unref();
		this.timers.add(timer);
	}
}

function latencyOf(latency: ProvidersOptions['latencyMs'], vendor: string): number {
	return typeof latency === 'number' ? latency : (latency?.[vendor as VendorId] ?? 0);
}
