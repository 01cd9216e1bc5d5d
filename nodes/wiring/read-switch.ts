import type { IExecuteFunctions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';

/**
 * A switch that an expression may set, for one item. Throws `invalid_parameter` for what is neither true nor false: a dry run
 * whose expression finds nothing must not become a real one.
 */
export function readSwitch(this: IExecuteFunctions, name: string, title: string, itemIndex: number): boolean {
	const value = this.getNodeParameter(name, itemIndex) as unknown;
	const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (text === true || text === 'true') return true;
	if (text === false || text === 'false') return false;
	throw new EnrichmentError(
		'invalid_parameter',
		`${title} is ${JSON.stringify(value) ?? 'nothing'}, and not true or false.`,
		{
			remedy: `Correct the expression of ${title}, so that it gives true or false for each item.`,
			details: { itemIndex },
		},
	);
}
