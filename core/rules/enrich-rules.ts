import { z } from 'zod/v4';
import { emailStatuses } from '../record/email-status';
import { apiName, fieldPath, mostRows, share, someText } from './words';

/** When a suggested value may be written; `clear` is for mapped values only. */
export const suggestedPolicies = ['fill_blank', 'tracked', 'always', 'if_newer', 'if_more_confident'] as const;

const matchNames = [
	'city',
	'company',
	'companyLinkedinUrl',
	'country',
	'email',
	'firstName',
	'fullName',
	'title',
	'lastName',
	'lei',
	'linkedinUrl',
	'phone',
	'postalCode',
	'companyId',
	'personId',
	'registrationNumber',
	'region',
	'street',
	'ticker',
	'website',
] as const;

const matchOn = z
	.strictObject({
		...(Object.fromEntries(matchNames.map((name) => [name, fieldPath.optional()])) as Record<
			(typeof matchNames)[number],
			z.ZodOptional<typeof fieldPath>
		>),
		moreEmails: z.array(fieldPath).max(20).optional(),
		alsoMatters: z.array(fieldPath).max(100).optional().describe('Fields whose changes have a record looked up again'),
	})
	.describe('Which fields of a record the provider is asked with');

const mappingRow = z
	.strictObject({
		source: someText().describe("The provider's name of the value, or a column of reference data"),
		target: apiName.describe('The field that the value is suggested for'),
		policy: z.enum(suggestedPolicies).optional().describe('When the value may be written; fill_blank unless set'),
		minConfidence: share.optional().describe('How sure the provider has to be; 0.8 unless set'),
		on: z.boolean().optional().describe('A row that is off is kept for later'),
	})
	.meta({ id: 'mappingRow' });

export const ceilingScopes = ['day', 'provider', 'record', 'run'] as const;

export const wishes = [
	'DoNotCall',
	'HasOptedOutOfEmail',
	'HasOptedOutGeoTracking',
	'HasOptedOutProcessing',
	'HasOptedOutProfiling',
	'HasOptedOutSolicit',
	'HasOptedOutTracking',
	'ShouldForget',
] as const;

/** What Enrich asks of one provider and which fields its answers go to. */
export const enrichRulesSchema = z
	.strictObject({
		matchOn: matchOn.optional(),
		mapping: z.array(mappingRow).min(1).max(mostRows).optional(),
		synonyms: z
			.record(apiName, z.record(someText(), z.string().max(255)))
			.optional()
			.describe('By field: what the provider says, and the value that it stands for'),
		emailStatuses: z.array(z.enum(emailStatuses)).max(10).optional(),
		emailStatusField: apiName.optional(),
		emailCheckedField: apiName.optional(),
		optOuts: z.array(z.enum(wishes)).max(wishes.length).optional().describe('Which wishes of people are heeded'),
		doNotProcessField: fieldPath.optional().describe('A checkbox; records on which it is ticked are never asked about'),
		creditCeilings: z
			.array(
				z.strictObject({
					per: z.enum(ceilingScopes),
					credits: z.number().min(0),
					pool: someText(80).optional(),
				}),
			)
			.max(20)
			.optional(),
	})
	.meta({ id: 'enrich' });

export type EnrichRules = z.infer<typeof enrichRulesSchema>;
