import type { INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';
import { readTemplate } from '../hourly-template';

const pack = 'n8n-nodes-salesforce-enrichment';

/** What a person fills in on the instant template after the import. */
export interface InstantSettings {
	/** Path of the trigger's address, before the secret. */
	readonly path: string;
	readonly orgId: string;
	/** A file of companies for Enrich; otherwise `enrich` says whom it asks. */
	readonly referenceFile?: string;
	/** Parameters of Enrich, and the credential of its provider. */
	readonly enrich?: Pick<INode, 'parameters' | 'credentials'>;
	/** The provider that calls the trigger back, and the credential by which its calls are known. */
	readonly callingBack?: Pick<INode, 'parameters' | 'credentials'>;
	/** `instant` unless set. */
	readonly pipeline?: string;
}

/** n8n's Ids and names of the credentials that the set-up template uses. */
export const instantCredentials = {
	salesforce: { id: 'instantSalesforce', name: 'Org of the instant template' },
	secret: { id: 'instantSecret', name: 'Secret of the instant template' },
	provider: { id: 'instantProvider', name: 'Provider of the instant template' },
} as const;

/** The template as it is after a person has chosen the credentials, the org's Id, and a file or a provider; nothing else is touched. */
export function instantWorkflow(settings: InstantSettings): WorkflowTemplate {
	const { referenceFile, pipeline } = settings;
	const template = readTemplate('instant', {
		...(referenceFile !== undefined && { referenceFile }),
		...(pipeline !== undefined && { pipeline }),
	});
	return { ...template, nodes: template.nodes.map((node) => setUp(node, settings)) };
}

function setUp(node: INode, settings: InstantSettings): INode {
	const { path, orgId, enrich, callingBack, pipeline } = settings;
	if (!node.type.startsWith(`${pack}.`)) return node;
	const named = pipeline !== undefined && node.parameters.pipeline === 'instant' ? { pipeline } : {};
	if (node.type === `${pack}.salesforceChangeTrigger`) {
		return {
			...node,
			webhookId: path,
			parameters: { ...node.parameters, ...named, orgIds: orgId, ...callingBack?.parameters },
			credentials: { changeTriggerSecretApi: instantCredentials.secret, ...callingBack?.credentials },
		};
	}
	const isAsking = enrich !== undefined && node.type === `${pack}.salesforceEnrich`;
	return {
		...node,
		parameters: { ...node.parameters, ...named, ...(isAsking && enrich.parameters) },
		credentials: {
			salesforceProductionServerApi: instantCredentials.salesforce,
			...(isAsking && enrich.credentials),
		},
	};
}
