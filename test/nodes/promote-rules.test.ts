import type { IDataObject } from 'n8n-workflow';
import { set } from 'lodash';
import type { RuleSet } from '../../core/rules/rule-set';
import { aRuleSet } from '../../core/rules/rule-set.builders';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { errorOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [{ object: 'Lead', name: 'Mintigo_Date__c', type: 'datetime' }],
		recordTypes: [{ object: 'Lead', name: 'Partner' }],
		users: [{ Username: 'jana@northwind.example', LastName: 'Novak' }],
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function orgOperation(operation: string, parameters: IDataObject = {}) {
	const execution = { parameters: { resource: 'org', operation, ...parameters }, typeVersion: 2 };
	return (await org.execute(new SalesforceEnrichmentRun(), execution)).outputs[0];
}

async function promote(ruleSet: RuleSet, approvedDigest = '') {
	return await orgOperation('promoteRules', { rulesJson: JSON.stringify(ruleSet), approvedDigest });
}

async function promoteWhole(ruleSet: RuleSet): Promise<void> {
	const [{ digest }] = await promote(ruleSet);
	await promote(ruleSet, String(digest));
}

function changedAt(path: string, value: unknown): RuleSet {
	return set(structuredClone(aRuleSet()), path, value);
}

const mapping = 'objects.Lead.enrich.referenceData.mapping';

describe('Promote Rules', () => {
	it('shows rule by rule what would change, and changes nothing', async () => {
		await promoteWhole(aRuleSet());
		const rows = await promote(changedAt(`${mapping}[0].policy`, 'always'));
		expect(rows[0]).toMatchObject({ kind: 'summary', digest: expect.stringMatching(/^[0-9a-f]{16}$/) });
		expect(rows[0].what).toMatch(/1 rule differs \(1 changed\); it has all that they need/);
		expect(rows.slice(1)).toEqual([
			expect.objectContaining({
				kind: 'changed',
				what: 'Lead mapping (referenceData): Industry: policy Fill Blank → policy Always',
			}),
		]);
		expect(await orgOperation('getRules')).toHaveLength(1);
	});

	it('applies exactly what was approved, and has nothing to do a second time', async () => {
		const [{ digest }] = await promote(aRuleSet());
		const [applied] = await promote(aRuleSet(), String(digest));
		expect(applied.what).toMatch(/^Applied: version 1 holds/);
		const [again] = await promote(aRuleSet(), String(digest));
		expect(again.what).toMatch(/^Nothing would change/);
		const [{ ruleSet }] = await orgOperation('getRules');
		expect(JSON.parse(String(ruleSet))).toEqual(aRuleSet());
	});

	it.each<[string, () => Promise<unknown>]>([
		['other rules than those approved', async () => await promoteOther()],
		['the same rules over others than those approved', async () => await promoteOver()],
	])('refuses %s', async (_, attempt) => {
		const error = await errorOf(attempt());
		expect(error.message).toContain('the approved digest is not that of these changes');
	});

	async function promoteOther() {
		const [{ digest }] = await promote(aRuleSet());
		return await promote(changedAt('name', 'Other'), String(digest));
	}

	async function promoteOver() {
		const [{ digest }] = await promote(aRuleSet());
		await promoteWhole(changedAt('name', 'Meanwhile'));
		return await promote(aRuleSet(), String(digest));
	}

	it('names what the org lacks first, and applies nothing while it does', async () => {
		let rules = changedAt(`${mapping}[0].target`, 'Sector__c');
		rules = set(rules, 'objects.Lead.enrich.referenceData.synonyms', { Rating: { hot: 'Boiling' } });
		set(rules, `${mapping}[1]`, { source: 'rating', target: 'Rating' });
		set(rules, 'technicalFields.score', 'Mintigo_Score__c');
		set(rules, 'objects.Partner__c', { selection: { filters: [{ field: 'Name', operator: 'isNotEmpty' }] } });
		const rows = await promote(rules);
		const missing = rows.filter(({ kind }) => kind === 'missing').map(({ what, whatToDo }) => `${what} ${whatToDo}`);
		expect(missing).toEqual([
			expect.stringMatching(/Lead\.Mintigo_Score__c is not there.*technicalFields\.score.*Create Fields for Lead/),
			expect.stringMatching(/Lead\.Sector__c is not there.*mapping\[0\]\.target.*Deploy the field/),
			expect.stringMatching(/Partner__c is not there/),
		]);
		expect(rows.filter(({ kind }) => kind === 'warning')).toEqual([
			expect.objectContaining({ what: expect.stringContaining('Lead.Rating has no active value "Boiling"') }),
		]);
		const error = await errorOf(promote(rules, String(rows[0].digest)));
		expect(error.message).toMatch(/^Nothing was applied: .* lacks 3 of the things/);
	});

	it('takes few calls: one for each object, one for the IDs', async () => {
		await promote(aRuleSet());
		org.emulator.calls.clear();
		await promote(aRuleSet());
		expect(org.emulator.calls.log.map(({ kind }) => kind)).toEqual(['describe']);
	});

	it('brings an earlier version back, as the newest', async () => {
		await promoteWhole(aRuleSet());
		await promoteWhole(changedAt('name', 'Worse'));
		const earlier = { rulesSource: 'version', rulesVersion: 1 };
		const [{ digest, what }] = await orgOperation('promoteRules', earlier);
		expect(what).toContain('version 2 holds there: 1 rule differs');
		await orgOperation('promoteRules', { ...earlier, approvedDigest: digest as string });
		const versions = await orgOperation('getRules');
		expect(versions.map(({ version, holds }) => [version, holds])).toEqual([
			[3, true],
			[2, false],
			[1, false],
		]);
		expect(JSON.parse(String(versions[0].ruleSet))).toEqual(aRuleSet());
	});

	it('reports records that are named by an ID of another org', async () => {
		const rows = await promote(
			changedAt('objects.Lead.selection.filters[1]', {
				field: 'RecordTypeId',
				operator: 'equals',
				value: '0125e000000AbCdAAK',
			}),
		);
		expect(rows.find(({ kind }) => kind === 'missing')).toMatchObject({
			what: expect.stringContaining('The record 0125e000000AbCdAAK'),
			whatToDo: expect.stringContaining('RecordType.DeveloperName'),
		});
	});
});

it('reports record types and users that the org does not have by their names', async () => {
	const rules = changedAt('objects.Lead.selection.filters', [
		{ field: 'RecordType.DeveloperName', operator: 'in', value: ['partner', 'Reseller'] },
		{ field: 'Owner.Username', operator: 'notEquals', value: 'jana@northwind.example.uat' },
	]);
	const missing = (await promote(rules)).filter(({ kind }) => kind === 'missing').map(({ what }) => what);
	expect(missing).toEqual([
		expect.stringContaining('There is no record type Reseller of Lead.'),
		expect.stringContaining('There is no user jana@northwind.example.uat.'),
	]);
});

describe('Get Rules of a Workflow', () => {
	it('names record types and owners by what they are called in every org', async () => {
		const recordType = org.find('RecordType', 'DeveloperName', 'Partner').Id as string;
		const owner = org.find('User', 'Username', 'jana@northwind.example').Id as string;
		const nodes = [
			{
				name: 'Changed',
				type: 'n8n-nodes-salesforce-enrichment.salesforceFetchModified',
				parameters: {
					filters: {
						rows: [
							{ field: 'RecordTypeId', operator: 'equals', choices: [recordType] },
							{ field: 'OwnerId', operator: 'notIn', choices: [owner] },
						],
					},
				},
			},
		];
		const [row] = await orgOperation('exportRules', { workflowJson: JSON.stringify({ nodes }) });
		const ruleSet = JSON.parse(String(row.ruleSet)) as RuleSet;
		expect(ruleSet.objects.Lead.selection?.filters).toEqual([
			{ field: 'RecordType.DeveloperName', operator: 'equals', value: 'Partner' },
			{ field: 'Owner.Username', operator: 'notIn', value: 'jana@northwind.example' },
		]);
		const [summary] = await promote(ruleSet);
		expect(summary.what).toContain('it has all that they need');
	});
});
