import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** The names of all fields below the one that is being resolved, through fragments. */
export function selectedNames(info: GraphQLResolveInfo): ReadonlySet<string> {
	const names = new Set<string>();
	for (const { selectionSet } of info.fieldNodes) collect(selectionSet, info, names);
	return names;
}

function collect(set: SelectionSetNode | undefined, info: GraphQLResolveInfo, names: Set<string>): void {
	for (const selection of set?.selections ?? []) {
		if (selection.kind === 'Field') names.add(selection.name.value);
		const below = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
		collect(below.selectionSet, info, names);
	}
}
