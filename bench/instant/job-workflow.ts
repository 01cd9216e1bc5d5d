import { instantWorkflow } from '../../demo/editor/instant-workflow';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';

/** Path of the trigger that a provider of jobs calls back. */
export const jobPath = 'instant-jobs';
/** How long the provider works on a job. */
export const jobMs = 6_000;

const provider = 'full-enrich';
const key = { enrichmentFullEnrichApi: { id: 'instantJobProvider', name: 'Provider of jobs' } };

/** n8n's credential of the provider, without its type's data. */
export const jobCredential = { ...key.enrichmentFullEnrichApi, type: 'enrichmentFullEnrichApi' };

/** The instant template, a pipeline of its own, with a provider that works by jobs and calls n8n at this address when it is done. */
export function jobWorkflow(orgId: string, address: string): WorkflowTemplate {
	const options = { longestJobWait: 1, callbackUrl: `${address}/webhook/${jobPath}/${provider}` };
	return instantWorkflow({
		path: jobPath,
		orgId,
		pipeline: 'instant jobs',
		enrich: { parameters: { filePath: '', provider, options }, credentials: key },
		callingBack: { parameters: { provider }, credentials: key },
	});
}

/** Somebody whom the provider knows, at a company of their own. */
export function jobPerson(index: number) {
	const domain = `job-${index}.example`;
	const names = { firstName: `Ada${index}`, lastName: `Byron${index}` };
	const mail = { email: `ada@${domain}`, emailState: 'verified' as const };
	return {
		company: { name: `Job ${index} Ltd`, domain },
		person: { ...names, company: domain, title: 'Engineer', ...mail },
	};
}
