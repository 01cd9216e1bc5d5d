import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { WebsiteOptions } from '../../core/stages/enrich/providers/website';
import { knownTechnologies } from '../../core/stages/enrich/providers/website/technologies/chosen-technologies';
import { namesIn } from '../wiring/lists/field-parameter';
import { websiteProvider } from './provider-choices';

const ofWebsite = { show: { '/provider': [websiteProvider] } };

/* eslint-disable n8n-nodes-base/node-param-description-wrong-for-dynamic-multi-options -- a technology has a name and no ID */
/** For a collection named Options. */
export const websiteOptions: INodeProperties[] = [
	{
		displayName: 'Technologies to Look For',
		name: 'technologies',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getTechnologies' },
		default: [],
		description:
			'The only ones that are told, e.g. the ten that you sell to, in this order; all that are found when none is chosen',
		displayOptions: ofWebsite,
	},
	{
		displayName: 'Your Contact Page',
		name: 'contact',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.acme.com/about-our-robot',
		description: 'Told to the sites that are read, so that their owners can reach you',
		displayOptions: ofWebsite,
	},
];
/* eslint-enable */

/** What can be told of a site, by name. */
export async function getTechnologies(): Promise<INodePropertyOptions[]> {
	return knownTechnologies().map(({ name, category }) => ({ name, value: name, description: category }));
}

/** What the options say of reading sites. */
export function readWebsite({ technologies, contact }: IDataObject): WebsiteOptions {
	const page = String(contact ?? '').trim();
	return { chosenTechnologies: namesIn(technologies), ...(page !== '' && { contact: page }) };
}
