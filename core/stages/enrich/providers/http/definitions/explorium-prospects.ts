import { emailStatusWords } from '../../../../../record/email-status';
import type { HttpDefinition } from '../definition';
import { explorium } from './explorium';

/** Explorium, prospects: match, then contact information. */
export const exploriumProspects: HttpDefinition = {
	...explorium,
	id: 'explorium-prospects',
	label: 'Explorium (Prospects)',
	finds: 'person',
	needs: [
		['personId'],
		['linkedinUrl'],
		['email'],
		['phone'],
		['fullName', 'company'],
		['firstName', 'lastName', 'company'],
	],
	uses: ['personId', 'linkedinUrl', 'email', 'phone', 'fullName', 'firstName', 'lastName', 'company'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.explorium.ai/v1/prospects/match',
						body: {
							prospects_to_match: {
								$each: {
									email: '{email}',
									phone_number: '{phone}',
									linkedin: '{linkedinUrl}',
									full_name: { $firstOf: ['{firstName} {lastName}', '{fullName}'] },
									company_name: '{company}',
								},
							},
						},
					},
					rows: 'matched_prospects',
					correlate: {
						by: 'position',
						confirmedBy: [
							{ path: 'input.email', equals: '{email}' },
							{ path: 'input.linkedin', equals: '{linkedinUrl}' },
						],
					},
					take: { prospect_id: 'prospect_id' },
					skipWith: { prospect_id: 'personId' },
				},
				{
					request: {
						method: 'POST',
						url: 'https://api.explorium.ai/v1/prospects/contacts_information/bulk_enrich',
						body: { prospect_ids: { $each: '{$prospect_id}' } },
					},
					rows: 'data',
					correlate: { by: 'echo', path: 'prospect_id', equals: '{$prospect_id}' },
					rowOutcomes: [{ when: { path: 'data', exists: false }, outcome: 'no_match' }],
					answer: {
						values: {
							email: {
								from: [
									'data.professions_email',
									'data.emails[type=current_professional].address',
									'data.emails[type=professional].address',
								],
								as: ['lowercase'],
							},
							email_status: {
								from: 'data.professional_email_status',
								words: { ...emailStatusWords.explorium, 'catch-all': 'catch_all' },
								otherwise: 'unverified',
							},
							personal_email: { from: 'data.emails[type=personal].address', as: ['lowercase'] },
							phone: 'data.phone_numbers[0].phone_number',
							mobile_phone: 'data.mobile_phone',
						},
						confidence: [
							{ given: ['personId'], value: 0.97 },
							{ given: ['linkedinUrl'], value: 0.95 },
							{ given: ['email'], value: 0.93 },
							{ value: 0.75 },
						],
						personId: 'prospect_id',
					},
				},
			],
		},
	],
	documentation: [
		'https://developers.explorium.ai/reference/prospects/match_prospects',
		'https://developers.explorium.ai/reference/prospects/enrichments/bulk/bulk_prospects_enrichments',
	],
};
