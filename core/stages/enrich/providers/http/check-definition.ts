import { attributeFacts } from '../../attributes';
import type { HttpDefinition, HttpRoute, HttpStep } from './definition';
import { placeholderFilters, placeholdersIn } from './placeholders';
import { type Template, textsIn } from './template';

/** What is wrong with a definition, and where; `message` goes on behind the path. */
export interface DefinitionFault {
	readonly path: string;
	readonly message: string;
}

/** Headers that are the credential's or the connection's own. */
const forbiddenHeaders = new Set([
	'authorization',
	'cookie',
	'host',
	'content-length',
	'proxy-authorization',
	'transfer-encoding',
	'connection',
]);

/** What a schema cannot say: that the parts of a definition speak of the same inputs, attributes and pools. */
export function checkDefinition(definition: HttpDefinition): DefinitionFault[] {
	return [
		...inputFaults(definition),
		...attributeFaults(definition),
		...poolFaults(definition),
		...definition.routes.flatMap((route, index) => routeFaults(route, `routes[${index}]`, definition)),
	];
}

function inputFaults({ needs, uses, routes, batchSize }: HttpDefinition): DefinitionFault[] {
	const used = new Set<string>(uses);
	const faults: DefinitionFault[] = needs.flatMap((inputs, index) =>
		inputs
			.filter((input) => !used.has(input))
			.map((input) => ({ path: `needs[${index}]`, message: `names ${input}, which uses does not list` })),
	);
	if (batchSize > 1 && (routes.length > 1 || routes[0].countries)) {
		faults.push({ path: 'routes', message: 'can be several, or for some countries, only where batchSize is 1' });
	}
	needs.forEach((inputs, index) => {
		const held = new Set<string>(inputs);
		if (routes.some(({ when = [] }) => when.every((input) => held.has(input)))) return;
		faults.push({ path: `needs[${index}]`, message: 'leads to no route: no when is held by its inputs' });
	});
	return faults;
}

function attributeFaults({ finds, attributes = [], routes, billing }: HttpDefinition): DefinitionFault[] {
	const own = new Set(attributes.map(({ name }) => name));
	const isKnown = (name: string) => own.has(name) || attributeFacts(finds, name) !== undefined;
	const answers = routes.flatMap(({ steps }, route) =>
		steps.map(({ answer }, step) => ({ answer, path: `routes[${route}].steps[${step}].answer` })),
	);
	const given = new Set(answers.flatMap(({ answer }) => Object.keys(answer?.values ?? {})));
	return [
		...answers.flatMap(({ answer, path }) =>
			Object.keys(answer?.values ?? {})
				.filter((name) => !isKnown(name))
				.map((name) => ({
					path: `${path}.values.${name}`,
					message: `is none of the common attributes of a ${finds}; list it in attributes with a label and a type`,
				})),
		),
		...answers.flatMap(({ answer, path }) =>
			Object.keys(answer?.confidenceOf ?? {})
				.filter((name) => !given.has(name))
				.map((name) => ({ path: `${path}.confidenceOf.${name}`, message: 'is given by no answer' })),
		),
		...(billing.perAttribute ?? []).flatMap((group, index) =>
			group.attributes
				.filter((name) => !given.has(name))
				.map((name) => ({
					path: `billing.perAttribute[${index}]`,
					message: `charges for ${name}, which no answer gives`,
				})),
		),
	];
}

function poolFaults({ billing, charge = [], meter }: HttpDefinition): DefinitionFault[] {
	const pools = new Set(billing.pools);
	const named: Array<readonly [string, readonly string[]]> = [
		['billing.perQuery', Object.keys(billing.perQuery ?? {})],
		['billing.perTaken', Object.keys(billing.perTaken ?? {})],
		['billing.perMatch', Object.keys(billing.perMatch ?? {})],
		['billing.perCall', Object.keys(billing.perCall ?? {})],
		['billing.perAttribute', (billing.perAttribute ?? []).flatMap(({ credits }) => Object.keys(credits))],
		['charge', charge.map(({ pool }) => pool)],
		['meter.credits', (meter?.credits ?? []).map(({ pool }) => pool)],
	];
	const faults = named.flatMap(([path, names]) =>
		names
			.filter((pool) => !pools.has(pool))
			.map((pool) => ({ path, message: `names the pool ${pool}, which billing.pools does not list` })),
	);
	const isPriced = [billing.perQuery, billing.perMatch, billing.perCall, billing.perAttribute].some(
		(part) => part !== undefined,
	);
	if (pools.size > 0 && !isPriced)
		faults.push({ path: 'billing', message: 'has pools, and nothing says what a query can cost at worst' });
	return faults;
}

function routeFaults({ steps }: HttpRoute, path: string, definition: HttpDefinition): DefinitionFault[] {
	const last = steps.length - 1;
	return steps.flatMap((step, index) => {
		const at = `${path}.steps[${index}]`;
		const taken = new Set(steps.slice(0, index).flatMap(({ take }) => Object.keys(take ?? {})));
		return [...stepFaults(step, at, definition, taken), ...placeFaults(step, at, index === last)];
	});
}

/** A step in between takes something for the next, the last one answers. */
function placeFaults({ answer, take, skipWith }: HttpStep, at: string, isLast: boolean): DefinitionFault[] {
	if (isLast) return answer ? [] : [{ path: at, message: 'is the last of its route and needs an answer' }];
	if (answer) return [{ path: `${at}.answer`, message: 'belongs to the last step of a route' }];
	if (!take) return [{ path: at, message: 'needs take: what the next step asks with' }];
	return Object.keys(skipWith ?? {})
		.filter((name) => !Object.hasOwn(take, name))
		.map((name) => ({ path: `${at}.skipWith.${name}`, message: 'is nothing that the step takes' }));
}

function stepFaults(
	step: HttpStep,
	at: string,
	definition: HttpDefinition,
	taken: ReadonlySet<string>,
): DefinitionFault[] {
	const { request, correlate } = step;
	const faults = templatesOf(step).flatMap(([path, template]) =>
		textsIn(template).flatMap((text) => textFaults(text, `${at}.${path}`, definition, taken)),
	);
	for (const name of Object.keys(request.headers ?? {})) {
		if (!forbiddenHeaders.has(name.toLowerCase())) continue;
		faults.push({
			path: `${at}.request.headers.${name}`,
			message: 'is set by the credential or the connection, never by a definition',
		});
	}
	if (!correlate && definition.batchSize > 1) {
		faults.push({
			path: `${at}.correlate`,
			message: 'has to say how rows find their query where batchSize is more than 1',
		});
	}
	if (request.method === 'GET' && request.body !== undefined) {
		faults.push({ path: `${at}.request.body`, message: 'cannot be sent with GET' });
	}
	return faults;
}

function templatesOf({ request, correlate }: HttpStep): Array<readonly [string, Template | undefined]> {
	return [
		['request.url', request.url],
		...Object.entries(request.headers ?? {}).map(([name, text]) => [`request.headers.${name}`, text] as const),
		...Object.entries(request.query ?? {}).map(([name, template]) => [`request.query.${name}`, template] as const),
		['request.body', request.body],
		['correlate.equals', correlate?.by === 'echo' ? correlate.equals : undefined],
		[
			'correlate.confirmedBy',
			correlate?.by === 'position' ? correlate.confirmedBy?.map(({ equals }) => equals) : undefined,
		],
	];
}

function textFaults(
	text: string,
	path: string,
	{ uses }: HttpDefinition,
	taken: ReadonlySet<string>,
): DefinitionFault[] {
	return placeholdersIn(text).flatMap(({ name, filters }) => {
		const isKnown =
			name === 'key' || (name.startsWith('$') ? taken.has(name.slice(1)) : uses.some((input) => input === name));
		const unknown = filters.filter((filter) => !Object.hasOwn(placeholderFilters, filter.name));
		return [
			...(isKnown
				? []
				: [
						{
							path,
							message: `has the placeholder {${name}}, which ${name.startsWith('$') ? 'no earlier step takes' : 'uses does not list'}`,
						},
					]),
			...unknown.map((filter) => ({
				path,
				message: `has the filter ${filter.name}, which there is not; there are ${Object.keys(placeholderFilters).join(', ')}`,
			})),
		];
	});
}
