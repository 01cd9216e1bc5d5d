import { askOptions } from '../../provider.builders';
import type { EnrichmentProvider } from '../../provider';
import { openScratchServer } from '../scratch-server.builders';
import { openLeadIqCompanies } from './leadiq-companies';
import { openLeadIqPeople } from './leadiq-people';

/** Fields of LeadIQ's schema by type, with the type of those that have fields themselves (as its introspection gives them). */
const documented: Readonly<Record<string, string>> = {
	SearchResult: 'totalResults hasMore results:PersonRecord',
	CompanySearchResult: 'totalResults hasMore results:CompanyInfo',
	PersonRecord:
		'id name:NameInfo currentPositions:PositionRecord pastPositions:PositionRecord linkedin:LinkedinRecord profiles:SocialProfile location:LocationRecord updatedAt personalEmails:ContactRecord personalPhones:ContactRecord confidence',
	NameInfo: 'first fullName last middle',
	LinkedinRecord: 'linkedinId linkedinUrl type status updatedAt',
	SocialProfile: 'network id username url status updatedAt',
	LocationRecord: 'fullAddress areaLevel1 city country countryCode2 countryCode3 type status updatedAt',
	ContactRecord: 'type status updatedAt value',
	PositionRecord:
		'companyId title dateRange:DateRange updatedAt emails:ContactRecord phones:ContactRecord companyInfo:CompanyInfo seniority function workEmail:ContactRecord matchedQuery',
	DateRange: 'start end',
	CompanyInfo:
		'id name alternativeNames domain description emailDomains type phones address locationInfo:LocationInfo logoUrl linkedinId linkedinUrl numberOfEmployees industry specialities fundingInfo:FundingInfo technologies:TechnologyInfo revenue revenueRange:RevenueRange sicCode:Code naicsCode:Code employeeRange crunchbaseUrl facebookUrl twitterUrl foundedYear companyHierarchy:CompanyHierarchy updatedDate',
	LocationInfo: 'formattedAddress street1 street2 city areaLevel1 country countryCode2 countryCode3 postalCode',
	FundingInfo: 'fundingRounds fundingTotalUsd lastFundingOn lastFundingType lastFundingUsd',
	TechnologyInfo: 'name category parentCategory attributes categories',
	RevenueRange: 'start end description',
	Code: 'code description',
	CompanyHierarchy: 'isUltimate parent:CompanyHierarchyNode ultimateParent:CompanyHierarchyNode',
	CompanyHierarchyNode: 'id name',
};

/** What a selection asks for that the type has not, or asks for in the wrong way; it starts behind its opening brace. */
function faultsOf(tokens: string[], type: string): string[] {
	const fields = new Map(documented[type].split(' ').map((field) => field.split(':') as [string, string | undefined]));
	const faults: string[] = [];
	for (let token = tokens.shift(); token !== undefined && token !== '}'; token = tokens.shift()) {
		if (!fields.has(token)) faults.push(`${type} has no ${token}`);
		const inner = fields.get(token);
		const hasSelection = tokens[0] === '{';
		if (hasSelection !== (inner !== undefined)) faults.push(`${type}.${token} is selected wrongly`);
		if (hasSelection) tokens.shift();
		if (hasSelection && inner) for (const fault of faultsOf(tokens, inner)) faults.push(fault);
	}
	return faults;
}

describe.each([
	['people', openLeadIqPeople, { email: 'ada@acme.com' }],
	['companies', openLeadIqCompanies, { domain: 'acme.com' }],
] as const)('the selection of %s', (_what, open, query) => {
	async function faultsWith(wantedOf: (provider: EnrichmentProvider) => string[]): Promise<string[]> {
		const server = await openScratchServer(() => ({ body: {} }));
		const provider = open(server.access);
		await provider.ask([{ ...query, key: 1 }], askOptions(provider, { wanted: wantedOf(provider) }));
		await server.close();
		const [, type, selection] = /fragment Found on (\w+) \{ (.*) \}$/s.exec(server.requests[0].json.query)!;
		return faultsOf(selection.match(/[{}]|\w+/g)!, type);
	}

	it('has nothing that LeadIQ does not know', async () => {
		expect(await faultsWith(({ attributes }) => attributes.map(({ name }) => name))).toEqual([]);
		expect(await faultsWith(() => [])).toEqual([]);
	});
});

describe('faultsOf', () => {
	it.each([
		['name { first }', []],
		['name', ['PersonRecord.name is selected wrongly']],
		['id { x }', ['PersonRecord.id is selected wrongly']],
		['salary', ['PersonRecord has no salary']],
		['name { salary }', ['NameInfo has no salary']],
	])('sees in %s', (selection, faults) => {
		expect(faultsOf(selection.match(/[{}]|\w+/g)!, 'PersonRecord')).toEqual(expect.arrayContaining(faults));
		expect(faultsOf(selection.match(/[{}]|\w+/g)!, 'PersonRecord').length > 0).toBe(faults.length > 0);
	});
});
