import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { EnrichmentError, type ErrorCode } from '../../core/errors';

/** Causes outside the workflow; n8n shows these as errors of the service and not of the node's settings. */
const serviceErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'auth_failed',
	'salesforce_refused',
	'salesforce_unavailable',
	'request_limit_exceeded',
	'provider_failed',
]);

/** The error as n8n shows it: our message, the remedy as its description, the item where it is known. */
export function translateError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!(error instanceof EnrichmentError)) return new NodeOperationError(node, asError(error));

	const { itemIndex } = error.details;
	const options = { message: error.message, ...(typeof itemIndex === 'number' ? { itemIndex } : {}) };
	const nodeError = serviceErrors.has(error.code)
		? new NodeApiError(node, plainFacts(error), options)
		: new NodeOperationError(node, error.message, options);
	// Their constructors replace a message that contains a code like ENOENT by a general one.
	nodeError.message = error.message;
	nodeError.description = error.remedy;
	return nodeError;
}

/** n8n digs through what it is given for a message to show, so it gets the code and nothing that could hide ours. */
function plainFacts(error: EnrichmentError): JsonObject {
	return { code: error.code, retryable: error.retryable };
}

/** Whatever was thrown, as an error. */
export function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
