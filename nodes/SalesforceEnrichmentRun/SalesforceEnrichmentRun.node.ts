import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { salesforceCredentials } from '../wiring/authentication-parameter';
import { getObjects } from '../wiring/lists/objects';
import { ruledStart } from '../wiring/rules/ruled-nodes';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties } from './description';
import * as checkOrg from './operations/checkOrg.operation';
import * as createFields from './operations/createFields.operation';
import * as deliverAndFinish from './operations/deliverAndFinish.operation';
import * as explain from './operations/explain.operation';
import * as exportRules from './operations/exportRules.operation';
import * as finish from './operations/finish.operation';
import * as finishBatch from './operations/finishBatch.operation';
import * as get from './operations/get.operation';
import * as getRules from './operations/getRules.operation';
import * as promoteRules from './operations/promoteRules.operation';
import * as resolveCredits from './operations/resolveCredits.operation';
import * as start from './operations/start.operation';
import * as undo from './operations/undo.operation';
import { outputs } from './outputs';
import { subtitle } from './subtitle';

/** Opens and closes the run that the other nodes take part in, looks into runs, and undoes them. */
export class SalesforceEnrichmentRun implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Enrichment Run',
		name: 'salesforceEnrichmentRun',
		icon: { light: 'file:enrichmentRun.svg', dark: 'file:enrichmentRun.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle,
		description: 'Start, finish, look into and undo enrichment runs, so that nothing is lost or done twice',
		defaults: { name: 'Salesforce Enrichment Run' },
		usableAsTool: undefined, // it writes, and an agent would see only its first output
		inputs: [NodeConnectionTypes.Main],
		outputs,
		hints: [
			{
				message:
					'A run that you start by hand counts: it writes to Salesforce, and the next run goes on where it ends, unless Dry Run is on',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "start" && !$parameter["dryRun"] }}',
			},
		],
		// Offered wherever Authentication is.
		credentials: salesforceCredentials(),
		properties,
	};

	methods = { credentialTest: { testSalesforceConnection }, loadOptions: { getObjects } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operations = {
			start: start.execute,
			finish: finish.execute,
			finishBatch: finishBatch.execute,
			deliverAndFinish: deliverAndFinish.execute,
			get: get.execute,
			undo: undo.execute,
			explain: explain.execute,
			checkOrg: checkOrg.execute,
			createFields: createFields.execute,
			resolveCredits: resolveCredits.execute,
			exportRules: exportRules.execute,
			getRules: getRules.execute,
			promoteRules: promoteRules.execute,
		};
		return await runOperation.call(this, operations, {
			properties,
			ruled: ruledStart,
			perItem: ['callId', 'charged', 'creditsCharged', 'lastRuns', 'recordId', 'runId', 'undoDryRun'],
		});
	}
}
