import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import { WebhookServer } from '../engine/webhook-server';
import type { WorkflowTemplate } from '../engine/workflow-engine';
import { aLead, HourlyOrg } from './hourly-org';

const secret = 'a-long-random-secret-of-32-chars';
const trigger = 'When Salesforce Tells';
const pack = 'n8n-nodes-salesforce-enrichment';

let org: HourlyOrg;
let server: WebhookServer;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});
afterEach(async () => await server.close());
afterAll(async () => await org.close());

function node(name: string, type: string, typeVersion: number, parameters: INode['parameters'] = {}): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

const links = (...targets: string[]) => targets.map((name) => ({ node: name, type: 'main' as const, index: 0 }));

/** Works off what waits, 2 records at a time. */
function instantTemplate(): WorkflowTemplate {
	return {
		name: 'Instant',
		nodes: [
			node(trigger, `${pack}.salesforceChangeTrigger`, 1, { channel: 'both', orgIds: org.emulator.identity.id }),
			node('Start', `${pack}.salesforceEnrichmentRun`, 2, { pipeline: 'instant', ifRunning: 'wait' }),
			node('Get Received', `${pack}.salesforceFetchModified`, 3, { operation: 'received', recordsAtOnce: 2 }),
			node('Enrich', `${pack}.salesforceEnrich`, 2, { filePath: org.referenceFile }),
			node('Write', `${pack}.salesforceBulkWrite`, 2),
			node('All', 'n8n-nodes-base.noOp', 1),
			node('Finish', `${pack}.salesforceEnrichmentRun`, 2, { operation: 'finish' }),
			node('Every Minute', 'n8n-nodes-base.manualTrigger', 1),
			node('Does Any Wait?', `${pack}.salesforceFetchModified`, 3, { operation: 'checkReceived' }),
		],
		connections: {
			[trigger]: { main: [links('Start')] },
			'Every Minute': { main: [links('Does Any Wait?')] },
			'Does Any Wait?': { main: [links('Start')] },
			Start: { main: [links('Get Received')] },
			'Get Received': { main: [links('Enrich'), links('Finish')] },
			Enrich: { main: [links('Write')] },
			Write: { main: [links('All'), links('All')] },
			All: { main: [links('Get Received')] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** An org that tells of every save of a Lead. */
async function begin(leads: number, exceptUsers: readonly string[] = ['integration@example.com']): Promise<void> {
	const seed: Partial<OrgSeed> = {
		automation: {
			outboundMessages: [{ name: 'changes', object: 'Lead', fields: ['CreatedDate', 'LastModifiedDate'], exceptUsers }],
		},
	};
	await org.begin(
		Array.from({ length: leads }, (_, index) =>
			aLead({ LastName: `Novak ${index}`, Email: `n${index}@northwind.example` }),
		),
		seed,
	);
	server = await WebhookServer.open(
		org.engine,
		instantTemplate(),
		{ ...org.credentials(), changeTriggerSecretApi: { secret } },
		trigger,
	);
	org.emulator.outbound.setEndpoint('changes', `${server.url}${secret}`);
}

const instant = () => ({ ...org.pipeline(), pipeline: 'instant' });
const leadIds = () => org.emulator.org.rows('Lead').map(({ Id }) => String(Id));

function change(ids: readonly string[]): void {
	for (const id of ids) org.emulator.org.update('Lead', id, { Description: 'changed by a person' });
}

async function settled(): Promise<void> {
	for (let done = 0; done < server.executions.length; done += 1) await server.executions[done];
}

describe('the Salesforce Change Trigger', () => {
	it('starts one execution for a burst, which works off all of it and leaves nothing', async () => {
		await begin(7);
		change(leadIds());
		const [attempt] = await org.emulator.outbound.deliver();
		expect(attempt).toMatchObject({ isAcknowledged: true, status: 200 });
		await settled();

		expect(server.runs).toHaveLength(1);
		const [run] = server.runs;
		expect(run.error).toBeUndefined();
		expect(run.output(trigger)).toEqual([
			{ orgId: org.emulator.identity.id, sObject: 'Lead', pipeline: 'instant', waiting: 7, received: 7 },
		]);
		expect(run.timesRun('Get Received')).toBe(5);
		expect(run.output('Write')).toHaveLength(7);
		expect(run.output('Finish')).toMatchObject([{ status: 'Success' }]);
		expect(org.emulator.org.rows('Lead').map(({ Industry }) => Industry)).toEqual(Array(7).fill('Retail'));
		expect(await org.store.countInbox(instant(), new Date())).toEqual({ waiting: 0, isDraining: false });
	});

	it('takes a repeated message as one, and what comes later as the next', async () => {
		await begin(2);
		const ids = leadIds();
		org.emulator.outbound.configure({ repeatPercent: 100 });
		change([ids[0]]);
		await org.emulator.outbound.deliver();
		await settled();
		org.passHours(1);
		await org.emulator.outbound.deliver();
		expect(org.emulator.outbound.attempts.map(({ isAcknowledged }) => isAcknowledged)).toEqual([true, true]);
		expect(server.executions).toHaveLength(1);
		org.emulator.outbound.configure({});
		change([ids[1]]);
		await org.emulator.outbound.deliver();
		await settled();
		expect(server.runs.map((run) => run.output('Write').length)).toEqual([1, 1]);
	});

	it('ends by itself when the org tells of our own writes', async () => {
		await begin(3, []);
		change(leadIds());
		await org.emulator.outbound.deliver();
		await settled();
		const written = server.runs[0].output('Write').length;
		for (let round = 0; round < 5; round += 1) {
			org.passHours(round + 1);
			await org.emulator.outbound.deliver();
			await settled();
		}
		expect(written).toBe(3);
		expect(org.emulator.outbound.waiting).toBe(0);
		expect(await org.store.countInbox(instant(), new Date())).toMatchObject({ waiting: 0 });
	});

	it('lets a sweep begin what a killed execution left, and nothing where nothing waits', async () => {
		await begin(3);
		const key = instant();
		const ids = leadIds();
		await org.store.receive(
			key,
			ids.map((recordId) => ({ recordId, isNew: false })),
			new Date(Date.now() - 3_600_000),
			10_000,
		);
		await org.store.beginDrain(key, 'killed', new Date(Date.now() - 3_600_000), 180_000);
		await org.store.claimInbox(key, 'killed', 2, new Date(Date.now() - 3_600_000), 180_000);

		const swept = await org.run(instantTemplate(), 'Every Minute');
		expect(swept.error).toBeUndefined();
		expect(swept.output('Does Any Wait?')).toMatchObject([{ waiting: 3, dueAgain: 0, isDraining: false }]);
		expect(swept.output('Write')).toHaveLength(3);

		const idle = await org.run(instantTemplate(), 'Every Minute');
		expect(idle.output('Does Any Wait?', 1)).toMatchObject([{ waiting: 0 }]);
		expect(idle.timesRun('Start')).toBe(0);
	});

	it('refuses to acknowledge while the store is away, so that Salesforce sends again, and loses nothing', async () => {
		await begin(1);
		const place = process.env.SALESFORCE_ENRICHMENT_STORE;
		process.env.SALESFORCE_ENRICHMENT_STORE = join(org.referenceFile, 'store.sqlite');
		change(leadIds());
		const [refused] = await org.emulator.outbound.deliver();
		process.env.SALESFORCE_ENRICHMENT_STORE = place;
		expect(refused).toMatchObject({ isAcknowledged: false, status: 503 });
		org.passHours(1);
		const [taken] = await org.emulator.outbound.deliver();
		expect(taken.isAcknowledged).toBe(true);
		await settled();
		expect(server.runs[0].output('Write')).toHaveLength(1);
	});

	it('reads what it works on anew: what a message says of a record is no value of it', async () => {
		await begin(1);
		const [id] = leadIds();
		const body = JSON.stringify({ sObject: 'Lead', records: [{ Id: id, Company: 'Forged', Industry: 'Forged' }] });
		const response = await fetch(`${server.url}header`, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json', 'x-enrichment-secret': secret },
		});
		expect([response.status, await response.json()]).toEqual([202, { received: 1, repeated: 0 }]);
		await settled();
		expect(server.runs[0].output('Write')).toMatchObject([{ Id: id }]);
		expect(org.emulator.org.get('Lead', id)).toMatchObject({ Industry: 'Retail', Company: 'Northwind Inc.' });
	});

	it('leaves what is gone, and says so', async () => {
		await begin(2);
		const ids = leadIds();
		change(ids);
		org.emulator.org.delete('Lead', ids[0]);
		await org.emulator.outbound.deliver();
		await settled();
		expect(server.runs[0].output('Write')).toMatchObject([{ Id: ids[1] }]);
		expect(await org.store.countInbox(instant(), new Date())).toMatchObject({ waiting: 0 });
	});
});
