import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';

/** Providers that call back. */
export const callingBack = ['full-enrich'];

/** For a collection named Options. */
export const callbackOptions: INodeProperties[] = [
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.acme.com/webhook/…/full-enrich',
		description:
			'Where the provider calls when it has the answers: the production URL of a Salesforce Change Trigger with “full-enrich” in the place of “:secret”. Then set Longest Wait for a Job to 1 second.',
		displayOptions: { show: { '/provider': callingBack } },
	},
];

/** The address that the options name, `undefined` when none; throws `invalid_parameter` for what is no address. */
export function readCallbackUrl({ callbackUrl }: IDataObject): string | undefined {
	const text = typeof callbackUrl === 'string' ? callbackUrl.trim() : '';
	if (text === '') return undefined;
	const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !text.includes(':secret');
	if (isAddress) return text;
	throw new EnrichmentError('invalid_parameter', 'The Callback URL is no address that a provider can call.', {
		remedy: 'Copy the production URL of the Salesforce Change Trigger, and put full-enrich in the place of :secret.',
	});
}
