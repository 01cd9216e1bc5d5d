import { emailStatusWords } from '../../../../../record/email-status';
import type { HttpDefinition } from '../definition';
import { lusha, lushaRowOutcomes } from './lusha';

/** Lusha, contacts, found and revealed in one call; telephone numbers only where somebody wants them. */
export const lushaContacts: HttpDefinition = {
	...lusha,
	id: 'lusha-contacts',
	label: 'Lusha (Contacts)',
	finds: 'person',
	needs: [
		['personId'],
		['linkedinUrl'],
		['email'],
		['firstName', 'lastName', 'domain'],
		['firstName', 'lastName', 'company'],
	],
	uses: ['personId', 'linkedinUrl', 'email', 'firstName', 'lastName', 'domain', 'company'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.lusha.com/v3/contacts/search-and-enrich',
						body: {
							contacts: {
								$each: {
									clientReferenceId: '{key}',
									id: '{personId}',
									linkedinUrl: '{linkedinUrl}',
									email: '{email}',
									firstName: '{firstName}',
									lastName: '{lastName}',
									companyDomain: '{domain}',
									companyName: '{company}',
								},
							},
							// Without the list everything would be revealed, and charged.
							reveal: ['emails', { $ifWanted: ['phone', 'mobile_phone'], $value: 'phones' }],
						},
					},
					rows: 'results',
					correlate: { by: 'echo', path: 'clientReferenceId', equals: '{key}' },
					rowOutcomes: lushaRowOutcomes,
					answer: {
						values: {
							first_name: 'firstName',
							last_name: 'lastName',
							full_name: 'fullName',
							title: 'jobTitle.title',
							seniority: 'jobTitle.seniority',
							department: 'jobTitle.departments[0]',
							email: { from: ['emails[type=work].email'], as: ['lowercase'] },
							email_status: {
								from: 'emails[type=work].confidence',
								words: emailStatusWords.lusha,
								otherwise: 'unverified',
							},
							email_checked_at: 'emails[type=work].updateDate',
							personal_email: { from: 'emails[type=private].email', as: ['lowercase'] },
							phone: { from: ['phones[type=direct].number', 'phones[type=work].number'] },
							mobile_phone: 'phones[type=mobile].number',
							linkedin_url: { from: 'socialLinks.linkedin', as: ['linkedin'] },
							x_url: 'socialLinks.xUrl',
							city: 'location.city',
							region: 'location.state',
							country: 'location.country',
							company_name: 'company.name',
							company_domain: { from: 'company.domain', as: ['domain'] },
							company_industry: 'company.industry',
						},
						confidence: [
							{ given: ['personId'], value: 0.97 },
							{ given: ['linkedinUrl'], value: 0.95 },
							{ given: ['email'], value: 0.93 },
							{ given: ['domain'], value: 0.85 },
							{ value: 0.75 },
						],
						confidenceOf: {
							email: [{ path: 'emails[type=work].confidence', words: { 'a+': 0.95, a: 0.85, b: 0.6, c: 0.4 } }],
						},
						observedAt: 'updateDate',
						personId: 'id',
						companyId: 'company.id',
					},
				},
			],
		},
	],
	billing: {
		rule: '1 credit per e-mail and 5 per telephone number revealed, and 1 per 25 results of the search, 1 at least per call',
		pools: ['credits'],
		perQuery: { credits: 0.04 },
		perMatch: { credits: 1 },
		perAttribute: [{ attributes: ['phone', 'mobile_phone'], credits: { credits: 5 } }],
		perCall: { credits: 1 },
	},
	confidenceScale:
		'none for a match; by what was asked with, as for Apollo; addresses by their grade: A+ 0.95, A 0.85, B 0.6, C 0.4',
	documentation: [
		'https://docs.lusha.com/enrichment/search-and-enrich-contacts',
		'https://docs.lusha.com/api-reference/overview',
	],
};
