import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { readTemplate } from '../../demo/hourly-template';
import { defaultKey, startProviders, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import type { ProductionRun, WorkflowTemplate } from '../engine/workflow-engine';
import { HourlyOrg, now, summariesOf } from './hourly-org';
import { InstantDoor } from './instant-door';

const trigger = { nodeName: 'When Salesforce Tells', secret: 'a-secret-of-more-than-24-characters' };
const provider = 'people-data-labs-company';
const companies = 1_200;
const doNotFake: Array<
	| 'nextTick'
	| 'setImmediate'
	| 'clearImmediate'
	| 'setTimeout'
	| 'clearTimeout'
	| 'setInterval'
	| 'clearInterval'
	| 'queueMicrotask'
	| 'performance'
	| 'hrtime'
> = [
	'nextTick',
	'setImmediate',
	'clearImmediate',
	'setTimeout',
	'clearTimeout',
	'setInterval',
	'clearInterval',
	'queueMicrotask',
	'performance',
	'hrtime',
];

let org: HourlyOrg;
let vendors: ProvidersEmulator;
let door: InstantDoor | undefined;

beforeAll(async () => {
	vendors = await startProviders({
		world: { companies: Array.from({ length: companies }, (_, index) => companyOf(index)) },
		coverage: { 'people-data-labs': { company: 1 } },
	});
	process.env.SALESFORCE_ENRICHMENT_PROVIDERS = `${provider}=${vendors.urls['people-data-labs']}`;
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

beforeEach(async () => {
	vendors.reset();
	await begin();
});

afterEach(async () => {
	await door?.close();
	door = undefined;
	jest.useRealTimers();
});

afterAll(async () => {
	delete process.env.SALESFORCE_ENRICHMENT_PROVIDERS;
	await org.close();
	await vendors.close();
});

function companyOf(index: number) {
	return { name: `Company ${index}`, domain: `company-${index}.example`, employees: 10 + index };
}

/** A new org whose flow tells of every lead, except of what the integration user saves. */
async function begin(
	seed: Partial<OrgSeed> = {},
	change: (template: WorkflowTemplate) => WorkflowTemplate = (each) => each,
): Promise<void> {
	await door?.close();
	const flow = {
		name: 'Enrich_Lead',
		object: 'Lead',
		fields: ['CreatedDate', 'LastModifiedDate'],
		exceptUsers: ['integration@example.com'],
	};
	await org.begin([], { automation: { outboundMessages: [flow] }, ...seed });
	door = await InstantDoor.open(org.engine, change(template()), credentials(), trigger);
	org.emulator.outbound.setEndpoint('Enrich_Lead', door.url);
}

const credentials = () => ({
	...org.credentials(),
	changeTriggerSecretApi: { secret: trigger.secret },
	enrichmentPeopleDataLabsApi: { apiKey: defaultKey },
});

/** As it is shipped, with the org's Id in the trigger and the provider in Enrich. */
function template(): WorkflowTemplate {
	const shipped = readTemplate('instant');
	const changes: Record<string, Record<string, unknown>> = {
		[trigger.nodeName]: { orgIds: org.emulator.identity.id },
		Enrich: { provider, filePath: '' },
	};
	return {
		...shipped,
		nodes: shipped.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] } as INode['parameters'],
		})),
	};
}

/** The process dies once the provider has answered and been paid: nothing is written, and nobody ends the run. */
function dyingBehindEnrich(whole: WorkflowTemplate): WorkflowTemplate {
	const stop: INode = {
		id: 'stop',
		name: 'Stop',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		position: [0, 0],
		parameters: { errorMessage: 'killed' },
	};
	return {
		...whole,
		nodes: [...whole.nodes.filter(({ name }) => name !== 'When a Run Fails'), stop],
		connections: { ...whole.connections, Enrich: { main: [[{ node: 'Stop', type: 'main', index: 0 }]] } },
	};
}

/** So many leads come in, a second apart by the org's clock; gives their Ids. */
function createLeads(count: number, first = 0): string[] {
	const ids = Array.from({ length: count }, (_, index) => {
		org.emulator.setClock(() => new Date(now.getTime() + (first + index) * 1_000));
		const { name, domain } = companyOf(first + index);
		return org.emulator.org.insert('Lead', { LastName: `L${index}`, Company: name, Email: `x@${domain}` });
	});
	org.emulator.setClock(() => new Date(now.getTime() + 3_600_000));
	return ids;
}

const outcomes = () => org.emulator.org.rows('Lead').map(({ Enrichment_Outcome__c: outcome }) => outcome);
const sweep = () => org.engine.run(template(), credentials(), 'Every Minute');
const readIn = ({ calls }: ProductionRun) =>
	calls.map((call) => call.output('Take What Came In').map(({ Id }) => String(Id)));

describe('the instant template', () => {
	it('enriches 100 records of one message in one execution and one batch, and says so once', async () => {
		createLeads(100);
		const attempts = await org.emulator.outbound.deliver();
		expect(attempts.map(({ isAcknowledged }) => isAcknowledged)).toEqual([true]);
		const runs = await door!.settled();
		expect(runs.map(({ error }) => error)).toEqual([undefined]);
		expect(summariesOf(runs[0])).toMatchObject([{ status: 'Success', counts: { read: 100, written: 100 } }]);
		expect(outcomes()).toEqual(Array(100).fill('written'));
		expect(org.emulator.org.rows('Lead')[7].NumberOfEmployees).toBe(17);
		expect(vendors.requestCount('people-data-labs')).toBe(1);
		expect(org.emulator.outbound.waiting).toBe(0);
	});

	it('works a burst of 1,000 off in one execution at a time, newest created first, and loses none', async () => {
		const ids = createLeads(1_000);
		await org.emulator.outbound.deliver();
		const runs = await door!.settled();
		expect(outcomes()).toEqual(Array(1_000).fill('written'));
		const batches = runs.flatMap(readIn).filter((batch) => batch.length > 0);
		const taken = batches.flat();
		expect([...taken].sort()).toEqual([...ids].sort());
		// What the first batches found waiting depends on how fast messages came; the last ones had all to choose from.
		const rest = batches.slice(-3).flat();
		expect(rest).toEqual([...rest].sort((one, other) => ids.indexOf(other) - ids.indexOf(one)));
		expect(vendors.charges()).toHaveLength(1_000);
	});

	it('takes up by its sweep what a killed execution left behind, and pays for nothing twice', async () => {
		await begin({}, dyingBehindEnrich);
		createLeads(250);
		await org.emulator.outbound.deliver();
		const [died] = await door!.settled();
		expect([died.error, outcomes().filter((outcome) => outcome === 'written')]).toEqual(['killed', []]);
		expect(vendors.charges().length).toBeGreaterThan(0);
		// Its lease runs out by the machine's clock.
		jest.useFakeTimers({ now: Date.now() + 600_000, doNotFake });
		const swept = await sweep();
		expect([swept.error, new Set(outcomes())]).toEqual([undefined, new Set(['written'])]);
		expect(vendors.charges()).toHaveLength(250);
	});

	it('starts nothing by its sweep while nothing waits', async () => {
		const run = await sweep();
		expect([run.timesRun('Start Run'), run.error]).toEqual([0, undefined]);
	});

	it('finds by its modification time what Salesforce never delivered, and pays for nothing that is done', async () => {
		createLeads(30);
		await org.emulator.outbound.deliver();
		await door!.settled();
		createLeads(5, 100);
		org.emulator.outbound.clear();
		const run = await org.engine.run(template(), credentials(), 'Every Hour');
		expect(run.error).toBeUndefined();
		expect(outcomes()).toEqual(Array(35).fill('written'));
		expect(vendors.charges()).toHaveLength(35);
	});

	it('and its search for what was missed may work on the same records at the same time: each is paid for once', async () => {
		createLeads(60);
		const [run] = await Promise.all([
			org.engine.run(template(), credentials(), 'Every Hour'),
			org.emulator.outbound.deliver(),
		]);
		const runs = await door!.settled();
		expect([run, ...runs].map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(readIn(runs[0]).flat()).toHaveLength(60);
		expect(new Set(outcomes())).toEqual(new Set(['written']));
		expect(vendors.charges()).toHaveLength(60);
	});
});
