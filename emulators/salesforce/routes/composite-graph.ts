import { ApiError, unreadableBody } from '../api-error';
import { isObject, jsonBody, ok, type ApiReply, type ApiRequest, type JsonObject } from '../http/api-request';
import type { Route } from '../http/route';
import { checkReferenceIds, haltedReply, readParts, runParts, type SubReply } from './composite';

const mostNodes = 500;
const mostGraphs = 75;
const mostDepth = 15;
const mostNodeKinds = 15;
const mostFailures = 14;
const references = /@\{(\w+)/g;
const nodePaths = new Set(['sobjects/:sObject', 'sobjects/:sObject/:id', 'sobjects/:sObject/:field/:value']);

interface Graph {
	readonly graphId: string;
	readonly nodes: readonly JsonObject[];
}

/** Groups of dependent requests, each group a transaction of its own. */
export const compositeGraphRoutes: Route[] = [
	{ method: 'POST', path: 'composite/graph', kind: 'composite', handle: compositeGraph },
];

function compositeGraph(request: ApiRequest): ApiReply {
	const graphs = readGraphs(jsonBody(request).graphs);
	let failures = 0;
	const results = graphs.map(({ graphId, nodes }) => {
		if (failures >= mostFailures)
			return graphResult(
				graphId,
				nodes.map((node) => haltedReply(String(node.referenceId))),
				false,
			);
		const { replies, isSuccessful } = runParts(request, nodes, true, isNodeResource);
		if (!isSuccessful) failures++;
		return graphResult(graphId, replies, isSuccessful);
	});
	return ok(
		{ graphs: results },
		graphs.reduce((sum, each) => sum + each.nodes.length, 0),
	);
}

function graphResult(graphId: string, compositeResponse: readonly SubReply[], isSuccessful: boolean) {
	return { graphId, graphResponse: { compositeResponse }, isSuccessful };
}

function isNodeResource({ path, method }: Route): boolean {
	return nodePaths.has(path) && !(path === 'sobjects/:sObject' && method !== 'POST');
}

function readGraphs(given: unknown): Graph[] {
	if (!Array.isArray(given) || !given.every(isObject)) throw unreadableBody('graphs must be a list of objects');
	if (given.length > mostGraphs) throw limit(`more than ${mostGraphs} graphs in one request`);
	const graphs = given.map(readGraph);
	const ids = graphs.map((each) => each.graphId);
	if (new Set(ids).size < ids.length) throw new ApiError(400, 'INVALID_INPUT', 'Every graphId must be unique');
	if (graphs.reduce((sum, each) => sum + each.nodes.length, 0) > mostNodes)
		throw limit(`more than ${mostNodes} nodes in one request`);
	return graphs;
}

function readGraph({ graphId, compositeRequest }: JsonObject): Graph {
	if (typeof graphId !== 'string' || graphId === '')
		throw new ApiError(400, 'INVALID_INPUT', 'Every graph needs a graphId');
	const nodes = readParts(compositeRequest, 'compositeRequest', mostNodes);
	checkReferenceIds(nodes);
	if (depthOf(nodes) > mostDepth) throw limit(`a graph deeper than ${mostDepth} nodes`);
	if (new Set(nodes.map(nodeKind)).size > mostNodeKinds)
		throw limit(`more than ${mostNodeKinds} different nodes in one graph`);
	return { graphId, nodes };
}

/** The longest chain of nodes of which each needs what the one before answered. */
function depthOf(nodes: readonly JsonObject[]): number {
	const depthByReference = new Map<string, number>();
	for (const node of nodes) {
		const parents = [...JSON.stringify(node).matchAll(references)].map(
			([, reference]) => depthByReference.get(reference) ?? 0,
		);
		depthByReference.set(String(node.referenceId), 1 + parents.reduce((deepest, each) => Math.max(deepest, each), 0));
	}
	return [...depthByReference.values()].reduce((deepest, each) => Math.max(deepest, each), 0);
}

/** Nodes are alike when they do the same to the same object. */
function nodeKind({ method = 'POST', url }: JsonObject): string {
	const [, sObject] = /\/sobjects\/([^/?]+)/.exec(String(url)) ?? [];
	return `${String(method).toUpperCase()} ${sObject?.toLowerCase()}`;
}

function limit(what: string): ApiError {
	return new ApiError(400, 'LIMIT_EXCEEDED', `A composite graph request cannot have ${what}`);
}
