import { ruleSetJsonSchema } from '../core/rules/parse-rule-set';

/** Where the schema of rule sets is published. */
export const ruleSetSchemaFile = 'docs/schemas/rule-set.schema.json';

/** The published schema as the file has it. */
export function ruleSetSchema(): string {
	return `${JSON.stringify(ruleSetJsonSchema(), undefined, '\t')}\n`;
}
