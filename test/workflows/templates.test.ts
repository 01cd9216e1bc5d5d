import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';

const folder = join(__dirname, '..', '..', 'workflows');
const pack = 'n8n-nodes-salesforce-enrichment.';
const base = 'n8n-nodes-base.';
const stickyType = `${base}stickyNote`;

/** What n8n 3 removes, as far as a template could hold it. */
const removedTypes = ['cron', 'interval', 'moveBinaryData', 'function', 'functionItem', 'start', 'readBinaryFile'];
const pollution = ['id', 'versionId', 'pinData', 'staticData', 'active', 'tags'];
/** A list of runs is what a person looks at; what makes a contact is a branch beside the one that ends the batch. */
const beside = ['Last Runs', 'Find Contacts There', 'Find Their Accounts', 'Make the New Contact'];
const withoutProvider = ['duplicate-sweep.json', 'train-and-back-test.json'];
const listening = [`${base}webhook`, `${base}wait`, `${pack}salesforceChangeTrigger`];

interface Template {
	readonly name: string;
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
	readonly settings: Readonly<Record<string, unknown>>;
	readonly meta: object;
}

interface Sticky {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly color: number;
	readonly content: string;
}

const templates = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template] as const);

function stickiesOf({ nodes }: Template): Sticky[] {
	return nodes
		.filter(({ type }) => type === stickyType)
		.map(({ name, position: [left, top], parameters }) => ({
			name,
			...{ left, top, right: left + Number(parameters.width), bottom: top + Number(parameters.height) },
			...{ color: Number(parameters.color), content: String(parameters.content) },
		}));
}

function working({ nodes }: Template): INode[] {
	return nodes.filter(({ type }) => type !== stickyType);
}

function words(text: string): number {
	return text.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length;
}

function overlap(one: Sticky, other: Sticky): boolean {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function holds({ left, top, right, bottom }: Sticky, [x, y]: INode['position']): boolean {
	// A node is drawn 96 units wide and high.
	return left <= x && x + 96 <= right && top <= y && y + 96 <= bottom;
}

/** The nodes that are reached from this one, itself among them. */
function reachedFrom(name: string, connections: IConnections, seen = new Set<string>()): Set<string> {
	if (seen.has(name)) return seen;
	seen.add(name);
	for (const output of connections[name]?.main ?? [])
		for (const { node } of output ?? []) reachedFrom(node, connections, seen);
	return seen;
}

describe.each(templates)('%s', (file, template) => {
	const nodes = working(template);
	const ofType = (type: string) => nodes.filter((node) => node.type === `${base}${type}`);

	it('has one overview, and says how it works and how it is set up', () => {
		const overviews = stickiesOf(template).filter(({ color }) => color === 1);
		expect(overviews).toHaveLength(1);
		expect(overviews[0].content).toMatch(/^## .+\n\n### How it works\n[^]+\n\n### Setup\n1\. /);
		expect(overviews[0].content).toContain('Self-hosted n8n only');
		expect(words(overviews[0].content)).toBeGreaterThanOrEqual(100);
		expect(words(overviews[0].content)).toBeLessThanOrEqual(300);
		expect(overviews[0].content.split('\n')[0]).toBe(`## ${template.name}`);
	});

	it('has short notes that do not overlap, and every node lies on one', () => {
		const stickies = stickiesOf(template);
		const clashes = stickies.flatMap((one, index) =>
			stickies.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`${one.name} and ${other.name}`] : [])),
		);
		expect(clashes).toEqual([]);
		const notes = stickies.filter(({ color }) => color === 7);
		expect(notes.filter(({ content }) => words(content) > 50).map(({ name }) => name)).toEqual([]);
		expect(stickies.length - notes.length).toBe(1);
		expect(
			nodes.filter(({ position }) => !notes.some((note) => holds(note, position))).map(({ name }) => name),
		).toEqual([]);
	});

	it('has nodes apart from each other, with names of their own, and lines between them that exist', () => {
		const names = template.nodes.map(({ name }) => name);
		const places = nodes.map(({ position }) => position);
		const close = places.filter(([x, y], index) =>
			places.some(([a, b], other) => other > index && Math.abs(x - a) < 100 && Math.abs(y - b) < 100),
		);
		expect(close).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(template.nodes.map(({ id }) => id)).size).toBe(names.length);
		const ends = Object.values(template.connections).flatMap(({ main }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		);
		expect([...Object.keys(template.connections), ...ends].filter((name) => !names.includes(name))).toEqual([]);
		const triggers = nodes.filter(({ type }) => /trigger|webhook/i.test(type)).map(({ name }) => name);
		const reached = new Set(triggers.flatMap((name) => [...reachedFrom(name, template.connections)]));
		expect(nodes.filter(({ name }) => !reached.has(name)).map(({ name }) => name)).toEqual([]);
	});

	it('names in expressions only nodes that it has', () => {
		const named = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		expect(named.filter((name) => !nodes.some((node) => node.name === name))).toEqual([]);
	});

	it('holds nothing of the n8n it was made in: no ids, no credentials, no kept data', () => {
		expect(Object.keys(template).filter((key) => pollution.includes(key))).toEqual([]);
		expect(template.meta).toEqual({});
		expect(nodes.filter((node) => node.credentials !== undefined)).toEqual([]);
		expect(template.settings).not.toHaveProperty('errorWorkflow');
		expect(template.settings.executionOrder).toBe('v1');
		const isWithoutPlace = (node: INode) => listening.includes(node.type) && !node.webhookId;
		expect(nodes.filter(isWithoutPlace).map(({ name }) => name)).toEqual([]);
	});

	it('pins the versions of its nodes', () => {
		expect(nodes.filter(({ typeVersion }) => !typeVersion)).toEqual([]);
		const ours = nodes.filter(({ type }) => type.startsWith(pack));
		// The other templates look for exact agreement within a batch, which version 2 does without being told.
		const newest = file === 'duplicate-sweep.json' ? ['FetchModified', 'Dedupe'] : ['FetchModified'];
		const versionOf = (type: string) => (newest.some((name) => type === `${pack}salesforce${name}`) ? 3 : 2);
		expect(ours.filter(({ type, typeVersion }) => type !== listening[2] && typeVersion !== versionOf(type))).toEqual(
			[],
		);
	});

	it('uses nothing that n8n 3 takes away', () => {
		expect(nodes.filter(({ type }) => removedTypes.includes(type.replace(base, '')))).toEqual([]);
		expect(JSON.stringify(template)).not.toContain('$getPairedItem');
		for (const { parameters } of ofType('executeWorkflow')) {
			expect(parameters.mode ?? 'once').toBe('once');
			expect(parameters.source ?? 'database').toBe('database');
			expect(parameters.workflowId).toMatchObject({ value: '={{ $workflow.id }}' });
		}
		// Of nodes with several outputs it will mean something else.
		const alwaysGiving = nodes.filter(({ alwaysOutputData }) => alwaysOutputData);
		const hasOneOutput = ({ type, parameters }: INode) =>
			type === `${base}executeWorkflow` ||
			(type === `${pack}salesforceEnrichmentRun` && parameters.operation === 'start');
		expect(alwaysGiving.filter((node) => !hasOneOutput(node))).toEqual([]);
	});

	it('starts by hand, tells of its own failures, and each of our nodes leads to a report or an answer', () => {
		const answers = ofType('respondToWebhook').map(({ name }) => name);
		const reports = nodes
			.filter(({ type, name, parameters }) =>
				type === `${pack}salesforceEnrichmentRun`
					? /^finish/.test(String(parameters.operation)) || parameters.operation === 'deliverAndFinish'
					: name === 'Summary',
			)
			.map(({ name }) => name);
		const ends = [...answers, ...reports];
		const lost = nodes.filter(
			({ type, name }) =>
				type.startsWith(pack) && ![...reachedFrom(name, template.connections)].some((end) => ends.includes(end)),
		);
		expect(lost.map(({ name }) => name).filter((name) => !beside.includes(name))).toEqual([]);
		expect(ofType('manualTrigger').length).toBeGreaterThanOrEqual(1);
		// Who called a webhook is told of a failure in the answer.
		expect(ofType('errorTrigger')).toHaveLength(answers.length > 0 ? ofType('errorTrigger').length : 1);
		for (const { name } of ofType('errorTrigger'))
			expect([...reachedFrom(name, template.connections)].some((end) => reports.includes(end))).toBe(true);
	});
});

it('the templates are set up in one place of one shape', () => {
	const shapes = templates.flatMap(([file, { nodes }]) =>
		nodes
			.filter(({ name }) => name === 'Settings')
			.map(({ parameters }) => {
				const { assignments } = parameters.assignments as unknown as { assignments: Array<{ name: string }> };
				return [file, assignments.map(({ name }) => name).slice(0, withoutProvider.includes(file) ? 2 : 3)] as const;
			}),
	);
	const planned = shapes.filter(([file]) => !['undo.json', 'on-demand.json', 'instant.json'].includes(file));
	expect(planned.filter(([, names]) => !'pipeline,sObject,referenceFile'.startsWith(String(names)))).toEqual([]);
	expect(planned.length).toBeGreaterThanOrEqual(5);
});
