import type { EnrichmentProvider } from '../provider';
import { codedProviders } from './coded-providers';
import type { HttpDefinition } from './http/definition';
import { apolloOrganizations } from './http/definitions/apollo-organizations';
import { apolloPeople } from './http/definitions/apollo-people';
import { companiesHouse } from './http/definitions/companies-house';
import { exploriumBusinesses } from './http/definitions/explorium-businesses';
import { exploriumProspects } from './http/definitions/explorium-prospects';
import { gleif } from './http/definitions/gleif';
import { hunterCompanies } from './http/definitions/hunter-companies';
import { hunterPeople } from './http/definitions/hunter-people';
import { lushaCompanies } from './http/definitions/lusha-companies';
import { lushaContacts } from './http/definitions/lusha-contacts';
import { peopleDataLabsCompany } from './http/definitions/people-data-labs-company';
import { peopleDataLabsPerson } from './http/definitions/people-data-labs-person';
import { prospeoCompanies } from './http/definitions/prospeo-companies';
import { prospeoPeople } from './http/definitions/prospeo-people';
import { secEdgar } from './http/definitions/sec-edgar';
import { wikidata } from './http/definitions/wikidata';
import { zoominfoCompanies } from './http/definitions/zoominfo-companies';
import { zoominfoContacts } from './http/definitions/zoominfo-contacts';
import { type HttpProviderOptions, openHttpProvider } from './http/open-http-provider';

/** What a node has to know of a provider before it opens it. */
export interface ShippedProvider {
	readonly id: string;
	readonly label: string;
	readonly finds: 'person' | 'company';
	/** n8n's names of the credential types that open it, ours first; empty: it needs none. */
	readonly credentials: readonly string[];
	readonly open: (options: HttpProviderOptions) => EnrichmentProvider;
}

/** All providers that are asked over the network, in the order in which a person looks for them; reference data is opened by its own. */
export const shippedProviders: readonly ShippedProvider[] = [
	...[
		apolloOrganizations,
		apolloPeople,
		companiesHouse,
		exploriumBusinesses,
		exploriumProspects,
		gleif,
		hunterCompanies,
		hunterPeople,
		lushaCompanies,
		lushaContacts,
		peopleDataLabsCompany,
		peopleDataLabsPerson,
		prospeoCompanies,
		prospeoPeople,
		secEdgar,
		wikidata,
		zoominfoCompanies,
		zoominfoContacts,
	].map(fromDefinition),
	...codedProviders,
];

/** The provider with this id; `undefined` when none is shipped. */
export function shippedProvider(id: string): ShippedProvider | undefined {
	return shippedProviders.find((provider) => provider.id === id);
}

function fromDefinition(definition: HttpDefinition): ShippedProvider {
	const { id, label, finds, credentials = [] } = definition;
	return { id, label, finds, credentials, open: (options) => openHttpProvider(definition, options) };
}
