import { emailStatusWords } from '../../../../../record/email-status';
import type { HttpDefinition } from '../definition';
import { hunter } from './hunter';

/** Hunter: who stands behind an address, or the likeliest address of a person at a company. */
export const hunterPeople: HttpDefinition = {
	...hunter,
	id: 'hunter-people',
	label: 'Hunter (People)',
	finds: 'person',
	needs: [
		['email'],
		['firstName', 'lastName', 'domain'],
		['fullName', 'domain'],
		['firstName', 'lastName', 'company'],
		['fullName', 'company'],
	],
	uses: ['email', 'firstName', 'lastName', 'fullName', 'domain', 'company', 'linkedinUrl'],
	routes: [
		{
			when: ['email'],
			steps: [
				{
					request: { method: 'GET', url: 'https://api.hunter.io/v2/people/find', query: { email: '{email}' } },
					rows: 'data',
					answer: {
						values: {
							first_name: 'name.givenName',
							last_name: 'name.familyName',
							full_name: 'name.fullName',
							title: 'employment.title',
							seniority: 'employment.seniority',
							department: { from: 'employment.role', as: ['words'] },
							email: { from: 'email', as: ['lowercase'] },
							phone: 'phone',
							linkedin_url: { from: 'linkedin.handle', as: ['last_segment'], prefix: 'https://www.linkedin.com/in/' },
							x_url: { from: 'twitter.handle', as: ['last_segment'], prefix: 'https://x.com/' },
							github_url: { from: 'github.handle', as: ['last_segment'], prefix: 'https://github.com/' },
							city: 'geo.city',
							region: 'geo.state',
							country: 'geo.country',
							company_name: 'employment.name',
							company_domain: { from: 'employment.domain', as: ['domain'] },
						},
						confidence: [{ path: 'fuzzy', words: { true: 0.7, false: 0.95 } }, { value: 0.9 }],
						observedAt: 'indexedAt',
						personId: 'id',
					},
				},
			],
		},
		{
			steps: [
				{
					request: {
						method: 'GET',
						url: 'https://api.hunter.io/v2/email-finder',
						query: {
							domain: '{domain}',
							company: '{company}',
							first_name: '{firstName}',
							last_name: '{lastName}',
							full_name: '{fullName}',
							linkedin_handle: '{linkedinUrl|last_segment}',
						},
					},
					rows: 'data',
					rowOutcomes: [{ when: { path: 'email', exists: false }, outcome: 'no_match' }],
					answer: {
						values: {
							first_name: 'first_name',
							last_name: 'last_name',
							email: { from: 'email', as: ['lowercase'] },
							email_status: { from: 'verification.status', words: emailStatusWords.hunter, otherwise: 'unverified' },
							email_checked_at: 'verification.date',
							title: 'position',
							phone: 'phone_number',
							linkedin_url: { from: 'linkedin_url', as: ['linkedin'] },
							x_url: { from: 'twitter', as: ['last_segment'], prefix: 'https://x.com/' },
							company_name: 'company',
							company_domain: { from: 'domain', as: ['domain'] },
						},
						confidence: [
							{
								path: 'score',
								points: [
									[0, 0],
									[50, 0.5],
									[80, 0.8],
									[100, 0.98],
								],
							},
							{ value: 0.6 },
						],
						rawConfidence: { name: 'score', path: 'score' },
						observedAt: 'verification.date',
					},
				},
			],
		},
	],
	billing: { rule: '1 credit per person or address found', pools: ['credits'], perMatch: { credits: 1 } },
	confidenceScale:
		'score of 0–100 for a found address; a person found by address counts 0.95, or 0.7 when Hunter calls the match fuzzy',
	documentation: [
		'https://hunter.io/api-documentation/v2#email-enrichment',
		'https://hunter.io/api-documentation/v2#email-finder',
		'https://hunter.io/api-documentation/v2#errors',
	],
};
