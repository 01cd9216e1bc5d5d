import { answersOf, askOptions } from '../../provider.builders';
import { testProvider } from '../../provider.contract';
import type { ProviderQuery } from '../../provider';
import { openScratchServer, type ScratchServer } from '../scratch-server.builders';
import { answerEach, questionsOf } from './leadiq.builders';
import { openLeadIqCompanies } from './leadiq-companies';

const acme = {
	id: 'c-1',
	name: 'Acme Inc.',
	domain: 'acme.com',
	industry: 'Manufacturing',
	revenue: 25_000_000,
	locationInfo: { city: 'San Francisco', country: 'United States' },
	technologies: [
		{ name: 'HubSpot', category: 'Marketing' },
		{ name: 'Pardot', category: 'Marketing' },
	],
	companyHierarchy: { parent: { name: 'Acme Holding' } },
	updatedDate: '2025-09-01T00:00:00Z',
};

let server: ScratchServer;

beforeAll(async () => {
	server = await openScratchServer((request) =>
		answerEach(request, (input) => (input.domain === 'nowhere.org' ? [] : [acme])),
	);
});

afterAll(async () => {
	await server.close();
});

testProvider('LeadIQ', async () => openLeadIqCompanies(server.access), {
	known: { domain: 'acme.com' },
	knownValues: {
		...{ name: 'Acme Inc.', industry: 'Manufacturing', revenue: 25_000_000, revenue_currency: 'USD' },
		...{ technologies: ['HubSpot', 'Pardot'], technology_categories: ['Marketing'], parent_name: 'Acme Holding' },
	},
	unknown: { domain: 'nowhere.org' },
});

describe('openLeadIqCompanies', () => {
	it.each<[string, Omit<ProviderQuery, 'key'>, object, number]>([
		['by the stored ID', { companyId: 'c-1', domain: 'acme.com' }, { id: 'c-1' }, 1],
		['by its domain', { domain: 'acme.com', company: 'Acme' }, { domain: 'acme.com', strict: true }, 0.95],
		['by the same name', { company: 'ACME' }, { name: 'ACME' }, 0.75],
		['by a name that only sounds alike', { company: 'Acne' }, { name: 'Acne' }, 0.4],
		['by the same name elsewhere', { company: 'Acme', country: 'Germany' }, { name: 'Acme' }, 0.4],
	])('asks %s', async (_meaning, query, input, confidence) => {
		const [answer] = await answersOf(openLeadIqCompanies(server.access), [{ ...query, key: 1 }]);
		expect(answer).toMatchObject({ outcome: 'matched', confidence, companyId: 'c-1' });
		const [asked] = questionsOf(server.requests.at(-1)!);
		expect(asked).toMatchObject({ field: 'searchCompany', input });
	});

	it('charges for each company that was found, once a year, however often it is asked about', async () => {
		const provider = openLeadIqCompanies(server.access);
		const queries = ['acme.com', 'acme.org', 'nowhere.org'].map((domain, key) => ({ key, domain }));
		const chargedOn = async (day: string) => {
			const now = () => new Date(`${day}T00:00:00Z`);
			const reply = await provider.ask(queries, askOptions(provider, { wanted: ['industry'], now }));
			return reply.kind === 'answered' ? reply.charged : reply;
		};
		expect(await chargedOn('2026-01-01')).toEqual({ credits: 3_000 });
		expect(await chargedOn('2026-12-31')).toEqual({ credits: 0 });
		expect(await chargedOn('2027-01-01')).toEqual({ credits: 3_000 });
	});
});
