import { aLead, leadOrgSeed, requestToken, signIn, startTestOrg, type SignedInClient } from '../test-org';
import { demoClient } from '../auth/clients';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

async function ingest(request: object, csv: string) {
	const { body: job } = await client.request('POST', 'jobs/ingest', request);
	await client.request('PUT', `jobs/ingest/${job.id}/batches`, csv, { 'content-type': 'text/csv' });
	await client.request('PATCH', `jobs/ingest/${job.id}`, { state: 'UploadComplete' });
	let info = job;
	while (!['JobComplete', 'Failed'].includes(info.state))
		info = (await client.request('GET', `jobs/ingest/${job.id}`)).body;
	return info;
}

it('an idle connection stays open for as long as its header says', async () => {
	const { headers } = await client.request('GET', 'limits');
	expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThanOrEqual(300);
});

it('a Bulk upsert by Id without an Id column creates its rows', async () => {
	const info = await ingest(
		{ object: 'Lead', operation: 'upsert', externalIdFieldName: 'Id' },
		'LastName,Company\nBulky,Acme\n',
	);
	expect(info).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 1, numberRecordsFailed: 0 });
	expect(org.org.find('Lead', { LastName: 'Bulky' })).toHaveLength(1);
});

it.each([
	['', 0],
	['LastName,Company\n', 0],
])('an upload of %j completes without rows', async (csv) => {
	expect(await ingest({ object: 'Lead', operation: 'insert' }, csv)).toMatchObject({
		state: 'JobComplete',
		numberRecordsProcessed: 0,
		numberRecordsFailed: 0,
	});
});

it('failed rows of a collections upsert say that nothing was created', async () => {
	const records = [aLead({ Key__c: 'k1', LastName: 'A', Company: 'B' }), aLead({ Key__c: 'k2', LastName: 'A' })];
	const { body } = await client.request('PATCH', 'composite/sobjects/Lead/Key__c', { records });
	expect(body.map(({ success, created }: { success: boolean; created: boolean }) => [success, created])).toEqual([
		[true, true],
		[false, false],
	]);
});

describe('the username-password flow', () => {
	const form = {
		grant_type: 'password',
		client_id: demoClient.clientId,
		client_secret: demoClient.clientSecret ?? '',
		username: 'integration@example.com',
		password: 'any',
	};

	it('signs in where the administrator allows it', async () => {
		expect((await requestToken(org.url, form)).body).toMatchObject({
			access_token: expect.any(String),
			instance_url: org.url,
			token_type: 'Bearer',
		});
		expect((await requestToken(org.url, { ...form, username: 'nobody@example.com' })).body).toEqual({
			error: 'invalid_grant',
			error_description: 'authentication failure',
		});
	});

	it('is blocked where not', async () => {
		const strict = await startTestOrg({ seed: { org: { passwordGrant: false } } });
		const { status, body } = await requestToken(strict.url, form);
		await strict.close();
		expect([status, body.error]).toEqual([400, 'invalid_grant']);
	});
});

it('Apex REST answers in its own words', async () => {
	const { status, body } = await client.request('GET', '/services/apexrest/own/thing');
	expect([status, body]).toEqual([404, [{ message: 'Could not find a match for URL', errorCode: 'NOT_FOUND' }]]);
	expect((await fetch(`${org.url}/services/apexrest/own`)).status).toBe(401);
});

it('limits are listed whole', async () => {
	const { body } = await client.request('GET', 'limits');
	expect(Object.keys(body).length).toBeGreaterThan(50);
	expect(
		Object.values(body as Record<string, { Max: number; Remaining: number }>).every(
			({ Max, Remaining }) => Remaining <= Max,
		),
	).toBe(true);
});

it.each([
	['SELECT Ownership, AccountSource, SicDesc, Jigsaw, CleanStatus FROM Account'],
	['SELECT CleanStatus, AssistantName, IsEmailBounced FROM Contact'],
	['SELECT SmallPhotoUrl, FullPhotoUrl FROM User'],
	[
		'SELECT Id, (SELECT Subject FROM ActivityHistories), (SELECT Subject FROM OpenActivities), (SELECT Title FROM Notes) FROM Account',
	],
	['SELECT Id, (SELECT Subject FROM OpenActivities), (SELECT Subject FROM Events) FROM Contact'],
	['SELECT Id, StartDateTime FROM Event'],
	['SELECT Id, ProductCode FROM Product2'],
	['SELECT Id, Title FROM ContentVersion'],
	["SELECT QualifiedApiName, IsDeprecatedAndHidden FROM EntityDefinition WHERE QualifiedApiName = 'Lead'"],
])('ordinary clients may ask: %s', async (soql) => {
	expect((await client.query(soql)).body).toMatchObject({ done: true });
});

it('open and past activities are listed with the account', async () => {
	const accountId = String(org.org.find('Account', { Name: 'Acme' })[0].Id);
	for (const [Subject, Status] of [
		['Open one', 'Not Started'],
		['Done one', 'Completed'],
	]) {
		expect((await client.request('POST', 'sobjects/Task', { Subject, Status, WhatId: accountId })).status).toBe(201);
	}
	const { body } = await client.query(
		'SELECT (SELECT Subject FROM OpenActivities), (SELECT Subject FROM ActivityHistories) FROM Account',
	);
	const { OpenActivities, ActivityHistories } = body.records[0];
	expect([OpenActivities.records[0].Subject, ActivityHistories.records[0].Subject]).toEqual(['Open one', 'Done one']);
});

it('parallel results come in the shape of the guide and in that of real orgs', async () => {
	const { body: job } = await client.request('POST', 'jobs/query', {
		operation: 'query',
		query: 'SELECT Id FROM Lead',
	});
	let info = job;
	while (info.state !== 'JobComplete') info = (await client.request('GET', `jobs/query/${job.id}`)).body;
	const { body } = await client.request('GET', `jobs/query/${job.id}/resultPages`);
	expect(body.resultChunks[0].resultLink).toMatch(new RegExp(`^/jobs/query/${job.id}/results\\?locator=`));
	expect((await client.request('GET', body.resultChunks[0].resultLink.slice(1))).status).toBe(200);
	expect(body.resultPages).toHaveLength(body.resultChunks.length);
});
