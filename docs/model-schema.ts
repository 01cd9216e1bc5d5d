import { modelJsonSchema } from '../core/stages/score/predictive/model/model-document';

/** Where the schema of scoring models is published. */
export const modelSchemaFile = 'docs/schemas/scoring-model.schema.json';

/** The published schema as the file has it. */
export function modelSchema(): string {
	return `${JSON.stringify(modelJsonSchema(), undefined, '\t')}\n`;
}
