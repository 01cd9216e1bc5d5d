/** A text, or the elements inside an element; a list repeats the element. */
export type Content = string | Elements | readonly Elements[] | readonly string[];
export type Elements = { readonly [element: string]: Content };

/** A component's path below the folder of its package, and its text. */
export type ComponentFile = readonly [path: string, text: string];

/** Where Salesforce's source format wants components of a package. */
export const componentFolder = 'main/default';

/** A component as Salesforce's source format writes it, its elements in the order given; says where it comes from. */
export function xmlFile(root: string, elements: Elements, origin: string): string {
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<${root} xmlns="http://soap.sforce.com/2006/04/metadata">`,
		// The Salesforce CLI takes whatever comes first for the root, so a comment in front of it stops the deployment.
		`\t<!-- ${origin} -->`,
		...xmlLines(elements, 1),
		`</${root}>`,
		'',
	].join('\n');
}

/** The same for a generated component, at its path. */
export function component(path: string, root: string, elements: Elements, from = 'core/record'): ComponentFile {
	const origin = `Generated from ${from} by metadata/generate.ts; change it there and generate again.`;
	return [`${componentFolder}/${path}-meta.xml`, xmlFile(root, elements, origin)];
}

/** Values as the texts that XML holds. */
export function asTexts(values: Readonly<Record<string, string | number | boolean>>): Elements {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function xmlLines(elements: Elements, depth: number): string[] {
	const indent = '\t'.repeat(depth);
	return Object.entries(elements).flatMap(([name, content]) =>
		[content]
			.flat()
			.flatMap((inner) =>
				typeof inner === 'string'
					? [`${indent}<${name}>${escaped(inner)}</${name}>`]
					: [`${indent}<${name}>`, ...xmlLines(inner, depth + 1), `${indent}</${name}>`],
			),
	);
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
