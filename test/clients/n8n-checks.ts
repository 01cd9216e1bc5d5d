import assert from 'node:assert/strict';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';
import { clientApp, leadCount } from './client-org';
import { codeFromLoginPage, redirectUri } from './jsforce-login-checks';
import { N8nEngine } from './n8n-engine';

const salesforce = 'n8n-nodes-base.salesforce';
const trigger = 'n8n-nodes-base.salesforceTrigger';

/** n8n's built-in Salesforce node and trigger, in n8n's engine, signed in by JWT and by OAuth2. */
export async function checkN8n(checks: Checks, org: SalesforceEmulator): Promise<void> {
	const jwt = await N8nEngine.load({ salesforceJwtApi: jwtCredential(org) });
	await checkNode(checks, (parameters) => jwt.runNode(salesforce, { authentication: 'jwt', ...parameters }));
	await checkTrigger(checks, org, jwt);
	await checkOAuth2(checks, org);
}

type Run = (parameters: INodeParameters) => Promise<IDataObject[]>;

function jwtCredential({ url }: SalesforceEmulator) {
	const { clientId, username, privateKey } = clientApp;
	return {
		environment: 'production',
		clientId,
		username,
		privateKey,
		myDomainUrl: url,
		accessToken: '',
		instanceUrl: '',
	};
}

/** What each resource needs on top of its own name, by the words of the node's parameters. */
const resources = [
	{
		resource: 'lead',
		idName: 'leadId',
		required: { company: 'Acme', lastname: 'Ng' },
		change: { title: 'CTO' },
		field: 'Title',
		value: 'CTO',
	},
	{
		resource: 'account',
		idName: 'accountId',
		required: { name: 'Ng Ltd' },
		change: { phone: '+44 20' },
		field: 'Phone',
		value: '+44 20',
	},
	{
		resource: 'contact',
		idName: 'contactId',
		required: { lastname: 'Ng' },
		change: { title: 'CTO' },
		field: 'Title',
		value: 'CTO',
	},
];

async function checkNode(checks: Checks, run: Run): Promise<void> {
	for (const { resource, idName, required, change, field, value } of resources) {
		await checks.check(`${resource}: creates, updates, reads and deletes`, async () => {
			const [created] = await run({ resource, operation: 'create', ...required, additionalFields: {} });
			const id = String(created.id);
			assert.deepEqual(await run({ resource, operation: 'update', [idName]: id, updateFields: change }), [
				{ errors: [], success: true },
			]);
			assert.equal((await run({ resource, operation: 'get', [idName]: id }))[0][field], value);
			await run({ resource, operation: 'delete', [idName]: id });
			await assert.rejects(run({ resource, operation: 'get', [idName]: id }));
		});
		await checks.check(`${resource}: upserts by external id`, async () => {
			const upsert = {
				resource,
				operation: 'upsert',
				externalId: 'Key__c',
				externalIdValue: 'n8n',
				...required,
				additionalFields: {},
			};
			const [[first], [second]] = [await run(upsert), await run(upsert)];
			assert.deepEqual([first.created, second.created, first.id === second.id], [true, false, true]);
		});
		await checks.check(`${resource}: lists and sums up`, async () => {
			const some = await run({ resource, operation: 'getAll', returnAll: false, limit: 1, options: {} });
			assert.equal(some.length, 1);
			const [summary] = await run({ resource, operation: 'getSummary' });
			assert.equal((summary.objectDescribe as IDataObject).name, `${resource[0].toUpperCase()}${resource.slice(1)}`);
		});
	}
	await checks.check('lead: reads all of them, page by page', async () => {
		const leads = await run({ resource: 'lead', operation: 'getAll', returnAll: true, options: {} });
		assert.ok(leads.length >= leadCount);
	});
	await checks.check('lead: reads with a condition', async () => {
		const conditionsUi = { conditionValues: [{ field: 'LastName', operation: 'equal', value: 'L77' }] };
		const leads = await run({
			resource: 'lead',
			operation: 'getAll',
			returnAll: true,
			options: { conditionsUi, fields: 'Id,LastName' },
		});
		assert.deepEqual(
			leads.map((each) => each.LastName),
			['L77'],
		);
	});
	await checkCustomObject(checks, run);
	await checks.check('search: runs SOQL', async () => {
		const rows = await run({
			resource: 'search',
			operation: 'query',
			query: 'SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry',
		});
		assert.ok(rows.some((row) => row.Industry === 'Technology' && row.n === 1));
	});
	await checks.check('user: lists', async () => {
		const users = await run({ resource: 'user', operation: 'getAll', returnAll: true, options: {} });
		assert.ok(users.some((user) => user.Email === clientApp.username));
	});
	await checks.check('is told why a record is refused', async () => {
		const wrong = {
			resource: 'lead',
			operation: 'create',
			company: 'Acme',
			lastname: 'Ng',
			additionalFields: { email: 'not an address' },
		};
		await assert.rejects(run(wrong), /invalid email address|400|Bad request/i);
	});
}

async function checkCustomObject(checks: Checks, run: Run): Promise<void> {
	const base = { resource: 'customObject', customObject: 'Rating__c' };
	const withStars = (stars: number) => ({
		customFieldsUi: { customFieldsValues: [{ fieldId: 'Stars__c', value: stars as unknown as string }] },
	});
	await checks.check('custom object: creates, upserts, updates, reads, lists and deletes', async () => {
		const [created] = await run({ ...base, operation: 'create', ...withStars(3), additionalFields: {} });
		const recordId = String(created.id);
		await run({
			...base,
			operation: 'upsert',
			externalId: 'Code__c',
			externalIdValue: 'X1',
			...withStars(5),
			additionalFields: {},
		});
		await run({ ...base, operation: 'update', recordId, ...withStars(4), updateFields: {} });
		assert.equal((await run({ ...base, operation: 'get', recordId }))[0].Stars__c, 4);
		assert.equal((await run({ ...base, operation: 'getAll', returnAll: true, options: {} })).length, 2);
		await run({ ...base, operation: 'delete', recordId });
	});
}

async function checkTrigger(checks: Checks, org: SalesforceEmulator, engine: N8nEngine): Promise<void> {
	await checks.check('trigger: emits what was created since the last poll, once', async () => {
		const poll = await engine.startPolling(trigger, { authentication: 'jwt', triggerOn: 'contactCreated' });
		await poll();
		const id = org.org.insert('Contact', { LastName: 'Fresh' });
		// The node's window ends at its own clock, and Salesforce stamps whole seconds: the second has to be over.
		org.clock.advance(-2_000);
		const [first, second] = [await poll(), await poll()];
		assert.ok(first.some((each) => each.Id === id));
		assert.deepEqual(second, []);
	});
	await checks.check('trigger: emits what was updated since the last poll', async () => {
		org.clock.advance(-3_600_000);
		const id = org.org.insert('Account', { Name: 'Before' });
		org.clock.advance(3_600_000);
		const poll = await engine.startPolling(trigger, { authentication: 'jwt', triggerOn: 'accountUpdated' });
		await poll();
		org.clock.advance(-1_000);
		org.org.update('Account', id, { Phone: '1' });
		org.clock.advance(1_000);
		assert.ok((await poll()).some((each) => each.Id === id));
	});
}

async function checkOAuth2(checks: Checks, org: SalesforceEmulator): Promise<void> {
	const { clientId, clientSecret } = clientApp;
	const accessTokenUrl = `${org.url}/services/oauth2/token`;
	const asked = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: 'full refresh_token' };
	const code = await codeFromLoginPage(`${org.url}/services/oauth2/authorize?${new URLSearchParams(asked)}`);
	const form = {
		grant_type: 'authorization_code',
		code,
		client_id: clientId,
		client_secret: clientSecret,
		redirect_uri: redirectUri,
	};
	const reply = await fetch(accessTokenUrl, { method: 'POST', body: new URLSearchParams(form) });
	const engine = await N8nEngine.load({
		salesforceOAuth2Api: {
			...{
				grantType: 'pkce',
				clientId,
				clientSecret,
				accessTokenUrl,
				scope: 'full refresh_token',
				authentication: 'header',
			},
			oauthTokenData: (await reply.json()) as IDataObject,
		} as never,
	});
	const read = () =>
		engine.runNode(salesforce, {
			authentication: 'oAuth2',
			resource: 'search',
			operation: 'query',
			query: 'SELECT Id FROM Account LIMIT 1',
		});
	await checks.check('reads with an OAuth2 credential', async () => {
		assert.equal((await read()).length, 1);
	});
	await checks.check('refreshes an OAuth2 credential when the session has ended', async () => {
		org.expireSessions();
		assert.equal((await read()).length, 1);
	});
}
