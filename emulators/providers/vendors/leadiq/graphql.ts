import { graphqlSync, type GraphQLError } from 'graphql';
import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { leadIqError } from './errors';
import { searchCompany } from './search-company';
import { searchPeople } from './search-people';
import { leadIqSchema } from './schema';

function query(call: Call): HttpReply {
	const { query: source, variables, operationName } = call.json;
	if (typeof source !== 'string' || source.trim() === '')
		return ok({ errors: [{ message: 'Must provide query string.', extensions: { code: 'MISSING_QUERY_STRING' } }] });
	const { data, errors } = graphqlSync({
		schema: leadIqSchema,
		source,
		rootValue: {
			account: () => account(call),
			usage: () => ({
				universalUsage: [{ units: Math.ceil(used(call)), cap: Math.floor(used(call) + available(call)) }],
			}),
			searchPeople: searchPeople(call),
			searchCompany: searchCompany(call),
		},
		variableValues: (variables ?? undefined) as Record<string, unknown> | undefined,
		operationName: typeof operationName === 'string' ? operationName : undefined,
	});
	return ok({ ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map(worded) } : {}) });
}

function worded(error: GraphQLError): unknown {
	if (!(error.originalError instanceof Refusal)) return error.toJSON();
	return { ...leadIqError(error.originalError), path: error.path };
}

function account(call: Call): unknown {
	const plan = {
		__typename: 'UniversalPlan',
		name: 'Universal Credits',
		product: 'Universal',
		status: 'Active',
		nextBillingPeriod: null,
		available: Math.floor(available(call)),
		used: Math.ceil(used(call)),
	};
	return { plans: [plan], universalPlan: plan };
}

function available(call: Call): number {
	return call.account.left('credits') / 1_000;
}

function used(call: Call): number {
	return call.account.used('credits') / 1_000;
}

export const graphqlRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/graphql',
		document: 'LeadIQ Public API Guide, and the schema that api.leadiq.com answers with',
		note: 'account, usage, searchPeople, searchCompany',
		handle: query,
	},
];
