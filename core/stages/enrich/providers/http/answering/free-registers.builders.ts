import { companiesHouse } from '../definitions/companies-house';
import { gleif } from '../definitions/gleif';
import { secEdgar } from '../definitions/sec-edgar';
import { wikidata } from '../definitions/wikidata';
import { byPath, parameter, type ScriptedVendor } from './scripted-vendor.builders';

/** The registers that charge nothing, each knowing Acme, in the shapes that their documentation shows. */
export const freeRegisters: readonly ScriptedVendor[] = [
	{
		definition: gleif,
		known: { company: 'ACME Ltd', country: 'United Kingdom' },
		unknown: { company: 'Globex', country: 'GB' },
		knownValues: { legal_name: 'ACME LIMITED', lei: '549300MLUDYVRQOOXS22', country: 'GB', status: 'active' },
		answer: byPath({
			'/lei-records': (request) => ({
				// The nearest name, whatever was asked: what agrees is for the definition to see.
				data:
					parameter(request, 'filter[entity.legalAddress.country]') === 'GB'
						? [
								{
									attributes: {
										lei: '549300MLUDYVRQOOXS22',
										entity: {
											legalName: { name: 'ACME LIMITED' },
											status: 'ACTIVE',
											legalAddress: { addressLines: ['1 High Street'], city: 'London', country: 'GB' },
										},
										registration: { lastUpdateDate: '2025-10-01T00:00:00Z' },
									},
								},
							]
						: [],
			}),
		}),
	},
	{
		definition: companiesHouse,
		known: { company: 'Acme Limited', country: 'England' },
		unknown: { company: 'Globex', country: 'GB' },
		knownValues: { name: 'ACME LIMITED', registration_number: '00445790', founded_year: 1949, street: '1 High Street' },
		answer: byPath({
			'/search/companies': () => ({ items: [{ company_number: '00445790' }] }),
			'/company/00445790': () => ({
				company_name: 'ACME LIMITED',
				company_number: '00445790',
				date_of_creation: '1949-05-11',
				registered_office_address: { premises: '1', address_line_1: 'High Street', locality: 'London' },
			}),
		}),
	},
	{
		definition: secEdgar,
		known: { ticker: 'NASDAQ: ACME' },
		unknown: { ticker: 'NONE' },
		knownValues: { name: 'ACME CORP', sic_code: '3490', city: 'San Francisco' },
		answer: byPath({
			'/company_tickers.json': () => ({
				0: { cik_str: 320193, ticker: 'OTHER', title: 'Other' },
				1: { cik_str: 4711, ticker: 'ACME', title: 'ACME CORP' },
			}),
			'/CIK0000004711.json': () => ({
				cik: '4711',
				name: 'ACME CORP',
				sic: '3490',
				tickers: ['ACME'],
				website: '',
				addresses: { business: { street1: '1 MAIN ST', city: 'SAN FRANCISCO', stateOrCountry: 'CA' } },
			}),
		}),
	},
	{
		definition: wikidata,
		known: { domain: 'acme.com' },
		unknown: { domain: 'nobody.example' },
		knownValues: { name: 'Acme', employees: 1200, founded_year: 1949, country: 'United States' },
		answer: byPath({
			'/sparql': (request) => ({
				results: {
					bindings: parameter(request, 'query').includes('<https://www.acme.com/>')
						? ['Manufacturing', 'Aerospace'].map((industry) => ({
								site: { value: 'https://www.acme.com/' },
								company: { value: 'http://www.wikidata.org/entity/Q1' },
								companyLabel: { value: 'Acme' },
								industryLabel: { value: industry },
								employees: { value: '1200' },
								founded: { value: '1949-05-11T00:00:00Z' },
								countryLabel: { value: 'United States' },
							}))
						: [],
				},
			}),
		}),
	},
];
