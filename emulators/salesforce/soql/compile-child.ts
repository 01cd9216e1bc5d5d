import type { SelectQuery } from './ast';
import { checkSemiJoins } from './check-semi-joins';
import { isAggregate } from './compile-aggregate';
import { Compilation } from './compilation';
import { compileRecordQuery } from './compile-record-query';
import { Scope } from './scope';
import type { CompileChild } from './select-list';
import { unknownRelationship } from './unknown-names';

const mostLevels = 5;

/** A subquery over a list of children, four of which may nest below the statement. */
export const compileChild: CompileChild = (parent, query) => compileAtLevel(parent, query, 2);

function compileAtLevel(parent: Scope, query: SelectQuery, level: number): ReturnType<CompileChild> {
	const { compilation } = parent;
	checkClauses(compilation, query, level);
	const { path, position } = query.from;
	// The list may be named through its parent: FROM Account.Contacts.
	const [name] = parent.withoutAlias(path);
	const relationship = compilation.schema
		.childRelationships(parent.type)
		.find((each) => each.name.toLowerCase() === name.toLowerCase());
	const childType = relationship && compilation.type(relationship.childObject.name);
	if (!relationship || !childType || path.length > 2 || !compilation.canSee(childType, relationship.field)) {
		throw compilation.error(position, 'INVALID_TYPE', unknownRelationship(path.join('.'), 'FROM part of query call'));
	}
	const { schema, source, options } = compilation;
	const inner = new Compilation(schema, source, options);
	const scope = new Scope(inner, childType, query.from);
	scope.addOwnName(childType.name);
	const compiled = compileRecordQuery(scope, query, (each, innerQuery) => compileAtLevel(each, innerQuery, level + 1));
	const parentId = `${scope.rootAlias}."${relationship.field.name}" = ?${compiled.params.length + 1}`;
	return {
		kind: 'children',
		key: relationship.name,
		query: { ...compiled, hasWhere: true, conditions: [...compiled.conditions, parentId] },
	};
}

function checkClauses(compilation: Compilation, query: SelectQuery, level: number): void {
	const refuse = (position: number, message: string) => compilation.malformed(position, message);
	if (level > mostLevels)
		throw refuse(query.position, 'SOQL queries only allow up to 5 levels of parent-to-child relationships');
	if (query.groupBy.length > 0 || query.select.some((item) => item.kind === 'operand' && isAggregate(item.operand))) {
		throw refuse(query.position, 'Only root queries support aggregate expressions');
	}
	if (query.offset !== undefined) throw refuse(query.offsetPosition, 'OFFSET clause not allowed in subqueries');
	if (query.isForUpdate) throw refuse(query.position, 'FOR UPDATE not allowed in subqueries');
	if (query.scope) throw refuse(query.scope.position, 'USING SCOPE not allowed in subqueries');
	if (query.parentAliases.length > 0)
		throw refuse(query.parentAliases[0].position, 'A subquery names one list of children');
	checkSemiJoins(compilation, query.where, false);
}
