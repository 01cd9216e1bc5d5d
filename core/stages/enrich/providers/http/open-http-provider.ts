import { sendOnce } from '../../../../http/send-once';
import { countryCodeOf } from '../../../../record/places';
import type { EnrichmentProvider, ProviderAnswer, ProviderFacts, ProviderQuery, ProviderReply } from '../../provider';
import { type AskContext, askRoute, unusableAnswer } from './ask-route';
import { billingOf } from './billing';
import type { HttpDefinition } from './definition';
import { type HttpConnection, refuseStopped } from './exchange';
import { attributesOf } from './map-answer';

/** What opens a definition beside it. */
export interface HttpProviderOptions {
	/** Adds the credential's secrets to a request; absent: the provider needs none, or `send` does it. */
	readonly authenticate?: HttpConnection['authenticate'];
	/** Sends once and follows no redirect, as `sendOnce` does, which is used where it is absent. */
	readonly send?: HttpConnection['send'];
	/** Stands for scheme and host of every address of the definition; only for what the operator names, e.g. an emulator. */
	readonly baseUrl?: string;
	/** Which of the provider's accounts pays, as a hash. */
	readonly account?: string;
	/** What tells it from another of the same id, e.g. the path of its file. */
	readonly source?: string;
}

/** The provider that a checked definition describes (`parseHttpDefinition`); everything that it says is data. */
export function openHttpProvider(definition: HttpDefinition, options: HttpProviderOptions = {}): EnrichmentProvider {
	const { authenticate, send = sendOnce, baseUrl, account, source } = options;
	const connection: HttpConnection = { send, ...(authenticate && { authenticate }) };
	return {
		id: definition.id,
		label: definition.label,
		facts: factsOf(definition),
		attributes: attributesOf(definition),
		...(account !== undefined && { account }),
		...(source !== undefined && { source }),
		...(definition.notes && { notes: definition.notes }),
		async ask(queries, askOptions) {
			refuseStopped(definition.label, askOptions.signal);
			if (queries.length === 0) return { kind: 'answered', answers: [] };
			return await askAll(queries, {
				definition,
				connection,
				options: askOptions,
				...(baseUrl !== undefined && { baseUrl }),
			});
		},
	};
}

/** What can be known of the provider without asking it. */
export function factsOf(definition: HttpDefinition): ProviderFacts {
	const { limits = {}, billing, freeRepeatMs = billing.pools.length === 0 ? Infinity : undefined } = definition;
	return {
		finds: definition.finds,
		needs: definition.needs,
		uses: definition.uses,
		batchSize: definition.batchSize,
		mode: 'immediate',
		billing: billingOf(billing),
		confidenceScale: definition.confidenceScale,
		asksOutside: true,
		documentation: definition.documentation,
		isTriedLive: definition.isTriedLive ?? false,
		...(limits.requestBytes !== undefined && { maxRequestBytes: limits.requestBytes }),
		...(limits.concurrency !== undefined && { concurrency: limits.concurrency }),
		...(definition.rate && { rate: definition.rate }),
		...(freeRepeatMs !== undefined && { freeRepeatMs }),
		...(definition.licence !== undefined && { licence: definition.licence }),
	};
}

/** One call, or one step after the other; several routes are only for definitions that are asked query by query. */
async function askAll(queries: readonly ProviderQuery[], context: AskContext): Promise<ProviderReply> {
	const { definition } = context;
	const { routes, batchSize, label } = definition;
	if (queries.length > batchSize)
		throw new RangeError(`${label} takes ${batchSize} queries a call, not ${queries.length}.`);
	const open = routes.filter(({ when = [] }) =>
		queries.every((query) => when.every((input) => query[input] !== undefined)),
	);
	const route = open.find(
		({ countries }) => countries === undefined || queries.every((query) => isOneOf(query, countries)),
	);
	if (route) return await askRoute(route, queries, context);
	const answers: ProviderAnswer[] =
		open.length > 0
			? queries.map(({ key }) => ({ key, outcome: 'no_match' }))
			: queries.map((query) => unusableAnswer(query, definition));
	return { kind: 'answered', answers };
}

function isOneOf({ country }: ProviderQuery, countries: readonly string[]): boolean {
	return country === undefined || countries.includes(countryCodeOf(country) ?? '');
}
