import { shippedFieldNames } from '../../core/record/fields';
import { demoClient } from '../../demo/data/org-seed';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';

/** So many companies there are; every fourth is not in the reference file. */
const companyCount = 2_000;

const { lastActivity, outcome } = shippedFieldNames;

/** What the reference file knows. */
export function knownCompanies(): string {
	const rows = Array.from({ length: companyCount }, (_, index) => index)
		.filter(isKnown)
		.map((index) => `Company ${index},company${index}.example,Technology,${100 + index},US`);
	return ['name,domain,industry,employees,country', ...rows, ''].join('\n');
}

/** An org all of whose Leads were created and changed within the last hour, one after the other. */
export class DueLeadsOrg {
	private constructor(
		readonly emulator: SalesforceEmulator,
		private readonly leads: number,
	) {}

	static async start(name: string, id: string, leads: number, now: Date): Promise<DueLeadsOrg> {
		const seed = {
			org: { kind: 'production', id, name },
			users: [{ Username: demoClient.username, LastName: 'Integration' }],
			clients: [demoClient],
			customFields: ownCustomFields(['Lead']),
			records: { Lead: Array.from({ length: leads }, (_, index) => aLead(index, leads, now)) },
		} as const;
		return new DueLeadsOrg(await startSalesforceEmulator({ seed }), leads);
	}

	/** How many Leads carry the stamp of an attempt. */
	stamped(): number {
		return this.emulator.org.count('Lead', (lead) => lead[lastActivity] !== null);
	}

	/** How many Leads hold what the reference file says of their company, and say that they were written. */
	enriched(): number {
		return this.emulator.org.count('Lead', ({ Industry, NumberOfEmployees, LastName, [outcome]: word }) => {
			const company = companyOf(numberOf(String(LastName)));
			return Industry === 'Technology' && NumberOfEmployees === 100 + company && word === 'written';
		});
	}

	/** How many Leads of the first so many the reference file knows the company of. */
	known(first = this.leads): number {
		return Array.from({ length: first }, (_, index) => index).filter((index) => isKnown(companyOf(index))).length;
	}

	/** What the Lead is called that is changed last, so that it is in the last batch. */
	get lastName(): string {
		return nameOf(this.leads - 1);
	}

	close(): Promise<void> {
		return this.emulator.close();
	}
}

function aLead(index: number, leads: number, now: Date): SeedRecord {
	const company = companyOf(index);
	// From 50 minutes ago to 5 minutes ago.
	const stamp = new Date(
		now.getTime() - 5 * 60_000 - Math.floor(((leads - index) / leads) * 45 * 60_000),
	).toISOString();
	return {
		FirstName: 'Robin',
		LastName: nameOf(index),
		Company: `Company ${company}`,
		Email: `robin.${index}@company${company}.example`,
		...{ CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp },
	};
}

function companyOf(index: number): number {
	return index % companyCount;
}

function isKnown(company: number): boolean {
	return company % 4 !== 3;
}

function nameOf(index: number): string {
	return `Lead ${index}`;
}

function numberOf(lastName: string): number {
	return Number(lastName.split(' ')[1]);
}
