import type { Credits } from '../../../../store/contract/ledger';
import type { AskOptions, ProviderAnswer, ProviderMeter, ProviderQuery, ProviderReply } from '../../provider';
import { queryCost, stepsCost, sumOf } from './billing';
import { buildRequest, type OpenQuery } from './build-request';
import { callVerdict, replyText } from './call-outcome';
import type { HttpDefinition, HttpRoute, HttpStep } from './definition';
import { type Exchange, exchange, type HttpConnection } from './exchange';
import { inputWords } from './input-words';
import { chargedIn, meterIn, retryAtIn, windowEnd } from './meter';
import { readRows, type ReadStep } from './read-rows';
import type { ReadReply } from './reply';

/** What all calls of one `ask` share. */
export interface AskContext {
	readonly definition: HttpDefinition;
	readonly connection: HttpConnection;
	readonly baseUrl?: string;
	readonly options: AskOptions;
}

type Refusal = Extract<ProviderReply, { kind: 'refused' | 'lost' }>;

interface AnsweredStep extends ReadStep {
	readonly kind: 'answered';
	readonly charged?: Credits;
	readonly meter?: ProviderMeter;
}

/** Takes the queries through the steps of their route; what an earlier step has cost is told even when a later one is refused. */
export async function askRoute(
	route: HttpRoute,
	queries: readonly ProviderQuery[],
	context: AskContext,
): Promise<ProviderReply> {
	const answers: ProviderAnswer[] = [];
	const said: Credits[] = [];
	let meter: ProviderMeter | undefined;
	let open: readonly OpenQuery[] = queries.map((query) => ({ query, taken: {} }));
	let isFirst = true;
	let taken = 0;
	for (const step of route.steps) {
		const { skipping, asking } = divided(step, open);
		open = skipping;
		if (asking.length === 0) continue;
		const came = await askStep(step, asking, context);
		if (came.kind === 'lost') return came;
		meter = came.meter ?? meter;
		if (came.kind === 'refused') {
			if (isFirst) return came;
			return partly(answers, [...skipping, ...asking], came, { said, taken }, context);
		}
		isFirst = false;
		for (const answer of came.answers) answers.push(answer);
		if (came.charged) said.push(came.charged);
		taken += came.goingOn.length;
		open = [...skipping, ...came.goingOn];
	}
	const { billing } = context.definition;
	const byRule = billing.perTaken && stepsCost(billing, answers, taken, context.options.wanted);
	const charged = said.length > 0 ? sumOf(said) : byRule;
	return { kind: 'answered', answers, ...(charged && { charged }), ...(meter && { meter }) };
}

async function askStep(
	step: HttpStep,
	asking: readonly OpenQuery[],
	context: AskContext,
): Promise<AnsweredStep | Refusal> {
	const { definition, connection, baseUrl, options } = context;
	const request = buildRequest(step.request, asking, options.wanted, baseUrl);
	if (!request)
		return { kind: 'answered', answers: asking.map(({ query }) => unusableAnswer(query, definition)), goingOn: [] };
	const exchanged = await exchange(request, definition, connection, options.signal);
	if (exchanged.kind === 'lost') return exchanged;
	if (exchanged.kind === 'unsent') {
		const { message, retryable } = exchanged;
		return { kind: 'refused', outcome: 'provider_failed', message, retryable };
	}
	return readExchange(exchanged, step, asking, context);
}

function readExchange(
	{ reply, secrets }: Extract<Exchange, { kind: 'replied' }>,
	step: HttpStep,
	asking: readonly OpenQuery[],
	{ definition, options }: AskContext,
): AnsweredStep | Refusal {
	const now = options.now();
	const { outcome, retryable } = callVerdict(reply, definition);
	if (outcome === 'lost') return { kind: 'lost', message: replyText(reply, definition, secrets) };
	const meter = meterIn(reply, definition, now);
	const shared = { ...(meter && { meter }) };
	if (outcome === 'answered' || outcome === 'no_match') {
		const charged = chargedIn(reply, definition);
		const read =
			outcome === 'answered'
				? readRows(reply, step, asking, definition, now)
				: { answers: asking.map(({ query }) => ({ key: query.key, outcome })), goingOn: [] };
		return { kind: 'answered', ...read, ...shared, ...(charged && { charged }) };
	}
	const retryAt = retryTime(outcome, retryable, reply, definition, now);
	return {
		kind: 'refused',
		outcome,
		message: replyText(reply, definition, secrets),
		...(retryAt && { retryAt }),
		...(retryable !== undefined && { retryable }),
		...shared,
	};
}

function retryTime(
	outcome: string,
	retryable: boolean | undefined,
	reply: ReadReply,
	definition: HttpDefinition,
	now: Date,
): Date | undefined {
	if (outcome === 'rate_limited') return retryAtIn(reply, definition, now) ?? windowEnd(definition, now);
	return outcome === 'provider_failed' && retryable === true ? retryAtIn(reply, definition, now) : undefined;
}

/** The queries that a refused later step leaves behind fail alone, because an earlier step may have cost something. */
function partly(
	answers: readonly ProviderAnswer[],
	left: readonly OpenQuery[],
	refusal: Extract<ProviderReply, { kind: 'refused' }>,
	{ said, taken }: { readonly said: readonly Credits[]; readonly taken: number },
	{ definition, options }: AskContext,
): ProviderReply {
	const retryable = refusal.retryable ?? refusal.outcome !== 'invalid_input';
	const failed = left.map(({ query }) => ({
		key: query.key,
		outcome: 'provider_failed' as const,
		message: refusal.message,
		retryable,
	}));
	const charged =
		said.length > 0
			? sumOf(said)
			: sumOf([
					stepsCost(definition.billing, answers, taken, options.wanted),
					queryCost(definition.billing, left.length),
				]);
	return {
		kind: 'answered',
		answers: [...answers, ...failed],
		charged,
		...(refusal.meter && { meter: refusal.meter }),
	};
}

/** A query that holds what a step finds out has no need of it. */
function divided(step: HttpStep, open: readonly OpenQuery[]): { skipping: OpenQuery[]; asking: OpenQuery[] } {
	const skipping: OpenQuery[] = [];
	const asking: OpenQuery[] = [];
	for (const one of open) {
		const known = knownOf(step, one);
		if (known) skipping.push({ query: one.query, taken: { ...one.taken, ...known } });
		else asking.push(one);
	}
	return { skipping, asking };
}

function knownOf({ skipWith }: HttpStep, { query }: OpenQuery): Record<string, string> | undefined {
	if (!skipWith) return undefined;
	const known = Object.entries(skipWith).map(([name, input]) => [name, query[input]] as const);
	return known.every((entry): entry is [string, string] => entry[1] !== undefined)
		? Object.fromEntries(known)
		: undefined;
}

/** An answer to a query that the provider cannot be asked with. */
export function unusableAnswer({ key }: ProviderQuery, { label, needs }: HttpDefinition): ProviderAnswer {
	const alternatives = needs.map((inputs) => inputs.map(inputWords).join(' and ')).join(', or by ');
	const message = `${label} is asked by ${alternatives}, and the record has none of these in a usable form.`;
	return { key, outcome: 'invalid_input', message, retryable: false };
}
