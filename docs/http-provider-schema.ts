import { httpDefinitionJsonSchema } from '../core/stages/enrich/providers/http/parse-definition';

/** Where the schema of HTTP provider definitions is published. */
export const httpProviderSchemaFile = 'docs/schemas/http-provider.schema.json';

/** The published schema as the file has it. */
export function httpProviderSchema(): string {
	return `${JSON.stringify(httpDefinitionJsonSchema(), undefined, '\t')}\n`;
}
