import { emailStatusWords } from '../../../../../record/email-status';
import type { HttpDefinition } from '../definition';
import { prospeo } from './prospeo';

/** Prospeo, people, 50 a call; a mobile number only where somebody wants it. */
export const prospeoPeople: HttpDefinition = {
	...prospeo,
	id: 'prospeo-people',
	label: 'Prospeo (People)',
	finds: 'person',
	needs: [
		['personId'],
		['linkedinUrl'],
		['email'],
		['firstName', 'lastName', 'domain'],
		['firstName', 'lastName', 'company'],
		['fullName', 'domain'],
		['fullName', 'company'],
	],
	uses: [
		'personId',
		'linkedinUrl',
		'email',
		'firstName',
		'lastName',
		'fullName',
		'domain',
		'company',
		'companyLinkedinUrl',
	],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.prospeo.io/bulk-enrich-person',
						body: {
							enrich_mobile: { $firstOf: [{ $ifWanted: ['mobile_phone'], $value: true }, false] },
							data: {
								$each: {
									identifier: '{key}',
									person_id: '{personId}',
									linkedin_url: '{linkedinUrl}',
									email: '{email}',
									first_name: '{firstName}',
									last_name: '{lastName}',
									full_name: '{fullName}',
									company_name: '{company}',
									company_website: '{domain}',
									company_linkedin_url: '{companyLinkedinUrl}',
								},
							},
						},
					},
					rows: 'matched',
					correlate: { by: 'echo', path: 'identifier', equals: '{key}' },
					answer: {
						values: {
							first_name: 'person.first_name',
							last_name: 'person.last_name',
							full_name: 'person.full_name',
							title: 'person.current_job_title',
							seniority: 'person.job_history[current=true].seniority',
							department: 'person.job_history[current=true].departments[0]',
							email: { from: 'person.email.email', as: ['lowercase'] },
							email_status: {
								from: 'person.email.status',
								words: emailStatusWords.prospeo,
								otherwise: 'unverified',
							},
							mobile_phone: { from: ['person.mobile.mobile_international', 'person.mobile.mobile'] },
							linkedin_url: { from: 'person.linkedin_url', as: ['linkedin'] },
							city: 'person.location.city',
							region: 'person.location.state',
							country: 'person.location.country',
							company_name: 'company.name',
							company_domain: { from: ['company.domain', 'company.website'], as: ['domain'] },
							company_website: { from: 'company.website', as: ['url'] },
							company_industry: 'company.industry',
							company_employees: 'company.employee_count',
							company_employee_range: 'company.employee_range',
							company_revenue_range: 'company.revenue_range_printed',
							company_founded_year: 'company.founded',
							company_linkedin_url: { from: 'company.linkedin_url', as: ['linkedin'] },
							company_country: 'company.location.country',
						},
						confidence: [
							{ given: ['personId'], value: 0.97 },
							{ given: ['linkedinUrl'], value: 0.95 },
							{ given: ['email'], value: 0.93 },
							{ given: ['domain'], value: 0.85 },
							{ value: 0.75 },
						],
						personId: 'person.person_id',
						companyId: 'company.company_id',
					},
				},
			],
		},
	],
	billing: {
		rule: '1 credit per match, 10 when a mobile number is found; the same record costs nothing a second time',
		pools: ['credits'],
		perMatch: { credits: 1 },
		perAttribute: [{ attributes: ['mobile_phone'], credits: { credits: 9 } }],
	},
	confidenceScale:
		'none of its own; by what was asked with: ID 0.97, LinkedIn profile 0.95, e-mail 0.93, name and domain 0.85, name and company 0.75',
	documentation: ['https://prospeo.io/api-docs/bulk-enrich-person', 'https://prospeo.io/api-docs/rate-limits'],
};
