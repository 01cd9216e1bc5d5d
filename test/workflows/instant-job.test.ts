import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { readTemplate } from '../../demo/hourly-template';
import { defaultKey, startProviders, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import type { WorkflowTemplate } from '../engine/workflow-engine';
import { HourlyOrg, summariesOf } from './hourly-org';
import { InstantDoor } from './instant-door';

const trigger = { nodeName: 'When Salesforce Tells', secret: 'a-secret-of-more-than-24-characters' };
const provider = 'full-enrich';
const jobMs = 40_000;
const people = 30;

let org: HourlyOrg;
let vendors: ProvidersEmulator;
let door: InstantDoor;
let vendorNow = new Date('2026-09-01T09:00:00.000Z');

beforeAll(async () => {
	vendors = await startProviders({
		clock: () => vendorNow,
		jobMs,
		world: {
			companies: Array.from({ length: people }, (_, index) => companyOf(index)),
			people: Array.from({ length: people }, (_, index) => personOf(index)),
		},
		coverage: { fullenrich: { person: 1, stale: 0, wrong: 0, fill: { email: 1 } } },
	});
	process.env.SALESFORCE_ENRICHMENT_PROVIDERS = `${provider}=${vendors.urls.fullenrich}`;
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

beforeEach(async () => {
	vendors.reset();
	const flow = {
		name: 'Enrich_Lead',
		object: 'Lead',
		fields: ['CreatedDate', 'LastModifiedDate'],
		exceptUsers: ['integration@example.com'],
	};
	await org.begin([], { automation: { outboundMessages: [flow] } });
	door = await InstantDoor.open(org.engine, template, credentials(), trigger);
	org.emulator.outbound.setEndpoint(flow.name, door.url);
});

afterEach(async () => await door.close());

afterAll(async () => {
	delete process.env.SALESFORCE_ENRICHMENT_PROVIDERS;
	await org.close();
	await vendors.close();
});

function personOf(index: number) {
	const [firstName, lastName] = [`Ada${index}`, `Byron${index}`];
	const mail = { email: emailOf(index), emailState: 'verified' as const };
	return { firstName, lastName, company: `employer-${index}.example`, title: 'Engineer', ...mail };
}

const emailOf = (index: number) => `ada${index}@employer-${index}.example`;
const companyOf = (index: number) => ({ name: `Employer ${index}`, domain: `employer-${index}.example` });

const credentials = () => ({
	...org.credentials(),
	changeTriggerSecretApi: { secret: trigger.secret },
	enrichmentFullEnrichApi: { apiKey: defaultKey },
});

/** As it is shipped, with FullEnrich in Enrich, which calls back at the trigger. */
function template(address: string): WorkflowTemplate {
	const options = { longestJobWait: 1, callbackUrl: `${address}/full-enrich` };
	const changes: Record<string, Record<string, unknown>> = {
		[trigger.nodeName]: { orgIds: org.emulator.identity.id, provider },
		Enrich: { provider, filePath: '', options },
	};
	const shipped = readTemplate('instant');
	return {
		...shipped,
		nodes: shipped.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] } as INode['parameters'],
		})),
	};
}

/** All people come in as leads, and the org tells of them. */
async function tell(): Promise<void> {
	for (let index = 0; index < people; index += 1) {
		const { firstName: FirstName, lastName: LastName } = personOf(index);
		const { name: Company, domain } = companyOf(index);
		org.emulator.org.insert('Lead', { FirstName, LastName, Company, Website: `https://${domain}` });
	}
	await org.emulator.outbound.deliver();
	await door.settled();
}

/** The vendor's clock goes on until the job has ended and its call has been answered; gives the statuses of the answers. */
async function endJob(): Promise<number[]> {
	vendorNow = new Date(vendorNow.getTime() + jobMs);
	vendors.charges();
	await vendors.idle();
	return vendors.deliveries().map(({ status }) => status);
}

const outcomes = () => new Set(org.emulator.org.rows('Lead').map(({ Enrichment_Outcome__c: outcome }) => outcome));
const calls = () => vendors.requests().map(({ method }) => method);

async function callAs(key: string, body: object): Promise<{ status: number; answer: unknown }> {
	const text = JSON.stringify(body);
	const signature = createHmac('sha1', key).update(text).digest('hex');
	const reply = await fetch(door.urlWith(provider), {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-signature-sha1': signature },
		body: text,
	});
	return { status: reply.status, answer: await reply.json() };
}

describe('the instant template with a provider that works by jobs', () => {
	it('ends its run with the records waiting, and writes them when the provider calls, paid for once', async () => {
		await tell();
		const [parked] = await door.settled();
		expect(parked.error).toBeUndefined();
		expect([outcomes(), calls()]).toEqual([new Set(['pending']), ['POST']]);
		expect(
			await org.store.loadCarryOver({ ...org.pipeline(), pipeline: 'instant' }, new Date(8.64e15), 99),
		).toHaveLength(people);

		expect(await endJob()).toEqual([202]);
		const runs = await door.settled();
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(summariesOf(runs[1])).toMatchObject([{ status: 'Success', counts: { read: people, written: people } }]);
		expect([outcomes(), calls()]).toEqual([new Set(['written']), ['POST', 'GET']]);
		expect(org.emulator.org.rows('Lead').map(({ Email }) => Email)).toEqual(
			Array.from({ length: people }, (_, index) => emailOf(index)),
		);
		expect(vendors.charges()).toHaveLength(people);
		expect(await org.store.loadCarryOver({ ...org.pipeline(), pipeline: 'instant' }, new Date(8.64e15), 99)).toEqual(
			[],
		);
	});

	it('does nothing when the same call comes again, or is about a job that nobody waits for', async () => {
		await tell();
		await endJob();
		await door.settled();
		const jobs = vendors.requests().flatMap(({ path }) => /bulk\/(.+)$/.exec(path)?.[1] ?? []);
		for (const id of [...jobs, 'unknown']) {
			expect(await callAs(defaultKey, { id, status: 'FINISHED' })).toEqual({
				status: 202,
				answer: { received: 0, repeated: 0 },
			});
		}
		expect([jobs.length, (await door.settled()).length]).toEqual([1, 2]);
	});

	it('refuses a call that the provider has not signed', async () => {
		await tell();
		expect(await callAs('a-guess', { id: 'any', status: 'FINISHED' })).toMatchObject({ status: 401 });
		expect(outcomes()).toEqual(new Set(['pending']));
	});
});
