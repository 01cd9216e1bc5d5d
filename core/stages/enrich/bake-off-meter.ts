import type { Credits } from '../../store/contract/ledger';
import type { AskOptions, EnrichmentProvider, ProviderReply } from './provider';

/** A provider whose calls are counted. */
export interface MeteredProvider extends EnrichmentProvider {
	readonly meter: { readonly calls: number; readonly charged: Credits };
}

/** The same provider, with what it was asked and what that was charged with: as it says itself, else by its billing rule. */
export function metered(provider: EnrichmentProvider): MeteredProvider {
	const meter = { calls: 0, charged: {} as Record<string, number> };
	const note = (reply: ProviderReply, { wanted }: AskOptions): ProviderReply => {
		for (const [pool, amount] of Object.entries(chargeOf(provider, reply, wanted)))
			meter.charged[pool] = (meter.charged[pool] ?? 0) + amount;
		return reply;
	};
	const { collect } = provider;
	return {
		...provider,
		meter,
		async ask(queries, options) {
			meter.calls += 1;
			return note(await provider.ask(queries, options), options);
		},
		...(collect && {
			collect: async (job, queries, options) => note(await collect.call(provider, job, queries, options), options),
		}),
	};
}

function chargeOf({ facts }: EnrichmentProvider, reply: ProviderReply, wanted: readonly string[]): Credits {
	if (reply.kind === 'answered') return reply.charged ?? facts.billing.costOf(reply.answers, wanted);
	return reply.kind === 'pending' ? (reply.charged ?? {}) : {};
}
