import { leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { awaitJob, createJob, readLines, runJob, startJob, upload } from './test-jobs';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({
		seed: {
			...leadOrgSeed,
			customFields: [
				...leadOrgSeed.customFields!,
				{ object: 'User', name: 'Ext__c', type: 'string', externalId: true },
				{ object: 'Account', name: 'Key__c', type: 'string', externalId: true },
				{ object: 'Lead', name: 'Due__c', type: 'date' },
				{ object: 'Lead', name: 'At__c', type: 'datetime' },
			],
			users: [{ Username: 'ada@example.com', Ext__c: 'U1' }],
		},
	});
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

describe('creating an ingest job', () => {
	it('answers the open job and where its data goes', async () => {
		const { status, body } = await client.request('POST', 'jobs/ingest', {
			object: 'lead',
			operation: 'upsert',
			externalIdFieldName: 'key__c',
		});
		expect(status).toBe(200);
		expect(body).toEqual({
			id: expect.stringMatching(/^750\w{15}$/),
			operation: 'upsert',
			object: 'Lead',
			createdById: '0055e0000000001AAA',
			createdDate: '2026-11-21T16:29:17.000+0000',
			systemModstamp: '2026-11-21T16:29:17.000+0000',
			state: 'Open',
			externalIdFieldName: 'Key__c',
			concurrencyMode: 'Parallel',
			contentType: 'CSV',
			apiVersion: 68,
			contentUrl: `services/data/v68.0/jobs/ingest/${body.id}/batches`,
			lineEnding: 'LF',
			columnDelimiter: 'COMMA',
		});
	});

	it.each([
		[{ operation: undefined }, 'INVALIDJOB', 'No operation provided'],
		[{ operation: 'INSERT' }, 'INVALIDJOB', 'Unable to parse Job: INSERT is not a valid value for operation'],
		[{ object: undefined }, 'INVALIDJOB', 'No object provided'],
		[{ object: 'Foo' }, 'INVALIDENTITY', 'Unable to find object: Foo'],
		[{ contentType: 'XML' }, 'INVALIDJOB', 'Unable to parse Job: XML is not a valid value for contentType'],
		[{ columnDelimiter: 'COLON' }, 'INVALIDJOB', 'Unable to parse Job: COLON is not a valid value for columnDelimiter'],
		[{ lineEnding: 'CR' }, 'INVALIDJOB', 'Unable to parse Job: CR is not a valid value for lineEnding'],
		[
			{ operation: 'upsert' },
			'INVALIDJOB',
			'External ID was blank for Lead. An External ID must be specified for upsert.',
		],
		[
			{ operation: 'upsert', externalIdFieldName: 'Title' },
			'INVALIDJOB',
			'Field name provided, Title does not match an External ID, Salesforce Id, or indexed field for Lead',
		],
		[
			{ externalIdFieldName: 'Key__c' },
			'INVALIDJOB',
			'External ID field name is only allowed for upsert, not for insert',
		],
		[
			{ object: 'Account', assignmentRuleId: '01Q5e0000000001' },
			'INVALIDJOB',
			'Assignment rules are for Case and Lead, not for Account',
		],
		[{ assignmentRuleId: 'x' }, 'INVALIDJOB', 'Invalid assignment rule id: x'],
		[
			{ priority: 1 },
			'JSON_PARSER_ERROR',
			'Unrecognized field "priority", not marked as ignorable at [line:1, column:1]',
		],
		[
			{ operation: 'hardDelete' },
			'FEATURENOTENABLED',
			'hardDelete operation requires special user profile permission, please contact your system administrator',
		],
	])('refuses %j with %s', async (body, errorCode, message) => {
		const reply = await client.request('POST', 'jobs/ingest', { object: 'Lead', operation: 'insert', ...body });
		expect([reply.status, reply.body]).toEqual([400, [{ message, errorCode }]]);
	});

	it('is not there before v41', async () => {
		const path = '/services/data/v40.0/jobs/ingest';
		expect((await client.request('POST', path, { object: 'Lead', operation: 'insert' })).status).toBe(404);
	});
});

describe('the states of an ingest job', () => {
	it('go by polls while the clock stands still', async () => {
		const id = await startJob(client, 'LastName,Company\nNg,X\n');
		expect(org.org.count('Lead', { LastName: 'Ng' })).toBe(0);
		const states = [];
		for (let poll = 0; poll < 3; poll++) states.push((await client.request('GET', `jobs/ingest/${id}`)).body.state);
		expect(states).toEqual(['InProgress', 'JobComplete', 'JobComplete']);
		expect(org.org.count('Lead', { LastName: 'Ng' })).toBe(1);
	});

	it('go by the clock without a poll, for every request', async () => {
		await startJob(client, 'LastName,Company\nNg,X\n');
		org.clock.advance(5_000);
		const { body } = await client.query("SELECT Id FROM Lead WHERE LastName = 'Ng'");
		expect(body.totalSize).toBe(1);
	});

	it('end with all counters', async () => {
		const { info } = await runJob(client, 'LastName,Company\nNg,X\nNo,\n');
		expect(info).toMatchObject({
			state: 'JobComplete',
			jobType: 'V2Ingest',
			numberRecordsProcessed: 2,
			numberRecordsFailed: 1,
			retries: 0,
			totalProcessingTime: 1,
			apiActiveProcessingTime: 1,
			apexProcessingTime: 0,
		});
		expect(info).not.toHaveProperty('contentUrl');
		expect(info).not.toHaveProperty('errorMessage');
	});

	it('allow one upload, while open', async () => {
		const id = await createJob(client);
		expect((await upload(client, id, 'LastName,Company\nNg,X\n')).status).toBe(201);
		const second = await upload(client, id, 'LastName,Company\nNg,X\n');
		expect([second.status, second.body[0].errorCode, second.body[0].message]).toEqual([
			400,
			'INVALIDJOB',
			expect.stringContaining(`Found multiple contents for job: <${id}>`),
		]);
		await client.request('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
		expect((await upload(client, id, 'x')).body[0].errorCode).toBe('INVALIDJOBSTATE');
	});

	it('refuse data that is not CSV or too large', async () => {
		const id = await createJob(client);
		expect((await client.request('PUT', `jobs/ingest/${id}/batches`, '{}')).status).toBe(415);
		const latin = { 'content-type': 'text/csv; charset=ISO-8859-1' };
		expect((await client.request('PUT', `jobs/ingest/${id}/batches`, 'Id\n', latin)).status).toBe(415);
		const tooLarge = await upload(client, id, 'x'.repeat(100 * 1024 * 1024 + 1));
		expect([tooLarge.status, tooLarge.body[0].errorCode]).toEqual([413, 'REQUEST_ENTITY_TOO_LARGE']);
	});

	it('let an abort stop what is not done yet', async () => {
		const id = await startJob(client, 'LastName,Company\nNg,X\n');
		const { body } = await client.request('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' });
		expect(body.state).toBe('Aborted');
		expect((await awaitJob(client, `jobs/ingest/${id}`)).numberRecordsProcessed).toBe(0);
		expect(await readLines(client, `jobs/ingest/${id}/unprocessedrecords`)).toEqual(['LastName,Company', 'Ng,X']);
		expect((await client.request('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' })).body[0]).toEqual({
			errorCode: 'INVALIDJOBSTATE',
			message: 'Aborting already Aborted Job not allowed',
		});
	});

	it.each([['UploadComplete'], ['JobComplete'], ['Done'], [undefined]])(
		'cannot be set to %s once closed',
		async (state) => {
			const id = await startJob(client, 'LastName,Company\nNg,X\n');
			const { status, body } = await client.request('PATCH', `jobs/ingest/${id}`, { state });
			expect([status, body[0].errorCode]).toEqual([400, 'INVALIDJOBSTATE']);
		},
	);

	it('decide whether a job can be deleted', async () => {
		const open = await createJob(client);
		expect((await client.request('DELETE', `jobs/ingest/${open}`)).body[0].errorCode).toBe('INVALIDJOBSTATE');
		const closed = await startJob(client, 'LastName,Company\nNg,X\n');
		expect((await client.request('DELETE', `jobs/ingest/${closed}`)).status).toBe(204);
		const atWork = await startJob(client, 'LastName,Company\nNg,X\n');
		await client.request('GET', `jobs/ingest/${atWork}`);
		expect((await client.request('DELETE', `jobs/ingest/${atWork}`)).body[0].errorCode).toBe('INVALIDJOBSTATE');
		await client.request('GET', `jobs/ingest/${atWork}`);
		expect((await client.request('DELETE', `jobs/ingest/${atWork}`)).status).toBe(204);
		expect((await client.request('GET', `jobs/ingest/${atWork}`)).status).toBe(404);
	});

	it('give no results before the end', async () => {
		const id = await startJob(client, 'LastName,Company\nNg,X\n');
		expect((await client.request('GET', `jobs/ingest/${id}/successfulResults`)).status).toBe(204);
	});

	it('are forgotten after seven days', async () => {
		const { id } = await runJob(client, 'LastName,Company\nNg,X\n');
		org.clock.advance(7 * 24 * 3_600_000);
		client = await signIn(org);
		expect((await client.request('GET', `jobs/ingest/${id}`)).status).toBe(200);
		org.clock.advance(1);
		expect((await client.request('GET', `jobs/ingest/${id}`)).status).toBe(404);
	});
});

describe('ingest operations', () => {
	it('insert, and answer ids with the rows as they were sent', async () => {
		const { successful, failed, info } = await runJob(
			client,
			'"LastName",Company,Title\n"Ng, Ada",X,"say ""hi"""\nNo,,\n',
		);
		expect(info.numberRecordsFailed).toBe(1);
		const [ada] = org.org.find('Lead', { LastName: 'Ng, Ada' });
		expect(ada.Title).toBe('say "hi"');
		expect(successful).toEqual([
			'"sf__Id","sf__Created","LastName",Company,Title',
			`"${ada.Id}","true","Ng, Ada",X,"say ""hi"""`,
		]);
		expect(failed).toEqual([
			'"sf__Id","sf__Error","LastName",Company,Title',
			'"","REQUIRED_FIELD_MISSING:Required fields are missing: [Company]:Company --",No,,',
		]);
	});

	it('update: an empty value changes nothing, #N/A empties the field', async () => {
		org.org.update('Lead', leadId, { Title: 'CTO', Phone: '1', Email: 'a@example.com' });
		const { info, successful } = await runJob(client, `Id,Title,Phone,Rating\n${leadId.slice(0, 15)},,#N/A,Hot\n`, {
			operation: 'update',
		});
		expect(info).toMatchObject({ state: 'JobComplete', numberRecordsFailed: 0 });
		expect(org.org.get('Lead', leadId)).toMatchObject({
			Title: 'CTO',
			Phone: null,
			Rating: 'Hot',
			Email: 'a@example.com',
		});
		expect(successful[1]).toBe(`"${leadId}","false",${leadId.slice(0, 15)},,#N/A,Hot`);
	});

	it('update: refuse what the REST API refuses, in its words', async () => {
		const { failed } = await runJob(
			client,
			`Id,Title,Email\n,x,\n00Q5e00000ZZZZZ,x,\n${leadId},Intern,\n${leadId},,bad\n`,
			{ operation: 'update' },
		);
		expect(failed.slice(1).sort()).toEqual([
			'"","INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--",00Q5e00000ZZZZZ,x,',
			'"","MISSING_ARGUMENT:Id not specified in an update call:--",,x,',
			`"${leadId}","FIELD_CUSTOM_VALIDATION_EXCEPTION:No interns:Title --",${leadId},Intern,`,
			`"${leadId}","INVALID_EMAIL_ADDRESS:Email: invalid email address: bad:Email --",${leadId},,bad`,
		]);
	});

	it('upsert by external id, refusing one that stands twice', async () => {
		org.org.update('Lead', leadId, { Key__c: 'k1' });
		const csv = 'Key__c,LastName,Company\nk1,New,\nk2,Ng,X\nk3,A,X\nK3,B,X\n,C,X\n';
		const { successful, failed } = await runJob(client, csv, { operation: 'upsert', externalIdFieldName: 'Key__c' });
		expect(org.org.get('Lead', leadId)).toMatchObject({ LastName: 'New', Company: 'Acme' });
		const [created] = org.org.find('Lead', { Key__c: 'k2' });
		expect(successful.slice(1).sort()).toEqual(
			[`"${leadId}","false",k1,New,`, `"${created.Id}","true",k2,Ng,X`].sort(),
		);
		expect(failed.slice(1).sort()).toEqual([
			'"","DUPLICATE_VALUE:Duplicate external id specified: K3:Key__c --",K3,B,X',
			'"","DUPLICATE_VALUE:Duplicate external id specified: k3:Key__c --",k3,A,X',
			'"","MISSING_ARGUMENT:Key__c not specified:--",,C,X',
		]);
	});

	it('upsert by Id', async () => {
		const { successful } = await runJob(client, `Id,LastName,Company\n${leadId},New,\n,Ng,X\n`, {
			operation: 'upsert',
			externalIdFieldName: 'Id',
		});
		expect(org.org.get('Lead', leadId)?.LastName).toBe('New');
		expect(
			successful
				.slice(1)
				.map((line) => line.split(',')[1])
				.sort(),
		).toEqual(['"false"', '"true"']);
	});

	it('delete', async () => {
		const { successful } = await runJob(client, `Id\n${leadId}\n`, { operation: 'delete' });
		expect(successful[1]).toBe(`"${leadId}","false",${leadId}`);
		expect(org.org.get('Lead', leadId)?.IsDeleted).toBe(true);
	});

	it('run the assignment rule only when the job names one', async () => {
		await runJob(client, `Id,Title\n${leadId},x\n`, { operation: 'update' });
		expect(org.org.get('Lead', leadId)?.OwnerId).toBe('0055e0000000001AAA');
		const [rule] = (await client.query("SELECT Id FROM AssignmentRule WHERE SobjectType = 'Lead'")).body.records;
		const { info } = await runJob(client, `Id,Title\n${leadId},x\n`, {
			operation: 'update',
			assignmentRuleId: rule.Id,
		});
		expect(info.assignmentRuleId).toBe(rule.Id);
		expect(org.org.get('Lead', leadId)?.OwnerId).toBe('0055e0000000003AAA');
	});

	it('name the record of a refused row since v53 only', async () => {
		const base = '/services/data/v52.0/jobs/ingest';
		const { body: job } = await client.request('POST', base, { object: 'Lead', operation: 'update' });
		await client.request('PUT', `${base}/${job.id}/batches`, `Id,Title\n${leadId},Intern\n`, {
			'content-type': 'text/csv; charset=UTF-8',
		});
		await client.request('PATCH', `${base}/${job.id}`, { state: 'UploadComplete' });
		await awaitJob(client, `${base}/${job.id}`);
		const [, row] = await readLines(client, `${base}/${job.id}/failedResults`);
		expect(row).toBe(`"","FIELD_CUSTOM_VALIDATION_EXCEPTION:No interns:Title --",${leadId},Intern`);
	});

	it('take lookups by external id, by Id and by type', async () => {
		org.org.update('Account', '0015e0000000001AAA', { Key__c: 'A1' });
		const [{ Id: ada }] = org.org.find('User', (user) => user.Username === 'ada@example.com');
		await runJob(client, `Id,Owner.Ext__c\n${leadId},U1\n`, { operation: 'update' });
		expect(org.org.get('Lead', leadId)?.OwnerId).toBe(ada);
		await runJob(client, `Id,Owner.Id\n${leadId},0055e0000000001AAA\n`, { operation: 'update' });
		expect(org.org.get('Lead', leadId)?.OwnerId).toBe('0055e0000000001AAA');
		await runJob(client, `Id,user:Owner.Ext__c\n${leadId},U1\n`, { operation: 'update' });
		expect(org.org.get('Lead', leadId)?.OwnerId).toBe(ada);
		const contact = await runJob(client, 'LastName,Account.Key__c\nA,A1\nB,A2\nC,#N/A\nD,\n', { object: 'Contact' });
		expect(org.org.find('Contact', { AccountId: '0015e0000000001AAA' }).map((each) => each.LastName)).toContain('A');
		expect(contact.failed.slice(1)).toEqual([
			'"","INVALID_FIELD:Foreign key external ID: A2 not found for field Key__c in entity Account:--",B,A2',
		]);
	});

	it.each([
		['DoNotCall', '1', true],
		['DoNotCall', 'FALSE', false],
		['AnnualRevenue', '1.5e3', 1500],
		['NumberOfEmployees', '12', 12],
		['Due__c', '1940-06-07Z', '1940-06-07'],
		['Due__c', '2026-01-31', '2026-01-31'],
		['At__c', '2026-01-31T10:00:00.000+0200', '2026-01-31T08:00:00.000+0000'],
		['At__c', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000+0000'],
	])('read %s from %s', async (name, text, value) => {
		await runJob(client, `Id,${name}\n${leadId},${text}\n`, { operation: 'update' });
		expect(org.org.get('Lead', leadId)?.[name]).toBe(value);
	});
});
