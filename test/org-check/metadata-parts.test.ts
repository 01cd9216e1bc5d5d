import { dataFieldsOf } from '../../core/record/data-fields';
import { ownFields, shippedFieldNames } from '../../core/record/fields';
import { metadataQuestions } from '../../core/org/check-metadata';
import { restQuestions } from '../../core/org/setup-questions';
import { zipOf } from '../../emulators/salesforce/metadata/zip.builders';
import { enrichedObjects } from '../../metadata/components/enriched-fields';
import { metadataFiles } from '../../metadata/metadata-files';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { credentialFields, NodeOrg } from '../nodes/node-org';
import { checkOrgOf } from './checked-org';

const integration = 'integration@example.com';
const paths = [...metadataFiles()].map(([path]) => path.replace('generated/main/default/', ''));
const fieldsIn = (sObject: string) => namesOf(new RegExp(`^objects/${sObject}/fields/(\\w+)\\.field-meta\\.xml$`));
const objects = [...new Set(namesOf(/^objects\/(\w+)\/fields\//))];

function namesOf(shape: RegExp): string[] {
	return paths.flatMap((path) => shape.exec(path)?.[1] ?? []).sort();
}

/** What the shipped metadata becomes when it is deployed, without what has no effect on the emulated org. */
function packageOf(leftOut: readonly string[] = []): Buffer {
	const files = [...metadataFiles()].map(
		([path, text]) => [path.replace('generated/main/default/', ''), text] as const,
	);
	const textOf = (start: string) => files.find(([path]) => path.startsWith(start))?.[1] ?? '';
	const inner = (text: string) => /<\w+ xmlns[^>]*>([\s\S]*)<\/\w+>\s*$/.exec(text)?.[1] ?? '';
	const names = (sObject: string) => fieldsIn(sObject).filter((name) => !leftOut.includes(`${sObject}.${name}`));
	const sets = namesOf(/^permissionsets\/(\w+)\./);
	const withoutLeftOut = (xml: string) =>
		xml.replace(/<(field|custom)Permissions>[\s\S]*?<\/\1Permissions>/g, (block) =>
			leftOut.some((name) => block.includes(`>${name}<`)) ? '' : block,
		);
	const zipped = {
		...Object.fromEntries(
			objects.map((sObject) => {
				const fields = names(sObject).map(
					(name) => `<fields>${inner(textOf(`objects/${sObject}/fields/${name}.`))}</fields>`,
				);
				return [
					`objects/${sObject}.object`,
					`<CustomObject>${inner(textOf(`objects/${sObject}/${sObject}.`))}${fields.join('')}</CustomObject>`,
				];
			}),
		),
		...Object.fromEntries(
			sets.map((name) => [`permissionsets/${name}.permissionset`, withoutLeftOut(textOf(`permissionsets/${name}.`))]),
		),
		'customPermissions/Enrichment_Bypass.customPermission': textOf('customPermissions/Enrichment_Bypass.'),
	};
	const types = {
		CustomObject: objects,
		CustomField: objects.flatMap((sObject) => names(sObject).map((name) => `${sObject}.${name}`)),
		PermissionSet: sets,
		CustomPermission: ['Enrichment_Bypass'],
	};
	const manifest = Object.entries(types).map(
		([type, members]) =>
			`<types>${members.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`,
	);
	return zipOf({ 'package.xml': `<Package>${manifest.join('')}</Package>`, ...zipped });
}

describe('what Check asks for', () => {
	it.each(enrichedObjects)('is every field that metadata/ has for %s, and no other', (sObject) => {
		const wanted = [...Object.values(shippedFieldNames), ...dataFieldsOf(sObject).map(({ name }) => name)];
		expect([...wanted].sort()).toEqual(fieldsIn(sObject));
		const question = restQuestions(sObject, '0055e0000000001AAA', wanted).find(({ name }) => name === 'fields');
		for (const name of fieldsIn(sObject))
			expect(question).toMatchObject({ soql: expect.stringContaining(`'${name}'`) });
	});

	it('is every permission set and the custom permission of metadata/', () => {
		const [sets, bypass] = metadataQuestions('0055e0000000001AAA').map((each) => ('soql' in each ? each.soql : ''));
		const quoted = (soql: string) => [...soql.matchAll(/'(\w+)'/g)].map(([, name]) => name).sort();
		expect(quoted(sets)).toEqual(namesOf(/^permissionsets\/(\w+)\./));
		expect(quoted(bypass)).toEqual(namesOf(/^customPermissions\/(\w+)\./));
	});
});

describe('an org that metadata/ was deployed to', () => {
	let org: NodeOrg;
	beforeAll(async () => {
		org = await NodeOrg.open({
			access: { profiles: [{ name: 'Minimum', users: [integration], otherCustomFields: 'none', viewSetup: true }] },
		});
	});
	afterAll(() => org.close());
	beforeEach(() => org.begin());

	async function deploy(zip: Buffer): Promise<void> {
		const form = new FormData();
		form.append(
			'json',
			new Blob([JSON.stringify({ deployOptions: { rollbackOnError: true, singlePackage: true } })]),
			'json',
		);
		form.append('file', new Blob([Uint8Array.from(zip)]), 'deploy.zip');
		const headers = { authorization: `Bearer ${org.emulator.issueToken('admin@example.com')}` };
		const started = await fetch(`${org.emulator.url}/services/data/v68.0/metadata/deployRequest`, {
			method: 'POST',
			headers,
			body: form,
		});
		expect(await started.json()).toMatchObject({ deployResult: { status: 'Succeeded', numberComponentErrors: 0 } });
	}

	function assign(set: string): void {
		const [PermissionSetId, AssigneeId] = [
			org.find('PermissionSet', 'Name', set).Id,
			org.find('User', 'Username', integration).Id,
		];
		org.emulator.org.insert('PermissionSetAssignment', {
			PermissionSetId: String(PermissionSetId),
			AssigneeId: String(AssigneeId),
		});
	}

	it.each(enrichedObjects)('has all that Check looks for on %s', async (sObject) => {
		await deploy(packageOf());
		assign('Enrichment_Integration');
		const { row } = await checkOrgOf(org, { sObject });
		for (const name of ['own fields', 'value fields', 'list of runs', 'permission sets', 'bypass permission'])
			expect(row(name)).toEqual({ check: name, state: 'ok', what: expect.any(String), whatToDo: '' });
		expect(row('value fields').what).toContain(`All ${dataFieldsOf(sObject).length} fields`);
		expect(row('bypass permission').what).toContain('The user has Enrichment Bypass');
		expect(row('list of runs').what).toContain('is there with all of its');
	});

	it('is told what the user lacks where nothing is assigned', async () => {
		await deploy(packageOf());
		const { row } = await checkOrgOf(org);
		expect(row('value fields')).toMatchObject({
			state: 'missing',
			what: expect.stringContaining('hidden from the user'),
		});
		expect(row('permission sets')).toMatchObject({ state: 'warning', names: ['Enrichment_Integration'] });
		expect(row('bypass permission')).toMatchObject({ state: 'warning', names: ['Enrichment_Bypass'] });
	});

	it.each([
		['Lead.Enrichment_Title__c', 'value fields'],
		['Enrichment_Run__c.Status__c', 'list of runs'],
		['Enrichment_Bypass', 'bypass permission'],
	])('is told that %s is left out', async (name, check) => {
		await deploy(packageOf([name]));
		assign('Enrichment_Integration');
		const { row } = await checkOrgOf(org);
		expect(row(check)).toMatchObject({ state: 'warning', names: [name.split('.').at(-1)] });
	});

	it('gets the same fields by Create Fields', async () => {
		const parameters = { resource: 'org', operation: 'createFields', sObject: 'Lead', confirmCreation: true };
		const execution = (more: object) => ({
			parameters: { ...parameters, permissionSet: 'Enrichment_Integration', ...more },
			credentials: { salesforceProductionServerApi: credentialFields(org.emulator) },
		});
		const { outputs } = await org.execute(new SalesforceEnrichmentRun(), execution({}));
		const fields = outputs[0].slice(0, -1).map(({ field }) => String(field));
		expect(fields.sort()).toEqual(fieldsIn('Lead'));
		const { row } = await checkOrgOf(org);
		expect(row('value fields')).toMatchObject({ state: 'ok' });
		await deploy(packageOf());

		await org.begin();
		const few = await org.execute(new SalesforceEnrichmentRun(), execution({ hasValueFields: false }));
		expect(few.outputs[0]).toHaveLength(Object.keys(ownFields).length + 1);
	});
});
