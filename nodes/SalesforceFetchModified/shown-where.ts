import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/**
 * A parameter that the editor shows only where something inside a collection is so. n8n looks into no collection when it
 * executes, and drops the value of a parameter that is not shown; so a second, hidden one of the same name keeps it.
 */
export function shownWhere(
	parameter: INodeProperties,
	condition: NonNullable<IDisplayOptions['show']>,
): INodeProperties[] {
	const { show, hide } = parameter.displayOptions ?? {};
	const { options: _options, ...kept } = parameter;
	return [
		{ ...parameter, displayOptions: { show: { ...show, ...condition }, ...(hide && { hide }) } },
		{ ...kept, type: 'hidden', displayOptions: { ...(show && { show }), hide: { ...hide, ...condition } } },
	];
}
