import type { INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';
import { rungTemplate } from '../editor/rung-template';
import { readTemplate } from '../hourly-template';
import { directoryParameters } from './company-directory';

export interface ScaleSettings {
	/** Of the pipeline, and of the webhook that starts it. */
	readonly path: string;
	/** Where the summary is posted. */
	readonly inboxUrl: string;
	/** Of a batch. */
	readonly batchSize: number;
	/** Most records of a run. */
	readonly limit: number;
	/** How long a run counts as alive without a sign of life. */
	readonly leaseMinutes: number;
}

/** The scheduled template as shipped, with the provider and the sizes filled in and the summary sent on, as a person does it after the import. */
export function scaleTemplate(settings: ScaleSettings): WorkflowTemplate {
	const template = rungTemplate(readTemplate('scheduled', { pipeline: settings.path }), settings);
	const changes: Readonly<Record<string, object>> = {
		Enrich: { ...directoryParameters, outputs: 'together' },
		'Prepare Batches': { limit: settings.limit },
		'Start Run': { leaseMinutes: settings.leaseMinutes },
	};
	const nodes = template.nodes.map(
		(node): INode => ({
			...node,
			...(node.name === 'Enrich' && { typeVersion: 3 }),
			...(node.name === 'Every Minute' && { disabled: false }),
			parameters: { ...node.parameters, ...changes[node.name] } as INode['parameters'],
		}),
	);
	// Whoever rings does not wait for the end of the run.
	const doorbell = nodes.find(({ name }) => name === 'Doorbell');
	if (doorbell) doorbell.parameters = { ...doorbell.parameters, responseMode: 'onReceived' };
	return { ...template, nodes };
}
