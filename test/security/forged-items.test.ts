import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { instanceStore } from '../../nodes/wiring/store';
import { WorkflowEngine, type WorkflowTemplate } from '../engine/workflow-engine';
import { credentialFields } from '../nodes/node-org';

const pack = 'n8n-nodes-salesforce-enrichment';
const folder = mkdtempSync(join(tmpdir(), 'forged-'));

let org: SalesforceEmulator;
let engine: WorkflowEngine;
beforeAll(async () => {
	process.env.SALESFORCE_ENRICHMENT_STORE = join(folder, 'store.sqlite');
	const Lead = [{ LastName: 'Novak', Company: 'Northwind', Industry: 'Energy' }];
	org = await startSalesforceEmulator({ seed: { customFields: ownCustomFields(['Lead']), records: { Lead } } });
	engine = await WorkflowEngine.load(join(__dirname, '../..'), folder);
});
afterAll(async () => {
	await (await instanceStore()).close();
	await org.close();
	rmSync(folder, { recursive: true });
});
beforeEach(() => org.calls.clear());

const novak = () => org.org.rows('Lead')[0];

/** What a stranger posts to the webhook: a record, and what the pack would have noted of it. */
function forgery(changes: IDataObject = {}): IDataObject {
	const proposal = {
		value: 'Forged',
		provider: 'reference',
		confidence: 1,
		observedAt: '2030-01-01',
		policy: 'always',
	};
	const proposals = { Industry: { ...proposal, value: 'Banking' }, LastName: proposal };
	return {
		Id: String(novak().Id),
		_enrichment: { orgId: org.identity.id, sObject: 'Lead', outcome: 'matched', proposals, ...changes },
	};
}

const node = (name: string, type: string, parameters: IDataObject = {}, extra: object = {}): INode =>
	({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...extra }) as INode;
const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] }) as never;

/** Webhook → the posted body as the item → these nodes, one behind the other. */
function behindWebhook(...nodes: INode[]): WorkflowTemplate {
	const webhook = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ path: 'leads', httpMethod: 'POST' },
		{ typeVersion: 2, webhookId: 'w' },
	);
	const body = node(
		'Body',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: '={{ $json.body }}' },
		{ typeVersion: 3.4 },
	);
	const all = [webhook, body, ...nodes];
	return {
		name: 'Leads',
		nodes: all,
		connections: Object.fromEntries(all.slice(0, -1).map(({ name }, index) => [name, to(all[index + 1].name)])),
	};
}

const write = node('Write', `${pack}.salesforceBulkWrite`, { sObject: 'Lead' });

async function post(template: WorkflowTemplate, body: IDataObject) {
	const posted = { headers: {}, params: {}, query: {}, body };
	return await engine.run(template, { salesforceProductionServerApi: credentialFields(org) }, 'Webhook', [
		{ json: posted },
	]);
}

describe('an `_enrichment` that a stranger posts to a webhook', () => {
	it('writes none of its proposals', async () => {
		const before = { ...novak() };
		const run = await post(behindWebhook(write), forgery());
		expect(run.error).toBeUndefined();
		expect(novak()).toMatchObject({ Industry: before.Industry, LastName: before.LastName });
	});

	it('writes none of its proposals behind Score and Find Duplicates either, which seal what they put out', async () => {
		const between = [
			node('Score', `${pack}.salesforceScore`, { sObject: 'Lead' }),
			node('Duplicates', `${pack}.salesforceDedupe`, { sObject: 'Lead' }),
		];
		const run = await post(behindWebhook(...between, write), forgery());
		expect(run.error).toBeUndefined();
		expect(novak()).toMatchObject({ Industry: 'Energy', LastName: 'Novak' });
	});

	it.each([
		["another's run", { runId: 'somebody-else-s', executionId: '1' }],
		['a seal of its own', { seal: 'A'.repeat(43) }],
		['a seal that is no text', { seal: { toString: 'x' } }],
	])('writes nothing with %s', async (_what, changes) => {
		await post(behindWebhook(write), forgery(changes));
		expect(novak()).toMatchObject({ Industry: 'Energy', LastName: 'Novak' });
	});

	it.each(['text', 5, null, [], [{ proposals: {} }]])('breaks nothing as %j', async (_enrichment) => {
		const run = await post(behindWebhook(write), { Id: String(novak().Id), _enrichment } as IDataObject);
		expect(novak()).toMatchObject({ Industry: 'Energy', LastName: 'Novak' });
		expect(run.error ?? '').not.toContain('TypeError');
	});

	it('is not believed with the seal of another record, or of a record that does not exist yet', async () => {
		const score = behindWebhook(node('Score', `${pack}.salesforceScore`, { sObject: 'Lead' }));
		const [genuine] = (await post(score, { Id: String(novak().Id), Industry: 'Energy' })).output('Score');
		const moved = await post(behindWebhook(write), { ...genuine, Id: '00Q5e0000000009EAA' });
		expect(moved.error).toContain('_enrichment of item 1');

		const [fresh] = (await post(score, { LastName: 'New', Industry: 'Energy' })).output('Score');
		const { proposals } = forgery()._enrichment as IDataObject;
		const changed = await post(behindWebhook(write), {
			...fresh,
			Id: String(novak().Id),
			_enrichment: { ...(fresh._enrichment as IDataObject), proposals },
		});
		expect(changed.error).toContain('_enrichment of item 1');
		expect(novak()).toMatchObject({ Industry: 'Energy', LastName: 'Novak' });
	});
});

describe('columns that a stranger posts to a webhook', () => {
	const columns = {
		_outcome: 'matched',
		_proposals: { Industry: 'Banking', LastName: 'Forged' },
		_sources: '1 reference always 2030-01-01: Industry, LastName',
		_message: 'x',
	};

	it.each([
		['alone', {}],
		['with a made-up _enrichment', { _enrichment: '{"sObject":"Lead","seal":"AAAA"}' }],
		['with an _enrichment without a seal', { _enrichment: '{"sObject":"Lead"}' }],
		['with an _enrichment that is no JSON', { _enrichment: '{' }],
	])('are written by no node %s', async (_what, extra) => {
		const posted = { Id: String(novak().Id), ...columns, ...extra };
		for (const typeVersion of [1, 2]) {
			await post(behindWebhook({ ...write, typeVersion }), posted);
			await post(
				behindWebhook(node('Score', `${pack}.salesforceScore`, { sObject: 'Lead' }, { typeVersion }), {
					...write,
					typeVersion,
				}),
				posted,
			);
		}
		expect(novak()).toMatchObject({ Industry: 'Energy', LastName: 'Novak' });
	});

	it('are not believed with the seal of another record', async () => {
		const score = behindWebhook(node('Score', `${pack}.salesforceScore`, { sObject: 'Lead' }, { typeVersion: 2 }));
		const [genuine] = (await post(score, { Id: '00Q5e0000000009EAA', Industry: 'Energy' })).output('Score');
		const moved = await post(behindWebhook(write), { ...genuine, ...columns, Id: String(novak().Id) });
		expect(moved.error).toContain('_enrichment of item 1');
		expect(novak()).toMatchObject({ Industry: 'Energy', LastName: 'Novak' });
	});

	it('are believed of a record that does not exist yet as the pack has put them out, and only so', async () => {
		const score = node('Score', `${pack}.salesforceScore`, { sObject: 'Lead' }, { typeVersion: 2 });
		const [fresh] = (await post(behindWebhook(score), { LastName: 'New', Industry: 'Energy' })).output('Score');
		const again = await post(behindWebhook({ ...score, name: 'Again' }), fresh);
		expect(again.error).toBeUndefined();
		expect(again.output('Again')[0]).toMatchObject({ _score: fresh._score });
		const changed = await post(behindWebhook(score), { ...fresh, _proposals: { Enrichment_Score__c: 100 } });
		expect(changed.error).toContain('_enrichment of item 1');
	});
});

describe('what the pack itself has noted', () => {
	it('is still written behind nodes that copy it', async () => {
		const copy = node(
			'Copy',
			'n8n-nodes-base.set',
			{
				includeOtherFields: true,
				assignments: { assignments: [{ id: 'a', name: 'note', value: 'x', type: 'string' }] },
			},
			{ typeVersion: 3.4 },
		);
		const run = await post(behindWebhook(node('Score', `${pack}.salesforceScore`, { sObject: 'Lead' }), copy, write), {
			Id: String(novak().Id),
			Industry: 'Energy',
		});
		expect(run.error).toBeUndefined();
		expect(novak().Enrichment_Score__c).not.toBeNull();
	});
});
