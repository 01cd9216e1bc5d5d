import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { preProcessFile } from 'typescript';

const root = join(__dirname, '..');

/** The sources below these folders, by their path without its ending, with what they import of each other, types too unless they are left out. */
function importsOf(folders: readonly string[], withTypes = true): Map<string, Set<string>> {
	const files = folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.includes('node_modules'))
			.map((file) => join(folder, file).replace(/\.ts$/, '')),
	);
	const known = new Set(files);
	return new Map(
		files.map((file) => {
			const source = readFileSync(join(root, `${file}.ts`), 'utf8');
			const { importedFiles } = preProcessFile(withTypes ? source : withoutTypeImports(source));
			const targets = importedFiles
				.filter(({ fileName }) => fileName.startsWith('.'))
				.map(({ fileName }) => normalize(join(dirname(file), fileName)));
			return [file, new Set(targets.filter((target) => known.has(target)))];
		}),
	);
}

function withoutTypeImports(source: string): string {
	return source
		.replace(/^import type [^;]*;/gm, '')
		.replace(/^import \{(?:\s*type \w+(?: as \w+)?,?)+\s*\} from '[^']*';/gm, '');
}

/** Which files each can reach, and can be reached from, as groups of names. */
function circlesOf(imports: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
	const reachable = (from: string): Set<string> => {
		const seen = new Set<string>();
		const open = [...imports.get(from)!];
		for (let next = open.pop(); next !== undefined; next = open.pop()) {
			if (seen.has(next)) continue;
			seen.add(next);
			for (const target of imports.get(next)!) open.push(target);
		}
		return seen;
	};
	const suspects = filesOfCircles(imports);
	const reach = new Map(suspects.map((file) => [file, reachable(file)]));
	const groups = suspects
		.filter((file) => reach.get(file)!.has(file))
		.map((file) => suspects.filter((other) => reach.get(file)!.has(other) && reach.get(other)?.has(file)).sort());
	return [...new Map(groups.map((group) => [group.join(), group])).values()].sort();
}

/** What is left once everything that imports nothing more is taken away: files of circles, and those that lead into them. */
function filesOfCircles(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
	let left = [...imports.keys()];
	for (;;) {
		const names = new Set(left);
		const next = left.filter((file) => [...imports.get(file)!].some((target) => names.has(target)));
		if (next.length === left.length) return left;
		left = next;
	}
}

describe('imports', () => {
	it('run in no circle, not even for types', () => {
		const imports = importsOf(['core', 'nodes', 'credentials', 'demo']);
		expect(imports.size).toBeGreaterThan(300);
		expect(filesOfCircles(imports)).toEqual([]);
	});

	it('run in circles in the emulators only where what they read is nested in itself', () => {
		const routes = [
			'composite',
			'composite-batch',
			'composite-graph',
			'route-table',
			'subrequest',
			'tooling-composite',
		];
		expect(circlesOf(importsOf(['emulators'], false))).toEqual([
			// A composite's parts are requests themselves.
			['emulators/salesforce/http/dispatch', ...routes.map((name) => `emulators/salesforce/routes/${name}`)],
			// SOQL: an operand may be an aggregate of operands, a condition may hold a query with conditions.
			['emulators/salesforce/soql/compile-aggregate', 'emulators/salesforce/soql/compile-operand'],
			['emulators/salesforce/soql/compile-condition', 'emulators/salesforce/soql/compile-semi-join'],
		]);
	});

	it('are seen where they do', () => {
		const imports = new Map([
			['a', new Set(['b'])],
			['b', new Set(['c'])],
			['c', new Set(['b'])],
			['d', new Set<string>()],
		]);
		expect(filesOfCircles(imports)).toEqual(['a', 'b', 'c']);
	});
});
