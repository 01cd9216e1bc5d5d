import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { enrichedObjects, fieldsOn } from '../../metadata/components/enriched-fields';
import type { Checks } from './checks';
import { clientApp } from './client-org';
import type { SfCommand } from './sf-command';

interface DeployOutcome {
	readonly success: boolean;
	readonly numberComponentsDeployed: number;
	readonly numberComponentErrors: number;
}

const shipped = join(__dirname, '../../metadata');

/** `sf project deploy start` with the pack's own metadata: afterwards the fields are there for whoever has the permission set. */
export async function checkSfDeploy(checks: Checks, org: SalesforceEmulator, sf: SfCommand): Promise<void> {
	const project = join(sf.folder, 'metadata');
	mkdirSync(project);
	for (const name of ['sfdx-project.json', 'generated', 'code', 'conversion'])
		cpSync(join(shipped, name), join(project, name), { recursive: true });
	const deploy = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
		sf.run<DeployOutcome>(['project', 'deploy', 'start', '--target-org', 'emu', '--wait', '2', ...args], env, project);
	const packages = ['--source-dir', 'generated', '--source-dir', 'code'];
	const fieldOf = async (name: string) => {
		const described = await sf.run<{ fields: ReadonlyArray<{ name: string }> }>([
			'sobject',
			'describe',
			'--sobject',
			'Lead',
		]);
		return described.fields.some((each) => each.name === name);
	};

	await checks.check('project deploy start --dry-run leaves the org as it is', async () => {
		assert.equal((await deploy(['--dry-run', ...packages])).success, true);
		assert.equal(org.org.count('PermissionSet', { Name: 'Enrichment_Integration' }), 0);
	});
	await checks.check('project deploy start, then org assign permset: every field can be described', async () => {
		const outcome = await deploy(packages);
		assert.deepEqual([outcome.success, outcome.numberComponentErrors], [true, 0]);
		assert.equal(await fieldOf('Enrichment_Score__c'), false);
		await sf.run([
			'org',
			'assign',
			'permset',
			'--name',
			'Enrichment_Integration',
			'--target-org',
			'emu',
			'--on-behalf-of',
			clientApp.username,
		]);
		for (const sObject of enrichedObjects) {
			const { fields } = await sf.run<{ fields: ReadonlyArray<{ name: string }> }>([
				'sobject',
				'describe',
				'--sobject',
				sObject,
			]);
			const names = new Set(fields.map(({ name }) => name));
			assert.deepEqual(
				fieldsOn(sObject).filter(({ name }) => !names.has(name)),
				[],
			);
		}
	});
	await checks.check('project deploy start by REST changes nothing the second time', async () => {
		const outcome = await deploy([...packages, '--source-dir', 'conversion'], { SF_ORG_METADATA_REST_DEPLOY: 'true' });
		assert.equal(outcome.success, true);
	});
	await checks.check('project deploy start is told which component is wrong, and nothing is kept', async () => {
		const path = join(project, 'generated/main/default/objects/Lead/fields/Wrong__c.field-meta.xml');
		const field = '<fullName>Wrong__c</fullName><label>Wrong</label><type>Text</type><length>999</length>';
		writeFileSync(
			path,
			`<?xml version="1.0" encoding="UTF-8"?>\n<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">${field}</CustomField>\n`,
		);
		await assert.rejects(deploy(['--source-dir', path]), /Wrong__c|Length must be/);
		assert.equal(await fieldOf('Wrong__c'), false);
	});
}
