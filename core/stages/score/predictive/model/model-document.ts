import { z } from 'zod/v4';
import { featureKinds } from '../data/feature';

const number = z.number();
const numbers = z.array(number).max(100_000);
const text = z.string().min(1).max(255);
const field = text.regex(/^[^\n\r]+$/);

const binning = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('number'), edges: z.array(number).max(200) }),
	z.strictObject({ type: z.literal('category'), groups: z.array(z.array(z.string().max(100)).min(1)).max(500) }),
]);

const coding = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('number'), edges: z.array(number).max(250) }),
	z.strictObject({ type: z.literal('category'), levels: z.array(z.string().max(100)).max(250), other: z.int().min(1) }),
]);

const tree = z.strictObject({
	feature: numbers,
	threshold: numbers,
	missingLeft: numbers,
	left: numbers,
	right: numbers,
	value: numbers,
	cover: numbers,
});

const feature = z.strictObject({
	field: field.describe('Field path such as Title or Account.Industry'),
	label: text.describe('What people call the field'),
	kind: z.enum(featureKinds).describe("What is made of the field's value"),
	sentinels: z.array(number).optional().describe('Numbers that stand for not knowing'),
	dayOrder: z.enum(['day_first', 'month_first']).optional(),
	bins: binning.describe('Stretches of values within which records win alike'),
	woe: numbers.describe(
		'Weight of evidence by bin; the last two are of rare and of missing texts, the last of missing numbers',
	),
	shares: numbers.describe('Share of the training records by bin'),
	informationValue: number,
});

const interval = z.strictObject({ auc: number, low: number, high: number });

const leak = z.strictObject({ field, label: text, why: z.array(z.string()), isForced: z.boolean() });

const training = z.strictObject({
	records: z.int(),
	wins: z.int(),
	undecided: z.int(),
	from: z.iso.datetime().optional(),
	until: z.iso.datetime().optional(),
	validatedOn: z.enum(['newest', 'random']),
	seed: z.int(),
	leaks: z.array(leak),
	leftOut: z.array(z.strictObject({ field, why: z.string() })),
	validation: z.strictObject({
		records: z.int(),
		wins: z.int(),
		auc: interval,
		brier: number,
		brierOfBaseRate: number,
		logLoss: number,
		calibrationError: number,
		liftTopTenth: number,
		captureTopFifth: number,
		scoreDrift: number,
	}),
	signal: z.enum(['none', 'weak', 'usable']),
	refittedOn: z
		.int()
		.optional()
		.describe(
			'Records that the weights were learnt from again once the test was over; the figures of the validation are those of the model before',
		),
});

/** A trained model as a document: all that scoring needs, and what is known of how good it is. */
export const modelDocumentSchema = z
	.strictObject({
		format: z.literal('salesforce-enrichment-model-1'),
		id: z
			.string()
			.regex(/^[0-9a-f]{16}$/)
			.describe('Of the content; the same for the same model'),
		name: text.describe('Under which its scores are found'),
		version: text,
		kind: z.enum(['scorecard', 'trees']),
		basis: z.enum(['lead', 'account']).describe('account scores Lead, Contact and Account, lead only Lead and Contact'),
		trainedAt: z.iso.datetime(),
		outcome: z.strictObject({ field, wins: z.array(z.string()), losses: z.array(z.string()) }),
		timeField: field.optional().describe('When the decision was made of a training record; ages count up to it'),
		features: z.array(feature).max(2_000),
		scorecard: z.strictObject({ intercept: number, coefficients: numbers }).optional(),
		trees: z.strictObject({ start: number, codings: z.array(coding), trees: z.array(tree).max(2_000) }).optional(),
		calibration: z.strictObject({ intercept: number, slope: number }).describe('Of the log-odds (Platt)'),
		scoreMap: z.strictObject({ zero: number, hundred: number }).describe('Log-odds at which the score is 0 and 100'),
		ranks: z
			.strictObject({ A: number, B: number, C: number, D: number })
			.describe('Lowest score of each rank; a D of 0 means no F'),
		rankMargin: number
			.min(0)
			.max(50)
			.describe('How far a score must leave the band of its rank before the rank changes'),
		scoreShares: z.array(number).length(20).describe('Share of the training records by five points of score'),
		training,
	})
	.refine((document) => (document.kind === 'scorecard' ? document.scorecard : document.trees) !== undefined, {
		message: 'the part that its kind names is missing',
	});

export type ModelDocument = z.infer<typeof modelDocumentSchema>;
export type ModelFeature = ModelDocument['features'][number];
export type TrainingFacts = ModelDocument['training'];
export type LeakFinding = z.infer<typeof leak>;

/** The published JSON schema, draft 7, of a model document. */
export function modelJsonSchema(): Readonly<Record<string, unknown>> {
	return { ...z.toJSONSchema(modelDocumentSchema, { target: 'draft-7', io: 'input' }), title: 'Scoring model' };
}
