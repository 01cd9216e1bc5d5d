import { isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { parseRuleSet } from '../../../core/rules/parse-rule-set';
import type { ObjectRules, RuleSet } from '../../../core/rules/rule-set';
import { dedupeRules } from './dedupe-panel';
import { enrichRules } from './enrich-panel';
import { fetchRules } from './fetch-panel';
import { type RulesOfPanel, SavedPanel } from './panel';
import { scoreName, scoreRules } from './score-panel';
import { startRules, technicalFieldsOf } from './start-panel';
import { writeRules } from './write-panel';

/** A node as a workflow's JSON has it. */
interface SavedNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: IDataObject;
}

/** The rules of a workflow's panels, and what of them a rule set cannot say, by the name of its node. */
export interface ExportedRules {
	readonly ruleSet: RuleSet;
	readonly leftOut: ReadonlyArray<{ readonly node: string; readonly what: string }>;
}

const ours = /(^|\.)salesforce(FetchModified|Enrich|Score|Dedupe|BulkWrite|EnrichmentRun)$/;

/** More nodes than these no canvas has. */
const mostNodes = 2_000;

/** The rule set that the panels of a workflow amount to: its downloaded or copied JSON, as text or as an object. Throws `invalid_parameter` when it is none, or has no node of the pack. */
export function exportRules(workflow: unknown, name: string): ExportedRules {
	const nodes = nodesOf(workflow);
	const usual = objectOfWorkflow(nodes);
	const collected = new Collected();
	for (const node of nodes) collected.add(node, objectOf(node) ?? usual);
	const document = { ruleSet: 1 as const, name, ...collected.head, objects: collected.objects };
	return { ruleSet: parseRuleSet(document, 'rules of the workflow'), leftOut: collected.leftOut };
}

/** What the panels have said so far. */
class Collected {
	readonly objects: Record<string, ObjectRules> = {};
	readonly head: Pick<RuleSet, 'technicalFields' | 'allowances'> = {};
	readonly leftOut: Array<{ node: string; what: string }> = [];

	/** `sObject`: `undefined` while neither the node nor the workflow tells it. */
	add(node: SavedNode, sObject: string | undefined): void {
		const kind = ours.exec(node.type)![2];
		if (kind === 'EnrichmentRun') return this.addStart(node);
		if (!sObject) return this.tell(node, ['the whole node: neither it nor the workflow says of which object']);
		const rules = (this.objects[sObject] ??= {});
		const { parameters } = node;
		if (kind === 'FetchModified') this.put(node, rules, 'selection', fetchRules(parameters));
		if (kind === 'Dedupe') this.put(node, rules, 'duplicates', dedupeRules(parameters));
		if (kind === 'BulkWrite') this.put(node, rules, 'write', writeRules(parameters));
		if (kind === 'Enrich') this.putNamed(node, (rules.enrich ??= {}), providerOf(node), enrichRules(parameters));
		if (kind === 'Score') this.addScore(node, rules, sObject);
		this.addFieldNames(node);
	}

	private addStart(node: SavedNode): void {
		if ((node.parameters.resource ?? 'run') !== 'run' || (node.parameters.operation ?? 'start') !== 'start') return;
		const { part, leftOut } = startRules(node.parameters);
		this.tell(node, leftOut);
		Object.assign(this.head, part);
	}

	/** Within a run the names of Start hold, so they go before those of other nodes. */
	private addFieldNames({ parameters }: SavedNode): void {
		const panel = new SavedPanel(parameters);
		this.head.technicalFields ??= technicalFieldsOf(panel, panel.options());
	}

	private addScore(node: SavedNode, rules: ObjectRules, sObject: string): void {
		const { part, leftOut } = scoreRules(node.parameters, sObject);
		if (!part) return this.tell(node, leftOut);
		this.putNamed(node, (rules.scores ??= {}), scoreName(part), { part, leftOut });
	}

	private put<K extends 'selection' | 'duplicates' | 'write'>(
		node: SavedNode,
		rules: ObjectRules,
		key: K,
		{ part, leftOut }: RulesOfPanel<ObjectRules[K]>,
	): void {
		this.tell(node, leftOut);
		if (rules[key] === undefined) rules[key] = part;
		else if (!isEqual(rules[key], part))
			this.tell(node, ['the whole node: another node of the workflow says something else of the same object']);
	}

	/** A second one of the name gets a number, which its node then has to be told. */
	private putNamed<Part>(
		node: SavedNode,
		named: Record<string, Part>,
		name: string,
		{ part, leftOut }: RulesOfPanel<Part>,
	): void {
		this.tell(node, leftOut);
		if (Object.values(named).some((known) => isEqual(known, part)) && named[name] !== undefined) return;
		let free = name;
		for (let count = 2; named[free] !== undefined; count++) free = `${name} ${count}`;
		named[free] = part;
		if (free !== name) this.tell(node, [`its name: enter ${free} in Rules Named of this node`]);
	}

	private tell({ name }: SavedNode, what: readonly string[]): void {
		for (const each of what) this.leftOut.push({ node: name, what: each });
	}
}

function providerOf({ parameters }: SavedNode): string {
	const { provider = 'referenceData' } = parameters;
	return String(provider).startsWith('=') ? 'provider' : String(provider);
}

/** The object that a node names itself. */
function objectOf({ type, parameters }: SavedNode): string | undefined {
	const ownDefault = type.endsWith('salesforceFetchModified') ? 'Lead' : undefined;
	const { sObject = ownDefault } = parameters;
	const name = sObject === 'other' ? parameters.otherSObject : sObject;
	const text = String(name ?? '').trim();
	return text === '' || text === 'fromRecords' || text.startsWith('=') ? undefined : text;
}

/** The only object that Fetch Modified or Start names, where all name the same. */
function objectOfWorkflow(nodes: readonly SavedNode[]): string | undefined {
	const named = new Set(
		nodes.filter(({ type }) => /(FetchModified|BulkWrite|Enrich)$/.test(type)).flatMap((node) => objectOf(node) ?? []),
	);
	return named.size === 1 ? [...named][0] : undefined;
}

function nodesOf(workflow: unknown): SavedNode[] {
	const { nodes } = (typeof workflow === 'string' ? parsed(workflow) : (workflow ?? {})) as { nodes?: unknown };
	const found = (Array.isArray(nodes) ? nodes.slice(0, mostNodes) : []).filter(
		(node): node is SavedNode =>
			typeof node === 'object' && node !== null && ours.test(String((node as { type?: unknown }).type)),
	);
	if (found.length > 0) return found.map((node) => ({ ...node, parameters: node.parameters ?? {} }));
	throw new EnrichmentError('invalid_parameter', 'The workflow has no node of this pack.', {
		remedy: 'Select all nodes of its canvas (Ctrl+A), copy them (Ctrl+C), and paste them into Workflow (JSON).',
	});
}

function parsed(text: string): unknown {
	const workflow = jsonOf(text);
	if (workflow !== undefined) return workflow ?? {};
	throw new EnrichmentError('invalid_parameter', 'Workflow (JSON) is not JSON.', {
		remedy: 'Select all nodes of a canvas (Ctrl+A), copy them (Ctrl+C), and paste them here, or use its download.',
	});
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
