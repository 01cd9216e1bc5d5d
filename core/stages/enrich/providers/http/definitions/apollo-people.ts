import { emailStatusWords } from '../../../../../record/email-status';
import type { HttpDefinition } from '../definition';
import { apollo } from './apollo';

/** Words as documented and with spaces, as older replies have them; an address that is not there has no status. */
const { unavailable: _, ...documentedStatuses } = emailStatusWords.apollo;
const apolloStatuses = { ...documentedStatuses, 'likely to engage': 'verified', 'catch all': 'catch_all' };

/** Apollo, people, ten a call; telephone numbers come by a webhook only, so they are not asked for. */
export const apolloPeople: HttpDefinition = {
	...apollo,
	id: 'apollo-people',
	label: 'Apollo (People)',
	finds: 'person',
	needs: [
		['personId'],
		['email'],
		['linkedinUrl'],
		['firstName', 'lastName', 'domain'],
		['firstName', 'lastName', 'company'],
		['fullName', 'domain'],
		['fullName', 'company'],
	],
	uses: ['personId', 'email', 'linkedinUrl', 'firstName', 'lastName', 'fullName', 'domain', 'company'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.apollo.io/api/v1/people/bulk_match',
						query: { reveal_personal_emails: { $ifWanted: ['personal_email'], $value: 'true' } },
						body: {
							details: {
								$each: {
									id: '{personId}',
									email: '{email}',
									linkedin_url: '{linkedinUrl}',
									first_name: '{firstName}',
									last_name: '{lastName}',
									name: '{fullName}',
									domain: '{domain}',
									organization_name: '{company}',
								},
							},
						},
					},
					rows: 'matches',
					correlate: { by: 'position', confirmedBy: [{ path: 'id', equals: '{personId}' }] },
					answer: {
						values: {
							first_name: 'first_name',
							last_name: 'last_name',
							full_name: 'name',
							title: 'title',
							seniority: { from: 'seniority', as: ['words'] },
							department: { from: ['functions[0]', 'departments[0]'], as: ['words'] },
							email: { from: 'email', as: ['lowercase'] },
							email_status: {
								from: 'email_status',
								words: apolloStatuses,
							},
							personal_email: { from: 'personal_emails[0]', as: ['lowercase'] },
							linkedin_url: { from: 'linkedin_url', as: ['linkedin'] },
							x_url: 'twitter_url',
							github_url: 'github_url',
							city: 'city',
							region: 'state',
							country: 'country',
							job_started_on: 'employment_history[current=true].start_date',
							company_name: 'organization.name',
							company_domain: { from: ['organization.primary_domain', 'organization.website_url'], as: ['domain'] },
							company_website: 'organization.website_url',
							company_industry: { from: 'organization.industry', as: ['title_case'] },
							company_employees: 'organization.estimated_num_employees',
							company_revenue: 'organization.annual_revenue',
							company_phone: 'organization.phone',
							company_linkedin_url: { from: 'organization.linkedin_url', as: ['linkedin'] },
						},
						confidence: [
							{ given: ['personId'], value: 0.97 },
							{ given: ['email'], value: 0.93 },
							{ given: ['linkedinUrl'], value: 0.95 },
							{ given: ['domain'], value: 0.85 },
							{ value: 0.75 },
						],
						personId: 'id',
						companyId: 'organization.id',
					},
				},
			],
		},
	],
	charge: [{ pool: 'credits', from: { path: 'credits_consumed' } }],
	billing: { rule: '1 credit per match', pools: ['credits'], perMatch: { credits: 1 } },
	confidenceScale:
		'none of its own; by what was asked with: ID 0.97, LinkedIn profile 0.95, e-mail 0.93, name and domain 0.85, name and company 0.75',
	notes: ['Apollo sends telephone numbers to a webhook only; they are not asked for.'],
	documentation: [
		'https://docs.apollo.io/reference/bulk-people-enrichment',
		'https://docs.apollo.io/reference/rate-limits',
	],
};
