/** HTML whose text is escaped. */
export interface Markup {
	readonly html: string;
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** HTML of a template; what is put in is escaped unless it is markup itself. */
export function markup(
	parts: TemplateStringsArray,
	...values: ReadonlyArray<string | number | Markup | readonly Markup[]>
): Markup {
	const html = parts.reduce((text, part, at) => {
		const value = at < values.length ? values[at] : '';
		return `${text}${part}${[value].flat().map(htmlOf).join('')}`;
	}, '');
	return { html };
}

/** HTML that is known to be safe, such as a plot. */
export function safe(html: string): Markup {
	return { html };
}

/** A table with a heading for each column; of `words` rather than numbers its cells begin at the left. */
export function table(
	headings: readonly string[],
	rows: ReadonlyArray<ReadonlyArray<string | number>>,
	kind: 'numbers' | 'words' = 'numbers',
): Markup {
	const cells = rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>`);
	return markup`<table class="${kind}"><thead><tr>${headings.map((heading) => markup`<th>${heading}</th>`)}</tr></thead><tbody>${cells}</tbody></table>`;
}

function htmlOf(value: string | number | Markup): string {
	if (typeof value === 'object') return value.html;
	return String(value).replace(/[&<>"']/g, (character) => entities[character]);
}
