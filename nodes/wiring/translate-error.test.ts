import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { translateError } from './translate-error';

const node: INode = {
	id: '1',
	name: 'Fetch',
	type: 'n8n-nodes-salesforce-enrichment.salesforceFetchModified',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('translateError', () => {
	it('shows our message, with the remedy as its description', () => {
		const error = new EnrichmentError('missing_field', 'Lead has no field Region__c', { remedy: 'Create the field' });
		expect(translateError(node, error)).toMatchObject({
			message: 'Lead has no field Region__c',
			description: 'Create the field',
		});
	});

	it.each([
		['auth_failed', NodeApiError],
		['request_limit_exceeded', NodeApiError],
		['salesforce_unavailable', NodeApiError],
		['invalid_parameter', NodeOperationError],
		['store_unavailable', NodeOperationError],
		['lease_held', NodeOperationError],
	] as const)('makes %s a %p', (code, expected) => {
		const translated = translateError(node, new EnrichmentError(code, 'It did not work', { remedy: 'Do this' }));
		expect(translated).toBeInstanceOf(expected);
		expect(translated.message).toBe('It did not work');
		expect(translated.description).toBe('Do this');
	});

	it.each(['invalid_input', 'salesforce_unavailable'] as const)(
		'keeps a message of %s that contains a system code',
		(code) => {
			const error = new EnrichmentError(code, 'Cannot read /data/companies.csv (ENOENT)');
			expect(translateError(node, error).message).toBe('Cannot read /data/companies.csv (ENOENT)');
		},
	);

	it('points at the item where it is known', () => {
		const error = new EnrichmentError('invalid_input', 'No Id', { details: { itemIndex: 7 } });
		expect(translateError(node, error).context.itemIndex).toBe(7);
	});

	it('keeps the words of an unforeseen error', () => {
		expect(translateError(node, new TypeError('x is not a function')).message).toBe('x is not a function');
		expect(translateError(node, 'a thrown text').message).toBe('a thrown text');
	});

	it("leaves n8n's own errors alone", () => {
		const error = new NodeOperationError(node, 'The parameter is required');
		expect(translateError(node, error)).toBe(error);
	});
});
