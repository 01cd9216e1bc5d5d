import { readdirSync, readFileSync } from 'node:fs';
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
	const start = lines.findIndex(
		(line) => line.startsWith('|') && head.every((cell, index) => cellsOf(line)[index] === cell),
	);
	if (start === -1) throw new Error(`There is no table with the head ${head.join(' | ')}`);
	const rest = lines.slice(start + 2);
	const length = rest.findIndex((line) => !line.startsWith('|'));
	return (length === -1 ? rest : rest.slice(0, length)).map(cellsOf);
}

/** The targets of the links and images, without their anchors; addresses on the web are left out. */
export function localLinks(markdown: string): string[] {
	return [...markdown.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
		.map(([, target]) => target)
		.filter((target) => !/^https?:/.test(target));
}

/** What stands in italics, on one line each. */
export function italics(markdown: string): string[] {
	const prose = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`]*`/g, '');
	return [...prose.matchAll(/(?<!\*)\*(?!\*)([^*]+)\*(?!\*)/g)].map(([, words]) => words.replaceAll(/\s+/g, ' '));
}

/** The code of all nodes, in which every word that the editor shows stands in quotes. */
export function nodeSources(): string {
	const files = readdirSync(join(root, 'nodes'), { recursive: true, encoding: 'utf8' });
	return files
		.filter((file) => /(?<!\.(test|builders))\.ts$/.test(file))
		.map((file) => readDoc(`nodes/${file}`))
		.join('\n');
}

function cellsOf(line: string): string[] {
	return line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1'));
}
