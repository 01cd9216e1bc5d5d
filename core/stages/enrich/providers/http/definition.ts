import { z } from 'zod/v4';
import { pathPattern } from './json-path';
import { transformNames } from './transforms';
import { templateSchema } from './template';

const inputSchema = z.enum([
	'email',
	'firstName',
	'lastName',
	'fullName',
	'title',
	'phone',
	'linkedinUrl',
	'domain',
	'company',
	'companyLinkedinUrl',
	'registrationNumber',
	'lei',
	'ticker',
	'street',
	'city',
	'region',
	'postalCode',
	'country',
	'personId',
	'companyId',
]);

const pathSchema = z
	.string()
	.max(200)
	.regex(pathPattern, 'is no path: names joined by dots, with [0], [*] or [key=value] behind a list')
	.describe('Path into the reply, e.g. data.emails[0].email');

const attributeNameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'is no attribute name, e.g. job_level');

/** Amounts in credits, by pool. */
const creditsSchema = z.record(z.string().min(1), z.number().min(0).max(100_000));

const headerNameSchema = z.string().regex(/^[A-Za-z0-9-]+$/, 'is no name of a header');

/** Where a figure stands: in a header, which may hold JSON, or in the body. */
const sourceSchema = z.union([
	z.strictObject({ header: headerNameSchema, field: pathSchema.optional() }),
	z.strictObject({ path: pathSchema }),
]);

const timeFormSchema = z.enum([
	'seconds',
	'milliseconds',
	'epoch_seconds',
	'epoch_milliseconds',
	'date',
	'seconds_or_date',
]);

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

/** All that is given must hold; of a row, `path` reads from the row. */
const conditionSchema = z.strictObject({
	status: z.array(z.int().min(100).max(599)).min(1).optional(),
	path: pathSchema.optional(),
	header: headerNameSchema.optional(),
	/** Compared as text, in any case; absent: that there is a value. */
	equals: z.array(scalarSchema).min(1).optional(),
	contains: z.string().min(1).optional(),
	exists: z.boolean().optional(),
});

const requestSchema = z.strictObject({
	method: z.enum(['GET', 'POST']),
	url: z
		.string()
		.max(500)
		.regex(
			/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:\/[^\s?#]*)?$/i,
			'is no address that begins with https:// and a host, without a query',
		)
		.describe('https address; placeholders may stand in its path'),
	headers: z.record(headerNameSchema, z.string().max(500)).optional(),
	query: z.record(z.string(), templateSchema).optional(),
	body: templateSchema.optional(),
	format: z.enum(['json', 'form']).optional(),
});

const callOutcomeSchema = z.enum([
	'out_of_credits',
	'rate_limited',
	'auth',
	'not_entitled',
	'legal_block',
	'invalid_input',
	'provider_failed',
	'no_match',
	'answered',
	'lost',
]);

const callRuleSchema = z.strictObject({
	when: conditionSchema,
	outcome: callOutcomeSchema,
	retryable: z.boolean().optional(),
});

const rowRuleSchema = z.strictObject({
	when: conditionSchema,
	outcome: z.enum(['no_match', 'invalid_input', 'legal_block', 'provider_failed', 'matched']),
	retryable: z.boolean().optional(),
});

const mappingSchema = z.union([
	pathSchema,
	z.strictObject({
		/** The first that has a value; with `join` all of them. */
		from: z.union([pathSchema, z.array(pathSchema).min(1)]),
		join: z.string().max(10).optional(),
		/** Put before each, behind `as`. */
		prefix: z.string().max(100).optional(),
		as: z.array(z.enum(transformNames)).optional(),
		/** In lower case, onto ours; what is not listed is left out unless `otherwise` says what it is. */
		words: z.record(z.string(), scalarSchema).optional(),
		otherwise: scalarSchema.optional(),
	}),
]);

/** The first rule that comes to a number counts. */
const confidenceRuleSchema = z.union([
	z.strictObject({ path: pathSchema, points: z.array(z.tuple([z.number(), z.number().min(0).max(1)])).min(1) }),
	z.strictObject({ path: pathSchema, words: z.record(z.string(), z.number().min(0).max(1)) }),
	/** What the row says at each path is what the record says, in normal form. */
	z.strictObject({
		agree: z.array(z.strictObject({ path: pathSchema, input: inputSchema })).min(1),
		value: z.number().min(0).max(1),
	}),
	z.strictObject({ given: z.array(inputSchema).min(1), value: z.number().min(0).max(1) }),
	z.strictObject({ value: z.number().min(0).max(1) }),
]);

const answerSchema = z.strictObject({
	values: z.record(attributeNameSchema, mappingSchema),
	confidence: z.array(confidenceRuleSchema).min(1),
	/** Told beside the mapped figure, e.g. name `likelihood`. */
	rawConfidence: z.strictObject({ name: z.string(), path: pathSchema }).optional(),
	confidenceOf: z.record(attributeNameSchema, z.array(confidenceRuleSchema).min(1)).optional(),
	matchedOn: pathSchema.optional(),
	observedAt: pathSchema.optional(),
	personId: pathSchema.optional(),
	companyId: pathSchema.optional(),
});

const correlationSchema = z.union([
	z.strictObject({
		by: z.literal('position'),
		/** Texts that a row may repeat of its query; one that differs shows that the order was not kept. */
		confirmedBy: z.array(z.strictObject({ path: pathSchema, equals: z.string().min(1) })).optional(),
	}),
	/** A row belongs to every query for which the text at `path` is what `equals` comes to. */
	z.strictObject({
		by: z.literal('echo'),
		path: pathSchema,
		/** What is done to the text at `path` before it is compared. */
		as: z.array(z.enum(transformNames)).optional(),
		equals: z.string().min(1),
	}),
]);

const stepSchema = z.strictObject({
	request: requestSchema,
	/** Where the rows of the answers are; absent: the whole body is the one row. */
	rows: pathSchema.optional(),
	/** Absent: the reply is about the one query that was asked. */
	correlate: correlationSchema.optional(),
	rowOutcomes: z.array(rowRuleSchema).optional(),
	/** What a later step uses as `{$name}`. */
	take: z.record(z.string().regex(/^[a-z]\w*$/), pathSchema).optional(),
	/** Left out for a query that holds all of these; they are then taken from it. */
	skipWith: z.record(z.string().regex(/^[a-z]\w*$/), inputSchema).optional(),
	answer: answerSchema.optional(),
});

const rateSchema = z.strictObject({
	scope: z.enum(['key', 'account', 'endpoint']),
	windows: z
		.array(
			z.strictObject({
				requests: z.int().min(1),
				perMs: z.int().min(1),
				kind: z.enum(['calendar', 'sliding']).optional(),
			}),
		)
		.min(1),
});

const billingSchema = z.strictObject({
	rule: z.string().min(1),
	pools: z.array(z.string().min(1)),
	perQuery: creditsSchema.optional(),
	/** For each record that a step before the last has found. */
	perTaken: creditsSchema.optional(),
	perMatch: creditsSchema.optional(),
	/** Charged once when one of the attributes is asked for and found. */
	perAttribute: z.array(z.strictObject({ attributes: z.array(z.string()).min(1), credits: creditsSchema })).optional(),
	perCall: creditsSchema.optional(),
});

const limitsSchema = z.strictObject({
	requestBytes: z.int().min(1).max(50_000_000).optional(),
	replyBytes: z.int().min(1).max(50_000_000).optional(),
	timeoutMs: z.int().min(1).max(290_000).optional(),
	concurrency: z.int().min(1).max(50).optional(),
});

/** A provider over HTTP, as data; `docs/schemas/http-provider.schema.json` is made from it. */
export const httpDefinitionSchema = z.strictObject({
	$schema: z.string().optional(),
	id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'is no id: lower-case letters, digits and hyphens'),
	label: z.string().min(1).max(60),
	finds: z.enum(['person', 'company']),
	needs: z.array(z.array(inputSchema).min(1)).min(1),
	uses: z.array(inputSchema).min(1),
	batchSize: z.int().min(1).max(1_000),
	attributes: z
		.array(
			z.strictObject({
				name: attributeNameSchema,
				label: z.string().min(1),
				type: z.enum(['text', 'number', 'boolean', 'date', 'list']),
				example: z.string().optional(),
			}),
		)
		.optional()
		.describe('What it gives beside the common vocabulary'),
	credentials: z.array(z.string()).optional().describe("n8n's names of the credential types that open it, ours first"),
	/** The first whose inputs a query holds is gone. */
	routes: z
		.array(
			z.strictObject({
				when: z.array(inputSchema).min(1).optional(),
				/** ISO codes: a record of another country is not asked for, and has no match. */
				countries: z
					.array(z.string().regex(/^[A-Z]{2}$/, 'is no ISO code of a country'))
					.min(1)
					.optional(),
				steps: z.array(stepSchema).min(1).max(4),
			}),
		)
		.min(1),
	outcomes: z.array(callRuleSchema).optional(),
	/** Where a refusal says why. */
	messages: z.array(pathSchema).optional(),
	charge: z.array(z.strictObject({ pool: z.string(), from: sourceSchema })).optional(),
	meter: z
		.strictObject({
			credits: z.array(z.strictObject({ pool: z.string(), from: sourceSchema })).optional(),
			windows: z
				.array(
					z.strictObject({
						left: sourceSchema,
						resets: z.strictObject({ from: sourceSchema, as: timeFormSchema }).optional(),
						perMs: z.int().min(1).optional(),
					}),
				)
				.optional(),
		})
		.optional(),
	retryAfter: z.array(z.strictObject({ from: sourceSchema, as: timeFormSchema })).optional(),
	rate: rateSchema.optional(),
	billing: billingSchema,
	freeRepeatMs: z.int().min(1).optional(),
	limits: limitsSchema.optional(),
	confidenceScale: z.string().min(1),
	licence: z.string().optional(),
	notes: z.array(z.string()).optional(),
	documentation: z.array(z.string().regex(/^https:\/\//, 'is no https address')),
	isTriedLive: z.boolean().optional(),
});

export type HttpDefinition = z.infer<typeof httpDefinitionSchema>;
export type HttpRoute = HttpDefinition['routes'][number];
export type HttpStep = z.infer<typeof stepSchema>;
export type HttpAnswer = z.infer<typeof answerSchema>;
export type RequestTemplate = z.infer<typeof requestSchema>;
export type Condition = z.infer<typeof conditionSchema>;
export type CallRule = z.infer<typeof callRuleSchema>;
export type CallOutcome = z.infer<typeof callOutcomeSchema>;
export type RowRule = z.infer<typeof rowRuleSchema>;
export type Mapping = z.infer<typeof mappingSchema>;
export type ConfidenceRule = z.infer<typeof confidenceRuleSchema>;
export type FigureSource = z.infer<typeof sourceSchema>;
export type TimeForm = z.infer<typeof timeFormSchema>;
export type CreditAmounts = z.infer<typeof creditsSchema>;
export type BillingRules = z.infer<typeof billingSchema>;
