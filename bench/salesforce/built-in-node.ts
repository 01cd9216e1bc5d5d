import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { WorkflowEngine, type WorkflowTemplate } from '../../test/engine/workflow-engine';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import { change } from './bench-leads';
import { contest, readTask, type Task } from './contestant-process';

const type = 'n8n-nodes-base.salesforce';
/** The engine is told its packs by folder; the built-in node comes without one. */
const noPack = { name: 'n8n-nodes-none', version: '1.0.0', n8n: { n8nNodesApiVersion: 1, nodes: [], credentials: [] } };
const packFolder = readTask().folder;
writeFileSync(join(packFolder, 'package.json'), JSON.stringify(noPack));

void WorkflowEngine.load(packFolder).then((engine) =>
	contest(async (task) => {
		const run = await engine.run(template(task.rows), credentials(task), 'Start');
		if (run.error !== undefined) throw new Error(`n8n stopped: ${run.error}`);
		const written = run.output('Write').filter(({ success }) => success === true).length;
		if (written !== task.rows) throw new Error(`The built-in node wrote ${written} of ${task.rows}`);
	}),
);

/** Reads all Leads in one go, then updates each: the node takes one record a call. */
function template(rows: number): WorkflowTemplate {
	const read = {
		operation: 'getAll',
		returnAll: false,
		limit: rows,
		options: { fields: ['Id', 'Email', 'Company', 'Title'] },
	};
	const write = { operation: 'update', leadId: '={{ $json.Id }}', updateFields: { title: change.value } };
	return {
		name: 'Built-in Salesforce node',
		nodes: [start(), salesforce('Read', read), salesforce('Write', write)],
		connections: {
			Start: { main: [[{ node: 'Read', type: 'main', index: 0 }]] },
			Read: { main: [[{ node: 'Write', type: 'main', index: 0 }]] },
		},
	};
}

function start(): INode {
	return {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

function salesforce(name: string, parameters: INodeParameters): INode {
	const shared = { authentication: 'oAuth2', resource: 'lead' };
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: { ...shared, ...parameters } };
}

function credentials({ url, accessToken }: Task): Parameters<WorkflowEngine['run']>[1] {
	const { clientId, clientSecret } = demoClient;
	const app = {
		grantType: 'pkce',
		clientId,
		clientSecret,
		accessTokenUrl: `${url}/services/oauth2/token`,
		scope: 'full refresh_token',
		authentication: 'header',
	};
	return {
		salesforceOAuth2Api: {
			...app,
			oauthTokenData: { access_token: accessToken, instance_url: url, token_type: 'Bearer' },
		} as never,
	};
}
