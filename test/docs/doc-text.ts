import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's root, without a slash at its end. */
export const root = join(__dirname, '..', '..');

/** The text of a document, by its path below the root. */
export function readDoc(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** The fenced blocks of one language, in order, without their fences. */
export function codeBlocks(markdown: string, language: string): string[] {
	return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
		.filter(([, blockLanguage]) => blockLanguage === language)
		.map(([, , code]) => code);
}

/** The rows of the table whose head begins with these cells; throws when there is none. */
export function tableRows(markdown: string, ...head: string[]): string[][] {
	const lines = markdown.split('\n');
	const start = lines.findIndex((line) => line.startsWith('|') && head.every((cell, index) => cellsOf(line)[index] === cell));
	if (start === -1) throw new Error(`There is no table with the head ${head.join(' | ')}`);
	const rest = lines.slice(start + 2);
	const length = rest.findIndex((line) => !line.startsWith('|'));
	return (length === -1 ? rest : rest.slice(0, length)).map(cellsOf);
}

/** The targets of the links and images, without their anchors; addresses on the web are left out. */
export function localLinks(markdown: string): string[] {
	return [...markdown.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target).filter((target) => !/^https?:/.test(target));
}

function cellsOf(line: string): string[] {
	return line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1'));
}
