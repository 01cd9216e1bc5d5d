import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { readTemplate } from '../../demo/hourly-template';
import { closeServer, listenLocally } from '../../emulators/http/listen';
import { defaultKey, startProviders, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import type { AutomationSeed } from '../../emulators/salesforce/automation/automation-seed';
import type { WorkflowTemplate } from '../engine/workflow-engine';
import { HourlyOrg, now } from './hourly-org';

const provider = 'people-data-labs-company';
const integrationUser = 'integration@example.com';
const mostRounds = 15;

let org: HourlyOrg;
let vendors: ProvidersEmulator;
let receiver: Server;
let received: string[] = [];
let endpoint = '';

beforeAll(async () => {
	vendors = await startProviders({
		world: { companies: [{ name: 'Northwind', domain: 'northwind.example', employees: 77 }] },
		coverage: { 'people-data-labs': { company: 1 } },
	});
	process.env.SALESFORCE_ENRICHMENT_PROVIDERS = `${provider}=${vendors.urls['people-data-labs']}`;
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
	receiver = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		for (const [, id] of body.matchAll(/<sf:Id>(\w{18})<\/sf:Id>/g)) received.push(id);
		response
			.writeHead(200, { 'content-type': 'text/xml' })
			.end('<notificationsResponse><Ack>true</Ack></notificationsResponse>');
	});
	endpoint = await listenLocally(receiver);
});

beforeEach(() => {
	vendors.reset();
	received = [];
});

afterAll(async () => {
	delete process.env.SALESFORCE_ENRICHMENT_PROVIDERS;
	await closeServer(receiver);
	await org.close();
	await vendors.close();
});

/** Which of the things that keep our own writes from starting us again are in place. */
interface Layers {
	readonly isBypassed?: boolean;
	readonly isGated?: boolean;
	/** A flow of the org sets back what is written, so that there is always something to change. */
	readonly isUndone?: boolean;
}

/** The hourly pipeline over the records that a message names. */
function pipeline({ isGated, isUndone }: Layers): WorkflowTemplate {
	const template = readTemplate('hourly', { pipeline: 'instant' });
	const changes: Record<string, Record<string, unknown>> = {
		'Prepare Batches': { selection: 'ids', ids: "={{ $('Run by Hand').first().json.ids }}" },
		Enrich: {
			provider,
			filePath: undefined,
			skipUnchanged: isGated === true,
			...(isUndone && {
				mapping: 'define',
				mappings: {
					rows: [
						{ source: 'employees', target: 'NumberOfEmployees', policy: 'always', minConfidence: 0.1, isOn: true },
					],
				},
			}),
		},
	};
	return {
		...template,
		nodes: template.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] } as INode['parameters'],
		})),
	};
}

/** One lead comes in, and every message that follows is worked off, a minute after the other; gives what it came to. */
async function runUntilQuiet(layers: Layers) {
	const automation: AutomationSeed = {
		outboundMessages: [
			{
				name: 'Enrich_Lead',
				object: 'Lead',
				fields: ['Email'],
				endpoint,
				...(layers.isBypassed && { exceptUsers: [integrationUser] }),
			},
		],
		...(layers.isUndone && { fieldUpdates: [{ object: 'Lead', on: 'update', set: { NumberOfEmployees: 1 } }] }),
	};
	await org.begin([], { automation });
	org.emulator.org.insert('Lead', { LastName: 'Novak', Company: 'Northwind', Email: 'jana@northwind.example' });
	let rounds = 0;
	for (; rounds < mostRounds; rounds += 1) {
		await org.emulator.outbound.deliver();
		const ids = [...new Set(received.splice(0))];
		if (ids.length === 0) break;
		org.emulator.setClock(() => new Date(now.getTime() + (rounds + 1) * 60_000));
		const run = await org.engine.run(
			pipeline(layers),
			{ ...org.credentials(), enrichmentPeopleDataLabsApi: { apiKey: defaultKey } },
			'Run by Hand',
			[{ json: { ids } }],
		);
		expect(run.error).toBeUndefined();
	}
	const writes = org.emulator.calls.log.filter(
		({ method, path }) => method === 'PATCH' && path.endsWith('composite/sobjects'),
	);
	return { rounds, writes: writes.length, paid: vendors.charges().length, lead: org.emulator.org.rows('Lead')[0] };
}

describe('an org that tells of our own writes too', () => {
	it('does not, where the integration user holds the bypass permission', async () => {
		expect(await runUntilQuiet({ isBypassed: true, isGated: true })).toMatchObject({
			rounds: 1,
			writes: 1,
			paid: 1,
			lead: { NumberOfEmployees: 77 },
		});
	});

	it('is answered with nothing, where the inputs are what they were at the last look-up', async () => {
		expect(await runUntilQuiet({ isGated: true })).toMatchObject({ rounds: 2, writes: 1, paid: 1 });
	});

	it('comes to rest where everything is looked up again, because what is there already is not written', async () => {
		// The first writes values. The second asks again, because the website is filled now, and stamps that nothing was to change;
		// the third stamps that the answer was an earlier one; the fourth finds even the stamps as they are.
		expect(await runUntilQuiet({})).toMatchObject({ rounds: 4, writes: 3, paid: 2 });
	});

	it('is answered ten times in an hour and no more, where a flow undoes every write', async () => {
		const ended = await runUntilQuiet({ isUndone: true });
		expect(ended).toMatchObject({ rounds: 11, writes: 10, paid: 1, lead: { NumberOfEmployees: 1 } });
	});
});
