import { startProviders, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { demoClient } from '../data/org-seed';
import { ownCustomFields } from '../data/own-custom-fields';
import { wonAndLost } from '../data/won-and-lost';

/** What every Lead's company is given by the file. */
export const headcount = 1200;
export const knownCompanies = `name,domain,employees,country\nNorthwind,northwind.example,${headcount},US\n`;

const leadNames = ['Audience', 'Hourly One', 'Hourly Two', 'Daily'];
/** Was tried before and has changed since: the hourly template leaves it, the daily refresh takes it. */
const triedBefore = 'Daily';

/** Companies whose opportunities were won or lost: enough to learn from with the newest half-year kept back. */
export const decidedAccounts = 1_900;

/** The accounts that are looked through for duplicates. */
export const sweptCondition = "AccountNumber = 'SWEPT'";
const townOf = ['Oslo', 'Bergen', 'Moss'];
const sweptAlone =
	'Oslo Lights,Bergen Fish,Tromso Travel,Viken Steel,Nord Paper,Stavanger Oil,Alta Wood,Hamar Milk,Moss Glass,Bodo Ships,Ski Sports,Narvik Iron';

/** The org that the templates work on one after the other, and the provider that knows who has moved. */
export class TemplatesOrg {
	private constructor(
		readonly emulator: SalesforceEmulator,
		readonly vendors: ProvidersEmulator,
	) {}

	static async start(): Promise<TemplatesOrg> {
		const decided = wonAndLost(11, new Date(), { accounts: decidedAccounts, leads: 0 });
		const emulator = await startSalesforceEmulator({
			seed: {
				org: { kind: 'production', id: '00D5e00000TEMPL', name: 'Templates' },
				users: [{ Username: demoClient.username, LastName: 'Integration' }],
				clients: [demoClient],
				customFields: ownCustomFields(['Lead', 'Contact', 'Account']),
				trackedFields: decided.trackedFields,
				records: {
					Account: decided.records?.Account ?? [],
					Opportunity: decided.records?.Opportunity ?? [],
					AccountHistory: decided.records?.AccountHistory ?? [],
					Lead: leadNames.map((LastName) => ({
						...aLead(LastName),
						...stamped(new Date(Date.now() - 30 * 60_000)),
						...(LastName === triedBefore && { Enrichment_Last_Activity__c: daysAgo(2) }),
					})),
					Contact: [{ FirstName: 'Ada', LastName: 'Byron', Email: 'ada@northwind.example' }],
				},
			},
		});
		const northwind = emulator.org.insert('Account', { Name: 'Northwind', Website: 'northwind.example' });
		const [ada] = emulator.org.rows('Contact');
		emulator.org.update('Contact', String(ada.Id), { AccountId: northwind });
		const vendors = await startProviders({
			world: {
				companies: ['northwind', 'contoso'].map((name) => ({ name, domain: `${name}.example` })),
				people: [mover],
				personCount: 0,
			},
			coverage: { 'people-data-labs': { person: 1, company: 1, stale: 0, wrong: 0, fill: { email: 1 } } },
		});
		return new TemplatesOrg(emulator, vendors);
	}

	/** The Leads that have their headcount, by name. */
	enriched(): string[] {
		return this.emulator.org
			.rows('Lead')
			.filter(({ NumberOfEmployees }) => NumberOfEmployees === headcount)
			.map(({ LastName }) => String(LastName));
	}

	/** How many accounts have a score, by rank. */
	scoredByRank(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { Enrichment_Rank__c: rank } of this.emulator.org.rows('Account'))
			if (rank !== null) counts[String(rank)] = (counts[String(rank)] ?? 0) + 1;
		return counts;
	}

	/** Twelve companies of their own, two of one web site, and two that share a name only. */
	addSwept(): void {
		const alone = sweptAlone.split(',').map((Name, at) => ({
			Name,
			Website: `${Name.toLowerCase().replace(' ', '-')}.example`,
			BillingCity: townOf[at % townOf.length],
		}));
		const twins = [null, '+1 206 555 0100'].map((Phone) => ({ Name: 'Fabrikam', Website: 'fabrikam.example', Phone }));
		const alike = [{ BillingCity: 'Oslo' }, {}].map((place) => ({ Name: 'Contoso', ...place }));
		for (const account of [...alone, ...twins, ...alike])
			this.emulator.org.insert('Account', { ...account, AccountNumber: 'SWEPT' });
	}

	/** Those of them that are there. */
	swept(): ReadonlyArray<Readonly<Record<string, unknown>>> {
		return this.emulator.org.rows('Account').filter(({ AccountNumber }) => AccountNumber === 'SWEPT');
	}

	/** A person empties the headcount of this Lead, and gives its Id. */
	empty(name: string): string {
		const id = String(this.emulator.org.rows('Lead').find(({ LastName }) => LastName === name)?.Id);
		this.emulator.org.update('Lead', id, { NumberOfEmployees: null });
		return id;
	}

	async close(): Promise<void> {
		await Promise.all([this.emulator.close(), this.vendors.close()]);
	}
}

function daysAgo(days: number): string {
	return new Date(Date.now() - days * 24 * 3_600_000).toISOString();
}

const mover = {
	firstName: 'Ada',
	lastName: 'Byron',
	company: 'contoso.example',
	formerCompany: 'northwind.example',
	email: 'ada@contoso.example',
	formerEmail: 'ada@northwind.example',
	isSuppressed: false,
};

function aLead(LastName: string): { readonly LastName: string; readonly Company: string; readonly Email: string } {
	const box = LastName.toLowerCase().replace(' ', '.');
	return { LastName, Company: 'Northwind', Email: `${box}@northwind.example` };
}

function stamped(time: Date): {
	readonly CreatedDate: string;
	readonly LastModifiedDate: string;
	readonly SystemModstamp: string;
} {
	const stamp = time.toISOString();
	return { CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp };
}
