import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';

/** Asks for a run by its id. */
export const runIdParameter: INodeProperties = {
	displayName: 'Run ID',
	name: 'runId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.runId }}',
	description: 'ID of the run, as Start and the summary give it',
};

/** The id that an item gives, trimmed; throws `invalid_parameter` when it is empty. */
export function readRunId(this: IExecuteFunctions, itemIndex: number): string {
	const runId = String(this.getNodeParameter('runId', itemIndex) ?? '').trim();
	if (runId) return runId;
	throw new EnrichmentError('invalid_parameter', 'Run ID is empty.', {
		remedy: 'Give the ID that the summary of the run names.',
		details: { itemIndex },
	});
}
