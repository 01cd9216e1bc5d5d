import { z } from 'zod/v4';
import { filterOperators } from '../stages/fetch/filter-row';
import { days, fieldPath, mostRows, someText } from './words';

const filterValue = z.union([
	z.string().max(4_000),
	z.number(),
	z.boolean(),
	z.array(z.string().max(255)).max(mostRows),
]);

const filterRow = z
	.strictObject({
		field: fieldPath,
		operator: z.enum(filterOperators),
		value: filterValue.optional().describe('Several values as a list; isEmpty and isNotEmpty take none'),
	})
	.describe('One condition on a field');

/** Which records Fetch Modified takes; whatever is left out is as the node says. */
export const selectionRulesSchema = z
	.strictObject({
		filters: z.array(filterRow).max(mostRows).optional().describe('Conditions that records meet'),
		logic: someText(4_000).optional().describe('How the filters are joined, by their numbers, e.g. 1 AND (2 OR 3)'),
		exclusions: z
			.array(filterRow)
			.max(mostRows)
			.optional()
			.describe('A record that meets any of these is left out, whatever the filters say'),
		condition: someText(4_000).optional().describe('A further condition, written as behind WHERE in SOQL'),
		currency: z.string().length(3).optional().describe('ISO code of the amounts in the filters'),
		candidateField: fieldPath.optional().describe('A checkbox; only records on which it is ticked are taken'),
		refreshAfterDays: days.optional(),
		retryAfterDays: days.optional(),
		retryFailedAfterDays: days.optional(),
		includeNeverEnriched: z.boolean().optional(),
		includeUnscored: z.boolean().optional(),
		additionalFields: z.array(fieldPath).max(mostRows).optional().describe('Fields to read beside the usual ones'),
		importantFields: z
			.strictObject({
				company: fieldPath.optional(),
				country: fieldPath.optional(),
				email: fieldPath.optional(),
				website: fieldPath.optional(),
				further: z.array(fieldPath).max(mostRows).optional(),
			})
			.optional()
			.describe('The fields whose changes matter where unchanged records are skipped'),
	})
	.meta({ id: 'selection' });

export type SelectionRules = z.infer<typeof selectionRulesSchema>;

export type FilterRule = z.infer<typeof filterRow>;
