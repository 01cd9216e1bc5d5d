import { component, type ComponentFile, type Elements } from '../xml-file';

/** A part of a page layout: two columns, filled in turn. */
export interface LayoutSection {
	readonly label: string;
	/** API names. */
	readonly fields: readonly string[];
	/** Whether people may edit them there; required fields always. */
	readonly isEditable?: boolean;
}

/** Fields that a page layout must let people fill. */
const required = new Set(['Name', 'Company', 'Status']);

/** A page layout with these sections, and with quick actions in front of the buttons that every page has. */
export function layoutFile(
	sObject: string,
	title: string,
	sections: readonly LayoutSection[],
	quickActions: readonly string[] = [],
): ComponentFile {
	const actions = [
		...quickActions.map((name) => [name, 'QuickAction']),
		['Edit', 'StandardButton'],
		['Delete', 'StandardButton'],
	];
	return component(`layouts/${sObject}-${title}.layout`, 'Layout', {
		layoutSections: sections.map(sectionElements),
		platformActionList: {
			actionListContext: 'Record',
			platformActionListItems: actions.map(([actionName, actionType], index) => ({
				actionName,
				actionType,
				sortOrder: String(index),
			})),
		},
		showEmailCheckbox: 'false',
		showHighlightsPanel: 'false',
		showInteractionLogPanel: 'false',
		showRunAssignmentRulesCheckbox: 'false',
		showSubmitAndAttachButton: 'false',
	});
}

function sectionElements({ label, fields, isEditable = false }: LayoutSection): Elements {
	const items = fields.map((field) => ({
		behavior: required.has(field) ? 'Required' : isEditable ? 'Edit' : 'Readonly',
		field,
	}));
	const column = (side: number) => ({ layoutItems: items.filter((_, index) => index % 2 === side) });
	return {
		customLabel: 'true',
		detailHeading: 'true',
		editHeading: 'true',
		label,
		layoutColumns: [column(0), column(1)],
		style: 'TwoColumnsLeftToRight',
	};
}
