import { leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { awaitJob, runJob } from './test-jobs';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({
		seed: {
			...leadOrgSeed,
			customFields: [
				...leadOrgSeed.customFields!,
				{ object: 'User', name: 'Ext__c', type: 'string', externalId: true },
			],
		},
	});
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

describe('the CSV of an ingest job', () => {
	it.each([
		['BACKQUOTE', '`'],
		['CARET', '^'],
		['PIPE', '|'],
		['SEMICOLON', ';'],
		['TAB', '\t'],
		['COMMA', ','],
	])('may be parted by %s and end its rows with CRLF', async (columnDelimiter, char) => {
		const csv = `LastName${char}Company\r\nNg${char}"X${char}Y"\r\n`;
		const { successful } = await runJob(client, csv, { columnDelimiter, lineEnding: 'CRLF' });
		const [lead] = org.org.find('Lead', { LastName: 'Ng' });
		expect(lead.Company).toBe(`X${char}Y`);
		expect(successful).toEqual([
			['"sf__Id"', '"sf__Created"', 'LastName', 'Company'].join(char),
			[`"${lead.Id}"`, '"true"', 'Ng', `"X${char}Y"`].join(char),
		]);
	});

	it.each([
		['Id,Foo__c\n1,2\n', 'InvalidBatch : Field name not found : Foo__c'],
		['\uFEFFId,Title\n1,2\n', 'InvalidBatch : Field name not found : \uFEFFId'],
		[
			'\uFEFF"Id",Title\n1,2\n',
			'InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote',
		],
		['Title\nx\n', 'InvalidBatch : Field name not found : Id'],
		['Id,Title,title\n1,2,3\n', 'InvalidBatch : Duplicate field name in header : title'],
		['Id,Foo.Name\n1,2\n', 'InvalidBatch : Unable to find relationship: Foo'],
		[
			'Id,Individual:Individual.Name\n1,2\n',
			'InvalidBatch : type is not needed for non polymorphic foreign key references: Individual',
		],
		['Id,User:Owner:Ext__c\n1,2\n', 'InvalidBatch : Field name not found : User:Owner:Ext__c'],
		['Id,Owner.Nope\n1,2\n', 'InvalidBatch : Field name not found : Owner.Nope'],
		['Id,Account:Owner.Name\n1,2\n', 'InvalidBatch : Field name not found : Account:Owner.Name'],
		[
			'Id,user:Owner.Title\n1,2\n',
			'InvalidBatch : Field name provided, Title does not match an External ID, Salesforce Id, or indexed field for User',
		],
		['Id,Title\r\n1,2\r\n', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF'],
	])('fails the job whose CSV begins %j', async (csv, errorMessage) => {
		const { info, successful, failed, unprocessed } = await runJob(client, csv, { operation: 'update' });
		expect(info).toMatchObject({ state: 'Failed', errorMessage, numberRecordsProcessed: 0, numberRecordsFailed: 0 });
		expect([successful.length, failed.length]).toEqual([1, 1]);
		// fetch() takes a byte order mark for no part of the text.
		expect(unprocessed).toEqual(csv === '' ? [] : csv.replace('\uFEFF', '').trimEnd().split(/\r?\n/));
	});

	it.each([
		['characters', 'x'.repeat(32_001), 'InvalidBatch : Header row is longer than 32000 characters'],
		['columns', 'x,'.repeat(5_000), "InvalidBatch : A record can't have more than 5000 fields"],
	])('fails the job whose header has too many %s', async (_, header, errorMessage) => {
		const { info } = await runJob(client, `${header}\n`);
		expect(info).toMatchObject({ state: 'Failed', errorMessage });
	});

	it('fails single rows that are not CSV, too long or too wide', async () => {
		const long = 'y'.repeat(32_001);
		const csv = `LastName,Company\n"Ng", "X"\nA,B,C\n${long},X\nGood,X\n"open,X`;
		const { info, successful, failed } = await runJob(client, csv);
		expect(info).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 5, numberRecordsFailed: 4 });
		expect(successful).toHaveLength(2);
		expect(
			failed
				.slice(1)
				.map((line) => line.replace(/y+/, 'y…'))
				.sort(),
		).toEqual([
			'"","InvalidBatch:A field can\'t have more than 32000 characters:--",y…,X',
			'"","InvalidBatch:Failed to parse CSV. EOF reached before closing an opened quote:--","open,X',
			'"","InvalidBatch:Failed to parse CSV. Expected number of columns: 2 Found: 3:--",A,B,C',
			'"","InvalidBatch:Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote:--","Ng", "X"',
		]);
	});

	it('knows no field that the user may not see', async () => {
		const users = ['integration@example.com'];
		const access = {
			profiles: [{ name: 'Narrow', users, fields: { 'Lead.Rating': 'none', 'Lead.Phone': 'read' } as const }],
		};
		const narrow = await startTestOrg({ seed: { ...leadOrgSeed, access } });
		const user = await signIn(narrow);
		const hidden = await runJob(user, `Id,Rating\n${leadId},Hot\n`, { operation: 'update' });
		const readOnly = await runJob(user, `Id,Phone\n${leadId},1\n`, { operation: 'update' });
		const query = await user.request('POST', 'jobs/query', { operation: 'query', query: 'SELECT Rating FROM Lead' });
		await narrow.close();
		expect(hidden.info).toMatchObject({
			state: 'Failed',
			errorMessage: 'InvalidBatch : Field name not found : Rating',
		});
		expect(readOnly.failed[1]).toMatch(
			/^"00Q\w+","INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create\/update fields: Phone/,
		);
		expect(query.body[0].errorCode).toBe('INVALID_FIELD');
	});

	it('keeps line breaks within quotes', async () => {
		await runJob(client, `Id,Description\n${leadId},"two\nlines"\n`, { operation: 'update' });
		expect(org.org.get('Lead', leadId)?.Description).toBe('two\nlines');
	});

	it('takes the Id column alone for deletes', async () => {
		const { info } = await runJob(client, `Id,Title\n${leadId},x\n`, { operation: 'delete' });
		expect(info).toMatchObject({
			state: 'Failed',
			errorMessage: 'InvalidBatch : The delete operation takes the Id column only',
		});
	});
});

describe('a multipart request', () => {
	const type = { 'content-type': 'multipart/form-data; boundary=BOUNDARY' };
	const body = (content: string, job = '{"object":"Lead","operation":"insert"}') =>
		`--BOUNDARY\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name="job"\r\n\r\n${job}\r\n` +
		`--BOUNDARY\r\nContent-Type: text/csv\r\nContent-Disposition: form-data; name="content"; filename="content"\r\n\r\n${content}\r\n--BOUNDARY--\r\n`;

	it('creates a job that is uploaded and closed', async () => {
		const { body: created } = await client.request('POST', 'jobs/ingest', body('LastName,Company\nNg,X'), type);
		expect(created).toMatchObject({ state: 'UploadComplete', object: 'Lead' });
		expect(await awaitJob(client, `jobs/ingest/${created.id}`)).toMatchObject({
			state: 'JobComplete',
			numberRecordsProcessed: 1,
		});
		expect(org.org.count('Lead', { LastName: 'Ng' })).toBe(1);
	});

	it.each([
		['too much content', body(`LastName,Company\n${'x'.repeat(100_000)}`), 'INVALIDJOB'],
		[
			'no content part',
			'--BOUNDARY\r\nContent-Disposition: form-data; name="job"\r\n\r\n{}\r\n--BOUNDARY--',
			'INVALIDJOB',
		],
		['another boundary', body('x').replaceAll('BOUNDARY', 'OTHER'), 'INVALIDJOB'],
		['a job part that is no object', body('x', '[]'), 'JSON_PARSER_ERROR'],
	])('is refused with %s', async (_, text, code) => {
		const reply = await client.request('POST', 'jobs/ingest', text, type);
		expect([reply.status, reply.body[0].errorCode]).toEqual([400, code]);
	});
});
