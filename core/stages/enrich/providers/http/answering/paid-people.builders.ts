import { apolloPeople } from '../definitions/apollo-people';
import { exploriumProspects } from '../definitions/explorium-prospects';
import { hunterPeople } from '../definitions/hunter-people';
import { lushaContacts } from '../definitions/lusha-contacts';
import { peopleDataLabsPerson } from '../definitions/people-data-labs-person';
import { prospeoPeople } from '../definitions/prospeo-people';
import { zoominfoContacts } from '../definitions/zoominfo-contacts';
import { byPath, parameter, rowsFor, type ScriptedVendor, zoominfoInputs } from './scripted-vendor.builders';

const ada = { known: { email: 'ada@acme.com' }, unknown: { email: 'nobody@acme.com' } };

/** The vendors that charge for people, each knowing Ada at Acme, in the shapes that their documentation shows. */
export const paidPeople: readonly ScriptedVendor[] = [
	{
		...ada,
		definition: peopleDataLabsPerson,
		knownValues: {
			first_name: 'Ada',
			email: 'ada@acme.com',
			linkedin_url: 'https://www.linkedin.com/in/ada',
			company_domain: 'acme.com',
		},
		answer: byPath({
			'/v5/person/bulk': (request) =>
				rowsFor(request, 'requests', ({ params, metadata }) =>
					(params as { email: string }).email === 'ada@acme.com'
						? {
								status: 200,
								likelihood: 9,
								metadata,
								matched: ['email'],
								data: {
									id: 'p-1',
									first_name: 'ada',
									work_email: 'ada@acme.com',
									linkedin_url: 'linkedin.com/in/ada',
									mobile_phone: true,
									job_company_website: 'acme.com',
									job_last_verified: '2025-11-02',
								},
							}
						: { status: 404, metadata, error: { type: 'not_found' } },
				),
		}),
	},
	{
		...ada,
		definition: apolloPeople,
		knownValues: {
			full_name: 'Ada Byron',
			email_status: 'verified',
			job_started_on: '2024-03-01',
			company_name: 'Acme',
		},
		answer: byPath({
			'/people/bulk_match': (request) => {
				const matches = rowsFor(request, 'details', ({ email }) =>
					email === 'ada@acme.com'
						? {
								id: 'a-1',
								name: 'Ada Byron',
								email,
								email_status: 'verified',
								employment_history: [
									{ current: false, start_date: '2019-01-01' },
									{ current: true, start_date: '2024-03-01' },
								],
								organization: { id: 'o-1', name: 'Acme' },
							}
						: null,
				);
				return { status: 'success', credits_consumed: matches.filter(Boolean).length, matches };
			},
		}),
	},
	{
		...ada,
		definition: zoominfoContacts,
		knownValues: { full_name: 'Ada Byron', company_revenue: 25_000_000, seniority: 'VP-Level' },
		answer: byPath({
			'/contacts/enrich': (request) => ({
				data: zoominfoInputs(request, 'matchPersonInput').map((input) =>
					input.emailAddress === 'ada@acme.com'
						? {
								id: 'z-1',
								type: 'Contact',
								meta: { input, matchStatus: 'FULL_MATCH' },
								attributes: {
									firstName: 'Ada',
									lastName: 'Byron',
									managementLevel: ['VP-Level'],
									contactAccuracyScore: 95,
									company: { id: 7, revenueNumeric: 25_000_000 },
								},
							}
						: { id: '0', type: 'NoMatch', meta: { input, matchStatus: 'NO_MATCH' } },
				),
			}),
		}),
	},
	{
		...ada,
		definition: hunterPeople,
		knownValues: { full_name: 'Ada Byron', linkedin_url: 'https://www.linkedin.com/in/ada' },
		answer: byPath({
			'/people/find': (request) =>
				parameter(request, 'email') === 'ada@acme.com'
					? { data: { id: 'h-1', name: { fullName: 'Ada Byron' }, linkedin: { handle: 'ada' }, fuzzy: false } }
					: undefined,
		}),
	},
	{
		...ada,
		definition: lushaContacts,
		knownValues: { email: 'ada@acme.com', email_status: 'verified', mobile_phone: '+14155550199' },
		answer: byPath({
			'/contacts/search-and-enrich': (request) => ({
				results: rowsFor(request, 'contacts', ({ email, clientReferenceId }) =>
					email === 'ada@acme.com'
						? {
								clientReferenceId,
								id: 'l-1',
								emails: [
									{ email: 'ada@example.org', type: 'private' },
									{ email, type: 'work', confidence: 'A+' },
								],
								phones: [{ number: '+14155550199', type: 'mobile' }],
							}
						: { clientReferenceId, error: { code: 'NOT_FOUND' } },
				),
			}),
		}),
	},
	{
		...ada,
		definition: exploriumProspects,
		knownValues: { email: 'ada@acme.com', email_status: 'catch_all' },
		answer: byPath({
			'/prospects/match': (request) => ({
				matched_prospects: rowsFor(request, 'prospects_to_match', (input) => ({
					input,
					prospect_id: input.email === 'ada@acme.com' ? 'p1' : null,
				})),
			}),
			'/contacts_information/bulk_enrich': (request) => ({
				data: (JSON.parse(request.body ?? '').prospect_ids as string[]).map((prospect_id) => ({
					prospect_id,
					data: { professions_email: 'ada@acme.com', professional_email_status: 'catch-all' },
				})),
			}),
		}),
	},
	{
		...ada,
		definition: prospeoPeople,
		knownValues: { full_name: 'Ada Byron', email_status: 'verified', company_name: 'Acme' },
		answer: byPath({
			'/bulk-enrich-person': (request) => ({
				error: false,
				matched: rowsFor(request, 'data', ({ email, identifier }) =>
					email === 'ada@acme.com'
						? {
								identifier,
								person: { person_id: 'r-1', full_name: 'Ada Byron', email: { email, status: 'VERIFIED' } },
								company: { company_id: 'c-1', name: 'Acme' },
							}
						: undefined,
				).filter(Boolean),
			}),
		}),
	},
];
