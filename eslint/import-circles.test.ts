import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { preProcessFile } from 'typescript';

const root = join(__dirname, '..');

/** The sources below these folders, by their path without its ending, with what they import of each other, types too. */
function importsOf(folders: readonly string[]): Map<string, Set<string>> {
	const files = folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.includes('node_modules'))
			.map((file) => join(folder, file).replace(/\.ts$/, '')),
	);
	const known = new Set(files);
	return new Map(
		files.map((file) => {
			const { importedFiles } = preProcessFile(readFileSync(join(root, `${file}.ts`), 'utf8'));
			const targets = importedFiles.map(({ fileName }) => normalize(join(dirname(file), fileName)));
			return [file, new Set(targets.filter((target) => known.has(target)))];
		}),
	);
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
