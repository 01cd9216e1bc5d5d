import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readXml, type XmlElement } from '../../emulators/http/xml-reader';

/** Every file below the folder, by its path from there. */
export function filesBelow(folder: string): Map<string, string> {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return new Map(
		entries.map((entry) => {
			const file = join(entry.parentPath, entry.name);
			return [relative(folder, file), readFileSync(file, 'utf8')];
		}),
	);
}

/** Which files of source differ from those that came back, in what they say; spacing, comments and order of elements are free. */
export function differencesBetween(source: ReadonlyMap<string, string>, back: ReadonlyMap<string, string>): string[] {
	const differences: string[] = [];
	for (const [path, text] of source) {
		const other = back.get(path);
		if (other === undefined) differences.push(`${path} is lost`);
		else if (meaningOf(path, text) !== meaningOf(path, other)) differences.push(`${path} comes back different`);
	}
	for (const [path, text] of back) {
		// An object that only gets fields comes back with a file of its own, with nothing in it.
		if (!source.has(path) && readXml(text)?.children.length !== 0) differences.push(`${path} was not there before`);
	}
	return differences;
}

/** What a file says, for comparing; throws on XML that is not well-formed. */
export function meaningOf(path: string, text: string): string {
	if (!path.endsWith('.xml')) return text;
	const root = readXml(text);
	if (!root) throw new Error(`${path} is no well-formed XML`);
	// Of what a bundle has beside its code, attributes count too.
	if (path.includes('lwc/')) return text.replace(/<!--[\s\S]*?-->/g, '').replace(/\s+/g, '');
	return JSON.stringify(canonical(root));
}

function canonical({ name, text, children }: XmlElement): unknown {
	const inner = children.map((child) => [child.name, canonical(child)] as const);
	// Sorting keeps the order of what repeats, which can matter.
	return [name, text.trim(), inner.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))];
}
