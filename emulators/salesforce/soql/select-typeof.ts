import type { FieldPath, TypeOfItem } from './ast';
import type { Place } from './parent-joins';
import type { RecordShape } from './result-shape';
import type { ParentStep, ResolvedParent } from './scope';
import type { SelectList } from './select-list';

/** Adds `TYPEOF What WHEN Account THEN … ELSE … END`; its relationship may not be selected besides. */
export function addTypeOf(list: SelectList, item: TypeOfItem): void {
	const { scope } = list;
	const { path, position } = item.relationship;
	const resolved = scope.resolveParent(scope.withoutAlias(path), position);
	const step = resolved.parents[resolved.parents.length - 1];
	if (!step.targetSql)
		throw scope.compilation.malformed(position, `The field ${path.join('.')} is not a polymorphic relationship`);
	const { entries } = list.parentShape(resolved.parents.slice(0, -1));
	if (entries.some((each) => each.key === step.key)) list.refuseTypeOfBesides(step.key);
	if (
		item.branches.some((branch, index) =>
			item.branches.slice(0, index).some((other) => sameName(branch.typeName, other.typeName)),
		)
	) {
		throw scope.compilation.malformed(position, 'TYPEOF has two WHEN clauses for one object');
	}
	const branches = item.branches.map((branch) =>
		branchShape(list, step, target(list, resolved, branch), branch.fields),
	);
	const otherwise =
		item.otherwise.length > 0 ? nameShape(list, item.relationship, step, item.otherwise) : list.emptyShape(step);
	entries.push({ kind: 'typeof', key: step.key, shapes: [...branches, otherwise] });
}

function target(
	{ scope }: SelectList,
	{ targets }: ResolvedParent,
	{ typeName, position }: TypeOfItem['branches'][number],
): Place {
	const found = targets.find(({ type }) => sameName(type.name, typeName));
	if (found) return found;
	throw scope.compilation.error(
		position,
		'INVALID_TYPE',
		`sObject type '${typeName}' is not a type that this relationship can point to`,
	);
}

function branchShape(
	list: SelectList,
	step: ParentStep,
	{ alias, type }: Place,
	fields: readonly FieldPath[],
): RecordShape {
	const shape = list.emptyShape({ ...step, typeName: type.name, idSql: `${alias}.Id`, targetSql: undefined });
	for (const { path, position } of fields) {
		const resolved = list.scope.fieldOf({ alias, type }, path.join('.'), position);
		shape.entries.push(list.valueEntry(resolved.field.name, resolved));
	}
	return shape;
}

function nameShape(
	list: SelectList,
	relationship: FieldPath,
	step: ParentStep,
	fields: readonly FieldPath[],
): RecordShape {
	const shape = list.emptyShape(step);
	for (const { path, position } of fields) {
		const resolved = list.scope.resolve({ kind: 'field', path: [...relationship.path, ...path], position });
		shape.entries.push(list.valueEntry(resolved.field.name, resolved));
	}
	return shape;
}

function sameName(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
