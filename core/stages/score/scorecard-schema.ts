import { z } from 'zod/v4';
import { countOperators, relatedOperators, type ScoreOperator, scoreOperators } from './scorecard';

const text = z.string().regex(/\S/);
const path = z
	.string()
	.regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/)
	.describe('API name of a field, parents with a dot, such as Account.Industry');
const apiName = z.string().regex(/^[A-Za-z]\w*$/);
const scalar = z.union([text, z.number(), z.boolean()]);
const points = z
	.int()
	.refine((value) => value !== 0)
	.describe('Whole, above or below 0')
	.meta({ not: { const: 0 } });
const days = z.number().min(0).max(36_525);
const halfLifeDays = z.number().gt(0).max(36_525).describe('Days after which half of the points is left');
const words = z.union([text, z.array(text).min(1).max(10_000)]);

/** What each operator compares with; operators without a value are missing. */
const valueByOperator: Partial<Record<ScoreOperator, z.ZodType>> = {
	...{ equals: scalar, not_equals: scalar },
	...{ one_of: z.array(scalar).min(1).max(10_000), none_of: z.array(scalar).min(1).max(10_000) },
	...{ contains: words, not_contains: words, starts_with: words, ends_with: words },
	...{ includes_any: words, includes_all: words },
	...{ at_least: z.number(), at_most: z.number(), above: z.number(), below: z.number() },
	between: z.array(z.number()).length(2),
	matches_domain_kind: z.enum(['company', 'freemail']),
	...{ within_days: days, older_than_days: days, in_next_days: days },
	...{ before: z.iso.date(), since: z.iso.date() },
};

const anyRule = {
	name: text.describe('Unique in the scorecard; names the contribution'),
	points,
	reason: text.optional().describe("What people read in place of the rule's own words"),
	group: text.optional().describe('The group whose limits its points count toward'),
};

const fieldRules = scoreOperators.map((operator) => {
	const value = valueByOperator[operator];
	return z.strictObject({
		...anyRule,
		field: path,
		operator: z.literal(operator),
		...(value && { value }),
		decay: z
			.strictObject({ halfLifeDays, from: path.optional().describe('The date that the age counts from') })
			.optional(),
	});
});

const conditionValue = z.union([scalar, z.array(scalar).min(1).max(200)]);

const related = z.strictObject({
	object: apiName.describe('The related object, such as Task'),
	by: apiName.optional().describe('Its look-up to the record; the usual or only one unless set'),
	where: z
		.array(z.strictObject({ field: path, operator: z.enum(relatedOperators), value: conditionValue.optional() }))
		.max(20)
		.optional(),
	lastDays: z.number().gt(0).max(3_650).optional(),
	date: path.optional().describe('The date that the days count by; CreatedDate unless set'),
});

const relatedRules = countOperators.map((operator) => {
	const hasNumber = operator === 'at_least' || operator === 'below' || operator === 'equals';
	return z.strictObject({
		...anyRule,
		related,
		operator: z.literal(operator),
		...(hasNumber && { value: z.int().min(0).max(1_000_000) }),
		...(operator === 'each' && { most: z.number().gt(0).max(1_000).optional() }),
		...(['each', 'is_set', 'at_least'].includes(operator) && { decay: z.strictObject({ halfLifeDays }).optional() }),
	});
});

const limits = z.strictObject({ most: z.int().min(0).optional(), least: z.int().max(0).optional() });
const score = z.number().min(0).max(100);
const ranks = z.strictObject({ A: score, B: score, C: score, D: score }).describe('Lowest score of each, falling');

const scorecard = z.strictObject({
	$schema: z.string().optional(),
	name: text,
	version: text,
	base: z.int().optional(),
	rules: z
		.array(z.union([...fieldRules, ...relatedRules]))
		.min(1)
		.max(1_000),
	groups: z.record(z.string(), limits).optional(),
	ranks: ranks.optional(),
});

const bands = z
	.record(z.string().regex(/^[A-Za-z0-9]{1,4}$/), score)
	.describe('Lowest score of each band; the lowest begins at 0');
const saying = text.max(255);

const grid = z.strictObject({
	$schema: z.string().optional(),
	name: text,
	version: text,
	fit: scorecard.optional().describe('The standard scorecard of the object unless set'),
	engagement: scorecard.optional().describe('The standard engagement of the object unless set'),
	rows: bands.optional(),
	columns: bands.optional(),
	cells: z
		.record(
			z.string(),
			z.union([
				saying,
				z.strictObject({ says: saying.optional(), rank: z.enum(['A', 'B', 'C', 'D', 'F']).optional() }),
			]),
		)
		.optional(),
	fitShare: z.int().min(0).max(100).optional(),
	ranks: ranks.optional(),
});

/** The published JSON schema, draft 7, of a scorecard; names, groups and bands that have to fit together are checked by the parser only. */
export function scorecardJsonSchema(): Readonly<Record<string, unknown>> {
	return { ...z.toJSONSchema(scorecard, { target: 'draft-7', io: 'input', reused: 'ref' }), title: 'Scorecard' };
}

/** The published JSON schema, draft 7, of a grid of fit and engagement. */
export function gridJsonSchema(): Readonly<Record<string, unknown>> {
	return {
		...z.toJSONSchema(grid, { target: 'draft-7', io: 'input', reused: 'ref' }),
		title: 'Grid of fit and engagement',
	};
}
