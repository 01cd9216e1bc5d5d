import { gridJsonSchema, scorecardJsonSchema } from '../core/stages/score/scorecard-schema';

/** Where the schema of scorecards is published. */
export const scorecardSchemaFile = 'docs/schemas/scorecard.schema.json';

/** Where the schema of grids is published. */
export const gridSchemaFile = 'docs/schemas/score-grid.schema.json';

/** The published schema of scorecards as the file has it. */
export function scorecardSchema(): string {
	return `${JSON.stringify(scorecardJsonSchema(), undefined, '\t')}\n`;
}

/** The published schema of grids as the file has it. */
export function gridSchema(): string {
	return `${JSON.stringify(gridJsonSchema(), undefined, '\t')}\n`;
}
