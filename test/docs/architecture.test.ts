import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { architectureFile, withFloorsPicture } from '../../docs/floors-picture';
import { localLinks, readDoc, root } from './doc-text';

const guide = readDoc(architectureFile);
const recipes = guide.split('## Recipes')[1];

describe('the architecture', () => {
	it('draws the floors as they are', () => {
		expect(withFloorsPicture(guide)).toBe(guide);
		expect(guide).toContain('core_changes["core/changes"]');
	});

	it('names files and folders that exist', () => {
		const named = [...guide.matchAll(/`((?:core|nodes|test|workflows|demo)\/[^`]*)`/g)].map(([, path]) => path);
		expect(named.length).toBeGreaterThan(40);
		expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
	});

	it.each(['outcome', 'operation', 'provider', 'stored column', 'template'])(
		'has a recipe for adding a %s, which names its files',
		(what) => {
			const recipe = recipes
				.split('\n\n')
				.find((paragraph) => new RegExp(`^\\*\\*An? ${what}\\.\\*\\*`).test(paragraph));
			expect(recipe).toMatch(/`[\w/.-]+\.ts`/);
		},
	);

	it('links to files that exist', () => {
		expect(localLinks(guide).filter((target) => !existsSync(join(root, dirname(architectureFile), target)))).toEqual(
			[],
		);
	});
});
