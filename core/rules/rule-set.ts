import { z } from 'zod/v4';
import { type OwnFieldKey, ownFields } from '../record/fields';
import { parseGridOfAnyObject } from '../stages/score/grid/parse-grid';
import { parseScorecard } from '../stages/score/parse-scorecard';
import { EnrichmentError } from '../errors';
import { enrichRulesSchema, suggestedPolicies } from './enrich-rules';
import { selectionRulesSchema } from './selection-rules';
import { apiName, fieldPath, mostRows, someText } from './words';

const mappedPolicies = [...suggestedPolicies, 'clear'] as const;

/** A document of the score stage, whose own parser finds its faults. */
function documentOf(parse: (document: unknown) => unknown) {
	return z.record(z.string(), z.unknown()).superRefine((document, context) => {
		try {
			parse(document);
		} catch (error) {
			const { faults = [] } = (error instanceof EnrichmentError ? error.details : {}) as { faults?: string[] };
			for (const message of faults) context.addIssue({ code: 'custom', message: `has a fault: ${message}` });
		}
	});
}

const scorecard = documentOf(parseScorecard).describe(
	'As the parameter Scorecard JSON of Score takes it: name, version, base, rules, groups and ranks',
);

const grid = documentOf(parseGridOfAnyObject).describe(
	'As the parameter Grid JSON of Score takes it, in place of a scorecard: fit, engagement, rows, columns and cells',
);

/** One score: its scorecard or its grid, and the fields that get it. */
export const scoreRulesSchema = z
	.strictObject({
		scorecard: scorecard.optional(),
		grid: grid.optional(),
		scoreField: apiName.optional().describe('Number field that gets the score; the field of the pack unless set'),
		rankField: apiName.optional().describe('Text field that gets the rank; the field of the pack unless set'),
		gridField: apiName.optional().describe('Text field that gets the cell of the grid'),
		fitField: apiName.optional().describe('Number field that gets the fit by itself'),
		engagementField: apiName.optional().describe('Number field that gets the engagement by itself'),
	})
	.refine(({ scorecard: card, grid: both }) => (card === undefined) !== (both === undefined), {
		message: 'must have either a scorecard or a grid',
	})
	.meta({ id: 'score' });

export type ScoreRules = z.infer<typeof scoreRulesSchema>;

/** What Find Duplicates compares. */
export const dedupeRulesSchema = z
	.strictObject({
		sameIfTheseAgree: z
			.array(z.enum(['company', 'domain', 'email']))
			.min(1)
			.max(3)
			.optional(),
		compare: z
			.strictObject({
				company: fieldPath.optional(),
				email: fieldPath.optional(),
				firstName: fieldPath.optional(),
				lastName: fieldPath.optional(),
				website: fieldPath.optional(),
			})
			.optional(),
	})
	.meta({ id: 'duplicates' });

export type DedupeRules = z.infer<typeof dedupeRulesSchema>;

/** How Bulk Write writes: the policy of mapped values with its exceptions, and how carefully. */
export const writeRulesSchema = z
	.strictObject({
		fields: z
			.array(apiName)
			.min(1)
			.max(mostRows)
			.optional()
			.describe('Mapped fields, each from the column of the same name; without them the values are those of the node'),
		policy: z.enum(mappedPolicies).optional().describe('When a mapped value may replace what Salesforce holds'),
		exceptions: z
			.array(
				z.strictObject({
					field: apiName,
					policy: z.enum(mappedPolicies),
					multiSelect: z.enum(['add', 'remove', 'set']).optional(),
				}),
			)
			.max(mostRows)
			.optional()
			.describe('Fields with a policy of their own'),
		valuesThatDoNotFit: z.enum(['auto', 'leave_out', 'refuse']).optional(),
		writeStatusFields: z.boolean().optional(),
		trialRecords: z.number().int().min(0).max(200).optional(),
		pauseWhenRefusedPercent: z.number().min(1).max(100).optional(),
		pauseOnlyAfterRecords: z.number().int().min(1).optional(),
		assignmentRules: z.boolean().optional(),
		callClient: someText(80).optional(),
	})
	.meta({ id: 'write' });

export type WriteRules = z.infer<typeof writeRulesSchema>;

/** What the pack's own fields are called in the org, by what they are for. */
export const technicalFieldsSchema = z
	.strictObject(
		Object.fromEntries(Object.keys(ownFields).map((key) => [key, apiName.optional()])) as Record<
			OwnFieldKey,
			z.ZodOptional<typeof apiName>
		>,
	)
	.meta({ id: 'technicalFields' });

export type TechnicalFields = z.infer<typeof technicalFieldsSchema>;

/** How many API calls there may be. */
export const allowancesSchema = z
	.strictObject({
		percentOfDailyLimit: z.number().min(1).max(100).optional(),
		callsPerDay: z.number().int().min(1).optional(),
	})
	.meta({ id: 'allowances' });

export type Allowances = z.infer<typeof allowancesSchema>;

/** The rules of an object; each part is that of one node. */
export const objectRulesSchema = z
	.strictObject({
		selection: selectionRulesSchema.optional(),
		enrich: z.record(someText(80), enrichRulesSchema).optional().describe('By provider, or by a name of your own'),
		scores: z.record(someText(80), scoreRulesSchema).optional().describe('By name of the score'),
		duplicates: dedupeRulesSchema.optional(),
		write: writeRulesSchema.optional(),
	})
	.meta({ id: 'objectRules' });

/** A rule set: what holds for all templates of an org. */
export const ruleSetSchema = z.strictObject({
	$schema: z.string().max(500).optional(),
	ruleSet: z.literal(1).describe('The version of this format'),
	name: someText(100),
	technicalFields: technicalFieldsSchema.optional(),
	allowances: allowancesSchema.optional(),
	objects: z.record(apiName, objectRulesSchema),
});

export type RuleSet = z.infer<typeof ruleSetSchema>;

export type ObjectRules = z.infer<typeof objectRulesSchema>;
