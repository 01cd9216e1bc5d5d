import type { INodeProperties } from 'n8n-workflow';
import type { Panel } from '../panels/panel-list';

/** What a person meets on one panel. */
export interface ControlCounts {
	/** Shown before anything was chosen. */
	readonly atFirst: number;
	/** Behind the menus of the collections that are shown. */
	readonly options: number;
	/** Of both: those whose choices come from the service. */
	readonly fromService: number;
}

/** Counts the controls of a panel; a notice is none. */
export function countControls({ shown }: Panel): ControlCounts {
	const controls = shown.filter(({ type }) => type !== 'notice');
	const options = controls.filter(({ type }) => type === 'collection').flatMap(insideOf);
	return {
		atFirst: controls.length,
		options: options.length,
		fromService: [...controls, ...controls.flatMap(everythingInside)].filter(isLoaded).length,
	};
}

/** Choices, or columns, are asked from the service. */
function isLoaded({ type, typeOptions, modes }: INodeProperties): boolean {
	if (type === 'resourceMapper') return true;
	if (type === 'resourceLocator') return (modes ?? []).some((mode) => mode.type === 'list');
	return typeOptions?.loadOptionsMethod !== undefined || typeOptions?.loadOptions !== undefined;
}

function everythingInside(property: INodeProperties): INodeProperties[] {
	return insideOf(property).flatMap((inner) => [inner, ...everythingInside(inner)]);
}

/** Of a collection its options, of a fixed collection the values of its rows. */
function insideOf({ options }: INodeProperties): INodeProperties[] {
	return (options ?? []).flatMap((option) => {
		if ('values' in option) return option.values;
		return 'type' in option ? [option] : [];
	});
}
