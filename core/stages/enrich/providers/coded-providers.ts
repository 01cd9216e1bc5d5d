import type { EnrichmentProvider } from '../provider';
import { openBetterContact } from './better-contact';
import { openDropcontact } from './dropcontact';
import { openFullEnrich } from './full-enrich';
import { openLeadIqCompanies } from './leadiq/leadiq-companies';
import { openLeadIqPeople } from './leadiq/leadiq-people';
import type { ProviderAccess } from './provider-call';

/** What a node has to know of a provider before it opens it. */
export interface CodedProvider {
	readonly id: string;
	readonly label: string;
	readonly finds: 'person' | 'company';
	/** n8n's names of the credential types that open it, ours first. */
	readonly credentials: readonly string[];
	readonly open: (access: ProviderAccess) => EnrichmentProvider;
}

/** The providers that need code, because they answer by jobs or by GraphQL, in the order of their labels. */
export const codedProviders: readonly CodedProvider[] = [
	{
		id: 'better-contact',
		label: 'BetterContact',
		finds: 'person',
		credentials: ['enrichmentBetterContactApi'],
		open: openBetterContact,
	},
	{
		id: 'dropcontact',
		label: 'Dropcontact',
		finds: 'person',
		credentials: ['enrichmentDropcontactApi', 'dropcontactApi'],
		open: openDropcontact,
	},
	{
		id: 'full-enrich',
		label: 'FullEnrich',
		finds: 'person',
		credentials: ['enrichmentFullEnrichApi'],
		open: openFullEnrich,
	},
	{
		id: 'leadiq-companies',
		label: 'LeadIQ (Companies)',
		finds: 'company',
		credentials: ['enrichmentLeadIqApi'],
		open: openLeadIqCompanies,
	},
	{
		id: 'leadiq-people',
		label: 'LeadIQ (People)',
		finds: 'person',
		credentials: ['enrichmentLeadIqApi'],
		open: openLeadIqPeople,
	},
];
