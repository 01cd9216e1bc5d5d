import { Connection } from 'jsforce';
import { demoClient } from '../auth/clients';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { requestToken, signIn, startTestOrg, type RawReply, type SignedInClient } from '../test-org';
import { zipOf } from './zip.builders';

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg();
	client = await signIn(org);
});
afterEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

const manifest = (types: Readonly<Record<string, readonly string[]>>) =>
	`<Package>${Object.entries(types)
		.map(
			([name, members]) =>
				`<types>${members.map((each) => `<members>${each}</members>`).join('')}<name>${name}</name></types>`,
		)
		.join('')}<version>60.0</version></Package>`;
const textField = (name: string, length = 20) =>
	`<fields><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>${length}</length></fields>`;
const visit = {
	'objects/Visit__c.object': `<CustomObject><deploymentStatus>Deployed</deploymentStatus><label>Visit</label><nameField><label>Visit Name</label><type>Text</type></nameField><pluralLabel>Visits</pluralLabel><sharingModel>ReadWrite</sharingModel>${textField('Place__c')}</CustomObject>`,
	'permissionsets/Visitor.permissionset':
		'<PermissionSet><fieldPermissions><editable>true</editable><field>Visit__c.Place__c</field><readable>true</readable></fieldPermissions><label>Visitor</label><customPermissions><enabled>true</enabled><name>May_Visit</name></customPermissions></PermissionSet>',
	'customPermissions/May_Visit.customPermission': '<CustomPermission><label>May Visit</label></CustomPermission>',
};
const visitTypes = {
	PermissionSet: ['Visitor'],
	CustomPermission: ['May_Visit'],
	CustomField: ['Visit__c.Place__c'],
	CustomObject: ['Visit__c'],
};

async function deploy(files: Readonly<Record<string, string>>, options: object = {}): Promise<RawReply['body']> {
	const form = new FormData();
	const deployOptions = { rollbackOnError: true, singlePackage: true, ...options };
	form.append('json', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }), 'json');
	form.append('file', new Blob([Uint8Array.from(zipOf(files))], { type: 'application/zip' }), 'deploy.zip');
	const started = await fetch(`${org.url}/services/data/v68.0/metadata/deployRequest`, {
		method: 'POST',
		headers: { authorization: await authorization() },
		body: form,
	});
	expect(started.status).toBe(201);
	const { id } = (await started.json()) as { id: string };
	return (await client.request('GET', `metadata/deployRequest/${id}?includeDetails=true`)).body.deployResult;
}

async function authorization(): Promise<string> {
	const { clientId, clientSecret = '' } = demoClient;
	const reply = await requestToken(org.url, {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	});
	return `Bearer ${reply.body.access_token}`;
}

const problems = (result: RawReply['body']) =>
	result.details.componentFailures.map((each: { fullName: string; problem: string }) => [each.fullName, each.problem]);

describe('a deployment', () => {
	it('makes an object, its field, and who may use it, whatever their order in the manifest', async () => {
		const result = await deploy({ 'package.xml': manifest(visitTypes), ...visit });
		expect([result.status, result.numberComponentsDeployed, problems(result)]).toEqual(['Succeeded', 4, []]);

		const [{ Id: PermissionSetId }] = org.org.find('PermissionSet', { Name: 'Visitor' });
		const [{ Id: AssigneeId }] = org.org.find('User', { Username: 'integration@example.com' });
		await client.request('POST', 'sobjects/PermissionSetAssignment', { PermissionSetId, AssigneeId });
		const created = await client.request('POST', 'sobjects/Visit__c', { Name: 'First', Place__c: 'Bonn' });
		expect(created.status).toBe(201);
		const found = await client.query("SELECT Name, Place__c FROM Visit__c WHERE Place__c = 'bonn'");
		expect(found.body.records).toMatchObject([{ Name: 'First', Place__c: 'Bonn' }]);
		const granted = await client.query(
			"SELECT SetupEntityId FROM SetupEntityAccess WHERE SetupEntityType = 'CustomPermission'",
		);
		const permission = await client.query("SELECT Id FROM CustomPermission WHERE DeveloperName = 'May_Visit'");
		expect(granted.body.records[0].SetupEntityId).toBe(permission.body.records[0].Id);
		const access = await client.query(
			`SELECT HasEditAccess FROM UserRecordAccess WHERE UserId = '${String(AssigneeId)}' AND RecordId = '${created.body.id}'`,
		);
		expect(access.body.records).toMatchObject([{ HasEditAccess: true }]);
	});

	it('leaves the org as it was when one component is refused', async () => {
		const result = await deploy({
			'package.xml': manifest({ ...visitTypes, CustomField: ['Visit__c.Place__c', 'Lead.Long__c'] }),
			'objects/Lead.object': `<CustomObject>${textField('Long__c', 999)}</CustomObject>`,
			...visit,
		});
		expect(result).toMatchObject({ success: false, status: 'Failed', numberComponentErrors: 1 });
		expect(problems(result)).toEqual([['Lead.Long__c', expect.stringContaining('Length must be between')]]);
		expect((await client.request('GET', 'sobjects/Visit__c/describe')).status).toBe(404);
	});

	it('keeps what is well when it is told not to roll back', async () => {
		const files = { 'package.xml': manifest({ CustomPermission: ['May_Visit', 'Missing'] }), ...visit };
		const result = await deploy(files, { rollbackOnError: false });
		expect([result.status, problems(result)]).toEqual([
			'SucceededPartial',
			[['Missing', expect.stringContaining('was not found in zipped directory')]],
		]);
		expect(org.org.count('CustomPermission', { DeveloperName: 'May_Visit' })).toBe(1);
	});

	it('says what is wrong of a permission on a field that is not there, a type it does not know, and no package', async () => {
		const set = { 'package.xml': manifest({ PermissionSet: ['Visitor'] }), ...visit };
		expect(problems(await deploy(set))).toEqual([
			['Visitor', 'In field: field - no CustomField named Visit__c.Place__c found'],
		]);
		expect(problems(await deploy({ 'package.xml': manifest({ Bot: ['A'] }) }))).toEqual([
			['A', expect.stringContaining("Unknown type name 'Bot'")],
		]);
		expect(await deploy({ 'readme.txt': '' })).toMatchObject({ success: false, errorMessage: 'No package.xml found' });
	});

	describe('of a map of lead fields', () => {
		const pair = (input: string, output: string) =>
			`<mappingFields><inputField>${input}</inputField><outputField>${output}</outputField></mappingFields>`;
		const map = (pairs: string) => ({
			'package.xml': manifest({
				LeadConvertSettings: ['LeadConvertSettings'],
				PermissionSet: ['Sales'],
				CustomField: ['Lead.Tier__c', 'Lead.Size__c', 'Contact.Tier__c'],
			}),
			'objects/Lead.object': `<CustomObject>${textField('Tier__c')}<fields><fullName>Size__c</fullName><label>Size</label><type>Number</type><precision>8</precision><scale>0</scale></fields></CustomObject>`,
			'permissionsets/Sales.permissionset': `<PermissionSet><label>Sales</label>${['Lead.Tier__c', 'Lead.Size__c', 'Contact.Tier__c'].map((each) => `<fieldPermissions><editable>true</editable><field>${each}</field></fieldPermissions>`).join('')}</PermissionSet>`,
			'objects/Contact.object': `<CustomObject>${textField('Tier__c')}</CustomObject>`,
			'LeadConvertSettings/LeadConvertSettings.LeadConvertSetting': `<LeadConvertSettings><objectMapping><inputObject>Lead</inputObject>${pairs}<outputObject>Contact</outputObject></objectMapping></LeadConvertSettings>`,
		});
		const convert = async (): Promise<unknown> => {
			const lead = { LastName: 'Ng', Company: 'Beta', Tier__c: 'Gold', Size__c: 12 };
			const { id } = (await client.request('POST', 'sobjects/Lead', lead)).body;
			const connection = new Connection({ instanceUrl: org.url, accessToken: (await authorization()).slice(7) });
			const convertedStatus = 'Closed - Converted';
			const [{ contactId }] = await connection.soap.convertLead([
				{
					leadId: id,
					convertedStatus,
					doNotCreateOpportunity: true,
					overwriteLeadSource: false,
					sendNotificationEmail: false,
				},
			]);
			return org.org.get('Contact', contactId!)?.Tier__c;
		};

		it('carries the fields over from then on, until another map takes its place', async () => {
			expect((await deploy(map(pair('Tier__c', 'Tier__c')))).status).toBe('Succeeded');
			const [{ Id: PermissionSetId }] = org.org.find('PermissionSet', { Name: 'Sales' });
			const [{ Id: AssigneeId }] = org.org.find('User', { Username: 'integration@example.com' });
			await client.request('POST', 'sobjects/PermissionSetAssignment', { PermissionSetId, AssigneeId });
			expect(await convert()).toBe('Gold');
			await deploy(map(''));
			expect(await convert()).toBeNull();
		});

		it('is refused where a field is not there or is of another type', async () => {
			expect(problems(await deploy(map(pair('Tier__c', 'None__c'))))).toEqual([
				['LeadConvertSettings', expect.stringContaining('Contact.None__c')],
			]);
			expect(problems(await deploy(map(pair('Size__c', 'Tier__c'))))).toEqual([
				['LeadConvertSettings', expect.stringContaining('different types')],
			]);
		});
	});

	it('is forgotten with a reset of the org, the object too', async () => {
		await deploy({ 'package.xml': manifest(visitTypes), ...visit });
		org.reset();
		client = await signIn(org);
		expect((await client.query('SELECT Id FROM Visit__c')).body[0].errorCode).toBe('INVALID_TYPE');
		expect((await deploy({ 'package.xml': manifest(visitTypes), ...visit })).status).toBe('Succeeded');
	});
});
