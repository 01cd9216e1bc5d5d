import { sortBy } from 'lodash';
import type { INodePropertyOptions } from 'n8n-workflow';
import { type ShippedProvider, shippedProviders } from '../../core/stages/enrich/providers/registry';

/** A file, a table or items of companies; what the node asked before there was anything else. */
export const referenceData = 'referenceData';

/** The same from a table that the node reads itself; a choice of its own, because its credential hangs on it. */
export const referenceTable = 'referenceTable';

/** Reads the company's own home page; opened by itself, because it takes settings and no credential. */
export const websiteProvider = 'website';

/** A provider that the user describes. */
export const customProvider = 'custom';

const finds = { person: 'people', company: 'companies' } as const;

/** What a node can ask, by name. */
export const providerOptions: INodePropertyOptions[] = [
	...sortBy(
		[
			...shippedProviders.map((provider) => ({
				name: provider.label,
				value: provider.id,
				description: descriptionOf(provider),
			})),
			{
				name: 'Reference Data',
				value: referenceData,
				description: 'Companies of your own: a file, or the items of another node',
			},
			{
				name: 'Website',
				value: websiteProvider,
				description: 'Reads the home page and the DNS of the company itself, and which technologies they show; free',
			},
			{
				name: 'Reference Data in PostgreSQL',
				value: referenceTable,
				description: 'Companies of your own: a table or view, read when the node runs',
			},
		],
		({ name }) => name.toLowerCase(),
	),
	{
		name: 'Custom (HTTP Definition)',
		value: customProvider,
		description: 'Any other service with a REST API, described in JSON',
	},
];

/** The choices that are not among these; what an authentication field has to be hidden for, because it cannot be shown for some. */
export function allProvidersBut(shown: readonly string[]): string[] {
	return providerOptions.map(({ value }) => String(value)).filter((value) => !shown.includes(value));
}

/** The choices that can be opened by more than one type of credential. */
export const withSeveralCredentials: readonly ShippedProvider[] = shippedProviders.filter(
	({ credentials }) => credentials.length > 1,
);

function descriptionOf(provider: ShippedProvider): string {
	const { facts } = provider.open({});
	const price = facts.billing.pools.length === 0 ? 'free' : facts.billing.rule;
	const tried = facts.isTriedLive ? '' : '; made from its documentation, not tried live yet';
	return `Knows ${finds[provider.finds]}; ${price}${tried}`;
}
