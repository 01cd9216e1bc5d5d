import type { HttpReply } from '../../../http/reply';
import type { Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { bindingsOf, type Binding } from './bindings';
import { parseSparql, type StarQuery } from './parse-sparql';
import { valuesOf, type Term } from './statements';

function answer(call: Call): HttpReply {
	const source = call.text('query');
	if (!source) throw new Refusal('invalid', 'No query');
	const query = parseSparql(source);
	const known = call.market.world.companies.filter(({ id }) => call.market.knows('company', id));
	const rows = known.flatMap((company) =>
		bindingsOf(
			query,
			{ type: 'uri', value: `http://www.wikidata.org/entity/${call.market.ownId(company)}` },
			(property) => valuesOf(company, property, call.market),
		),
	);
	const named = query.names.length > 0 ? query.names : [...new Set(rows.flatMap((row) => Object.keys(row)))];
	return {
		status: 200,
		headers: { 'Content-Type': 'application/sparql-results+json;charset=utf-8' },
		body: {
			head: { vars: named },
			results: {
				bindings: distinct(
					rows.map((row) => shown(row, named)),
					query,
				).slice(0, query.limit),
			},
		},
	};
}

function shown(row: Binding, names: readonly string[]): Binding {
	return Object.fromEntries(names.flatMap((name) => (row[name] ? [[name, row[name]]] : []))) as Record<string, Term>;
}

function distinct(rows: readonly Binding[], { isDistinct }: StarQuery): readonly Binding[] {
	return isDistinct ? [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()] : rows;
}

const document = 'wikidata.org: SPARQL query service, User manual';
const note =
	'queries about one item: VALUES, wdt: properties, OPTIONAL, labels, LIMIT; anything else is refused as malformed';

export const sparqlRoutes: readonly Route[] = [
	{ method: 'GET', path: '/sparql', document, note, handle: answer },
	{ method: 'POST', path: '/sparql', document, note, handle: answer },
];
