import { startProviders, type ProvidersEmulator } from '../emulators/providers/providers-emulator';
import { startWebsites } from '../emulators/websites/websites-emulator';
import type { CredentialsByType } from '../test/engine/engine-credentials';
import { choicesOf } from './data/choices';
import { companySites } from './data/company-sites';
import { companiesFromSimpleIcons, companiesFromThirdPartyWeb } from './data/real-companies';

const seedOfTheVendors = 3;
const vendors = [
	{ provider: 'people-data-labs-company', vendor: 'people-data-labs', credential: 'enrichmentPeopleDataLabsApi' },
	{ provider: 'lusha-companies', vendor: 'lusha', credential: 'enrichmentLushaApi' },
] as const;

/** Everybody whom the demo asks outside of the org, running on this machine. */
export interface DemoVendors {
	/** What the operator of an n8n sets, so that the nodes ask here. */
	readonly environment: Readonly<Record<string, string>>;
	readonly credentials: CredentialsByType;
	/** Requests that came in, by the node's word for the provider. */
	requests(provider: string): number;
	/** Credits by the vendor's own books; 0 for whoever charges nothing. */
	charged(provider: string): number;
	close(): Promise<void>;
}

/** Starts the two emulated vendors and the companies' sites on free ports of 127.0.0.1; they know the same companies as the org, in part. */
export async function startDemoVendors(): Promise<DemoVendors> {
	const companies = [...companiesFromThirdPartyWeb(), ...companiesFromSimpleIcons()];
	const providers = await startProviders({
		seed: seedOfTheVendors,
		world: { companies: companies.map(({ name, domains }) => ({ name, domain: domains[0] })) },
		coverage: { 'people-data-labs': { company: 0.7 }, lusha: { company: 0.6 } },
		accounts: vendors.map(({ vendor }) => ({ vendor, key: keyOf(vendor), credits: creditsOf(vendor) })),
	});
	const web = await startWebsites({ sites: companySites(providers.world.companies, choicesOf(seedOfTheVendors)) });
	return {
		environment: {
			SALESFORCE_ENRICHMENT_PROVIDERS: vendors
				.map(({ provider, vendor }) => `${provider}=${providers.urls[vendor]}`)
				.join(','),
			SALESFORCE_ENRICHMENT_WEB: `http=${web.port},https=${web.closedPort},dns=${new URL(`dns://${web.dns}`).port}`,
		},
		credentials: Object.fromEntries(vendors.map(({ credential, vendor }) => [credential, { apiKey: keyOf(vendor) }])),
		requests: (provider) => (provider === 'website' ? web.requests.length : requestsTo(providers, provider)),
		charged: (provider) => creditsCharged(providers, provider),
		close: async () => {
			await web.close();
			await providers.close();
		},
	};
}

function keyOf(vendor: string): string {
	return `only-for-the-emulated-${vendor}`;
}

/** More than the demo can spend. */
function creditsOf(vendor: (typeof vendors)[number]['vendor']): Record<string, number> {
	return vendor === 'lusha' ? { credits: 20_000 } : { company: 20_000, person: 0 };
}

function requestsTo(providers: ProvidersEmulator, provider: string): number {
	const found = vendors.find((each) => each.provider === provider);
	return found ? providers.requestCount(found.vendor) : 0;
}

function creditsCharged(providers: ProvidersEmulator, provider: string): number {
	const found = vendors.find((each) => each.provider === provider);
	if (!found) return 0;
	return Object.values(providers.charged(found.vendor)).reduce((sum, amount) => sum + amount, 0) / 1_000;
}
