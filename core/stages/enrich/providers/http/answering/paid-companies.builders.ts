import { apolloOrganizations } from '../definitions/apollo-organizations';
import { exploriumBusinesses } from '../definitions/explorium-businesses';
import { hunterCompanies } from '../definitions/hunter-companies';
import { lushaCompanies } from '../definitions/lusha-companies';
import { peopleDataLabsCompany } from '../definitions/people-data-labs-company';
import { prospeoCompanies } from '../definitions/prospeo-companies';
import { zoominfoCompanies } from '../definitions/zoominfo-companies';
import { byPath, parameter, rowsFor, type ScriptedVendor, zoominfoInputs } from './scripted-vendor.builders';

const acme = { known: { domain: 'acme.com' }, unknown: { domain: 'nobody.example' } };

/** The vendors that charge for companies, each knowing Acme, in the shapes that their documentation shows. */
export const paidCompanies: readonly ScriptedVendor[] = [
	{
		...acme,
		definition: peopleDataLabsCompany,
		knownValues: { name: 'Acme', employees: 1200, employee_range: '1001-5000', city: 'San Francisco' },
		answer: byPath({
			'/v5/company/enrich/bulk': (request) =>
				rowsFor(request, 'requests', ({ params, metadata }) =>
					(params as { website: string }).website === 'acme.com'
						? {
								status: 200,
								likelihood: 10,
								metadata,
								name: 'acme',
								size: '1001-5000',
								employee_count: 1200,
								location: { locality: 'san francisco' },
							}
						: { status: 404, metadata },
				),
		}),
	},
	{
		...acme,
		definition: apolloOrganizations,
		knownValues: { name: 'Acme', industry: 'Mechanical Engineering', technologies: ['HubSpot', 'Segment'] },
		answer: byPath({
			'/organizations/bulk_enrich': (request) => ({
				organizations: rowsFor(request, 'details', ({ domain }) => domain)
					.filter((domain) => domain === 'acme.com')
					.map((domain) => ({
						id: 'o-1',
						name: 'Acme',
						primary_domain: domain,
						industry: 'mechanical engineering',
						technology_names: ['HubSpot', 'Segment', 'HubSpot'],
					})),
			}),
		}),
	},
	{
		...acme,
		definition: zoominfoCompanies,
		knownValues: {
			website: 'https://www.acme.com',
			domain: 'acme.com',
			linkedin_url: 'https://www.linkedin.com/company/acme',
		},
		answer: byPath({
			'/companies/enrich': (request) => ({
				data: zoominfoInputs(request, 'matchCompanyInput').map((input) =>
					input.companyWebsite === 'www.acme.com'
						? {
								id: '7',
								type: 'Company',
								meta: { input, matchStatus: 'FULL_MATCH' },
								attributes: {
									website: 'www.acme.com',
									socialMediaUrls: [{ type: 'LINKED_IN', url: 'http://www.linkedin.com/company/acme' }],
								},
							}
						: { id: '0', type: 'NoMatch', meta: { input, matchStatus: 'NO_MATCH' } },
				),
			}),
		}),
	},
	{
		...acme,
		definition: hunterCompanies,
		knownValues: { name: 'Acme', linkedin_url: 'https://www.linkedin.com/company/acme', employee_range: '1K-5K' },
		answer: byPath({
			'/companies/find': (request) =>
				parameter(request, 'domain') === 'acme.com'
					? {
							data: {
								name: 'Acme',
								domain: 'acme.com',
								linkedin: { handle: 'company/acme' },
								metrics: { employees: '1K-5K' },
							},
						}
					: undefined,
		}),
	},
	{
		...acme,
		definition: lushaCompanies,
		knownValues: { name: 'Acme', employees: 1200, employee_range: '1001-5000' },
		answer: byPath({
			'/companies/search-and-enrich': (request) => ({
				results: rowsFor(request, 'companies', ({ domain, clientReferenceId }) =>
					domain === 'acme.com'
						? {
								clientReferenceId,
								name: 'Acme',
								domain: 'www.acme.com',
								employeeCount: { exact: 1200, min: 1001, max: 5000 },
							}
						: { clientReferenceId, error: { code: 'NOT_FOUND' } },
				),
			}),
		}),
	},
	{
		...acme,
		definition: exploriumBusinesses,
		knownValues: { name: 'Acme', revenue_range: '25M-75M' },
		answer: byPath({
			'/businesses/match': (request) => ({
				matched_businesses: rowsFor(request, 'businesses_to_match', (input) => ({
					input,
					business_id: input.domain === 'acme.com' ? 'b1' : null,
				})),
			}),
			'/firmographics/bulk_enrich': (request) => ({
				data: (JSON.parse(request.body ?? '').business_ids as string[]).map((business_id) => ({
					business_id,
					data: { name: 'acme', website: 'https://acme.com', yearly_revenue_range: '25M-75M' },
				})),
			}),
		}),
	},
	{
		...acme,
		definition: prospeoCompanies,
		knownValues: { name: 'Acme', founded_year: 1949 },
		answer: byPath({
			'/bulk-enrich-company': (request) => ({
				error: false,
				matched: rowsFor(request, 'data', ({ company_website: website, identifier }) =>
					website === 'acme.com'
						? { identifier, company: { name: 'Acme', domain: website, founded: 1949 } }
						: undefined,
				).filter(Boolean),
			}),
		}),
	},
];
