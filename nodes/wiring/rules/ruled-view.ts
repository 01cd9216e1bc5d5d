import { get, omit, toPath } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { OpenRuleSet } from '../../../core/rules/parse-rule-set';
import type { Panel } from './panel';
import { readRuleSet } from './read-rule-set';

/** Which part of a rule set a node takes. */
export interface RuledNode {
	/** The operations that do; any other reads its panel alone. */
	readonly operations: readonly string[];
	/** Whether the node's credential says which org is meant. */
	readonly connects: boolean;
	/** The collection that options are in; `options` unless set. */
	readonly optionsName?: string;
	/** The node's part of the document as its panel would say it; throws `invalid_parameter` for a part that is wrong or missing. */
	panel(this: IExecuteFunctions, ruleSet: OpenRuleSet, items: readonly INodeExecutionData[]): Panel;
}

/**
 * What an operation sees of its node when Rules From names a rule set: parameters that the rule set says read so, all others as
 * the panel has them. Workflows of before have no such parameter, and see what they saw.
 */
export async function ruledView(
	this: IExecuteFunctions,
	ruled: RuledNode | undefined,
	items: readonly INodeExecutionData[],
): Promise<IExecuteFunctions> {
	if (!ruled?.operations.includes(this.getNodeParameter('operation', 0) as string)) return this;
	const from = this.getNodeParameter('rulesFrom', 0, 'node') as string;
	if (from === 'node') return this;
	const ruleSet = await readRuleSet.call(this, from, items, ruled.connects);
	const panel = ruled.panel.call(this, ruleSet, items);
	return overlaid.call(this, panel, ruled.optionsName ?? 'options');
}

function overlaid(this: IExecuteFunctions, { parameters, options }: Panel, optionsName: string): IExecuteFunctions {
	const getNodeParameter = (name: string, itemIndex: number, ...rest: []): unknown => {
		const [head, ...inner] = toPath(name);
		if (Object.hasOwn(parameters, head)) {
			const [fallback] = rest as unknown[];
			return inner.length > 0 ? get(parameters[head], inner, fallback) : parameters[head];
		}
		if (head !== optionsName) return this.getNodeParameter(name, itemIndex, ...rest);
		const own = this.getNodeParameter(optionsName, itemIndex, {}) as IDataObject;
		const merged = { ...omit(own, Object.keys(options)), ...options };
		return inner.length > 0 ? get(merged, inner, (rest as unknown[])[0]) : merged;
	};
	return Object.create(this, { getNodeParameter: { value: getNodeParameter } }) as IExecuteFunctions;
}
