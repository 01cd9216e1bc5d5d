import { isBuiltin } from 'node:module';
import path from 'node:path';
import { floors, testFloor } from './floors.mjs';

/** Reports imports that the table of floors does not allow, whichever way they are written. */
export const floorsRule = {
	meta: {
		type: 'problem',
		messages: { forbidden: '{{reason}}; eslint/floors.mjs says who may import whom' },
		schema: [],
	},
	create(context) {
		const file = withoutExtension(path.relative(context.cwd, context.filename));
		const check = (source) => {
			if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
			const reason = forbiddenReason(file, source.value);
			if (reason) context.report({ node: source, messageId: 'forbidden', data: { reason } });
		};
		return {
			ImportDeclaration: (node) => check(node.source),
			ImportExpression: (node) => check(node.source),
			ExportAllDeclaration: (node) => check(node.source),
			ExportNamedDeclaration: (node) => check(node.source),
			TSExternalModuleReference: (node) => check(node.expression),
			TSImportType: (node) => check(node.argument?.literal),
			CallExpression: (node) => {
				if (isModuleLoad(node.callee)) check(node.arguments[0]);
			},
		};
	},
};

/**
 * Why `file` (relative to the root, without extension) may not import `specifier`;
 * `undefined` when it may.
 */
export function forbiddenReason(file, specifier) {
	const floor = floorOf(file);
	if (!floor) return undefined;
	const { mayImport, packages } = isTest(file) ? forTests(floor) : floor;

	if (!specifier.startsWith('.')) {
		const name = packageOf(specifier);
		if (!packages || packages.includes(name)) return undefined;
		return `${floor.folder} may not import the package ${name}`;
	}
	const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), withoutExtension(specifier)));
	if ([floor.folder, ...mayImport].some((allowed) => isInside(target, allowed))) return undefined;
	return `${floor.folder} may not import ${target}`;
}

function floorOf(file) {
	return floors.filter(({ folder }) => isInside(file, folder)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** A unit test may look down through the whole of core, and use any package to do so. */
function forTests(floor) {
	return { mayImport: [...floor.mayImport, ...testFloor.mayImport], packages: testFloor.packages };
}

function isTest(file) {
	return /\.(test|contract|builders)$/.test(file);
}

function isInside(file, folder) {
	return file === folder || file.startsWith(`${folder}/`);
}

/** `csv-parse/sync` → `csv-parse`, `@scope/name/x` → `@scope/name`, `fs/promises` → `node:fs`. */
function packageOf(specifier) {
	const parts = specifier.replace(/^node:/, '').split('/');
	if (isBuiltin(specifier)) return `node:${parts[0]}`;
	return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function withoutExtension(file) {
	return file.replaceAll(path.sep, '/').replace(/\.(?:[cm]?[jt]s|json)$/, '');
}

function isModuleLoad(callee) {
	const name = callee.type === 'MemberExpression' ? callee.property.name : callee.name;
	return ['require', 'getBuiltinModule', 'requireActual', 'mock'].includes(name);
}
