import { sendOnce } from '../../core/http/send-once';
import type { RecordItem } from '../../core/record/record-item';
import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import type { HttpConnection } from '../../core/stages/enrich/providers/http/exchange';
import { shippedProvider } from '../../core/stages/enrich/providers/registry';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import { killingStore } from '../crash/killing-store';
import { demoCredentials, impatient } from '../salesforce/enrichment-org';
import type { ChainEnd, ChainOrder } from './chain-order';
import { runChain } from './chain-pipeline';

/** A reply that does not come is lost after this time: nothing else on this machine takes as long. */
const lostAfterMs = 1_500;

/** One execution of the chain, in a process of its own; its order comes by an environment variable. */
async function main(): Promise<void> {
	const order = JSON.parse(process.env.CHAIN_CHILD ?? '') as ChainOrder;
	const now = new Date(order.now);
	const storeCalls: Record<string, number> = {};
	const outcomes: Record<string, Record<string, number>> = {};
	const die = () => process.kill(process.pid, 'SIGKILL');
	const storePoint = storePointOf(order);
	const store = killingStore(await openSqliteStore(order.storePath), storeCalls, storePoint, die);
	const settings = { ...impatient, timeoutMs: 120_000, wait: async () => undefined };
	const credentials = demoCredentials(order.url, { expects: order.expects ?? 'production' });
	const client = await connectSalesforce(credentials, new SessionCache(() => now), undefined, settings);
	const wire = new Wire(order, die);
	const tell = (provider: string, { _enrichment }: RecordItem) => {
		const counts = (outcomes[provider] ??= {});
		const outcome = _enrichment?.outcome ?? 'none';
		counts[outcome] = (counts[outcome] ?? 0) + 1;
	};
	const providers = order.vendors.map((vendor) => wire.open(vendor));
	const summary = await runChain({ ...order, client, store, providers, now, force: order.force ?? false, tell });
	await send({ ...(summary && { summary }), requests: wire.requests, storeCalls, outcomes });
	await store.close();
	process.disconnect();
}

/** All requests to providers of this process, in the order in which they leave. */
class Wire {
	requests = 0;

	constructor(
		private readonly order: ChainOrder,
		private readonly die: () => void,
	) {}

	open({ id, url, key }: ChainOrder['vendors'][number]): EnrichmentProvider {
		const shipped = shippedProvider(id);
		if (!shipped) throw new Error(`No provider ${id} is shipped.`);
		const provider = shipped.open({
			baseUrl: url,
			account: key,
			authenticate: async (request) => ({ ...request, headers: { ...request.headers, ...keyHeaders(key) } }),
			send: async (request, limits) => await this.send(request, limits),
		});
		// The emulated vendors set no limits here: a run would take as long as theirs last.
		const { rate: _rate, ...facts } = provider.facts;
		return { ...provider, facts };
	}

	private readonly send: HttpConnection['send'] = async (request, limits) => {
		this.requests += 1;
		const { kind, count } = this.order.kill ?? {};
		const isThePoint = count === this.requests;
		if (isThePoint && kind === 'before send') this.die();
		const reply = await sendOnce(request, { ...limits, timeoutMs: lostAfterMs });
		if (isThePoint && kind === 'after reply') this.die();
		return reply;
	};
}

/** Each vendor looks at its own. */
function keyHeaders(key: string): Record<string, string> {
	return { 'x-api-key': key, api_key: key };
}

function storePointOf({ kill }: ChainOrder): Parameters<typeof killingStore>[2] {
	return kill?.method === undefined
		? undefined
		: { kind: kill.kind as 'before store', method: kill.method, count: kill.count };
}

function send(end: ChainEnd): Promise<void> {
	return new Promise((resolve, reject) => {
		process.send!(end, undefined, undefined, (error) => (error ? reject(error) : resolve()));
	});
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exit(1);
});
