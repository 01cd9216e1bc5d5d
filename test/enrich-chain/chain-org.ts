import type { Company } from '../../emulators/providers/world/company';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import { type SalesforceEmulator, startSalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { seededRandom } from '../../emulators/salesforce/seeded-random';
import { enrichmentFields, orgNow } from '../salesforce/enrichment-org';

const hourMs = 3_600_000;
/** So many records of a data load share an instant. */
const recordsPerStamp = 250;
const titles = ['CTO', 'Head of Sales', 'Engineer', 'Buyer', 'Student'];

/**
 * An org of so many Leads of these companies, changed two to three hours ago. Half of them have no Website, so that a provider
 * fills what the next look-up is asked with; some have values of their own.
 */
export async function startChainOrg(
	records: number,
	seed: number,
	companies: readonly Company[],
	kind: 'production' | 'sandbox' = 'production',
): Promise<SalesforceEmulator> {
	return await startSalesforceEmulator({
		clock: () => orgNow,
		org: { kind, dailyApiRequests: 10_000_000 },
		seed: { customFields: enrichmentFields('Lead'), records: { Lead: leads(records, seed, companies) } },
	});
}

function leads(records: number, seed: number, companies: readonly Company[]): SeedRecord[] {
	const random = seededRandom(seed);
	return Array.from({ length: records }, (_, index) => {
		const company = companies[Math.floor(random() * companies.length)];
		const age =
			3 * hourMs - Math.floor(((index / records) * hourMs) / 1_000) * 1_000 + Math.floor(index / recordsPerStamp);
		const at = new Date(Math.floor((orgNow.getTime() - age) / 1_000) * 1_000).toISOString();
		return {
			FirstName: `First${index % 977}`,
			LastName: `Last${index}`,
			Company: company.name,
			Email: `lead${index}@${company.domain}`,
			Title: titles[Math.floor(random() * titles.length)],
			...(random() < 0.5 && { Website: `https://www.${company.domain}` }),
			...(random() < 0.2 && { Industry: 'Other' }),
			CreatedDate: at,
			LastModifiedDate: at,
			SystemModstamp: at,
		};
	});
}
