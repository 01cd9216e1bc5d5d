/** A piece of HTML whose texts are escaped already. */
export class Html {
	constructor(readonly source: string) {}
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Builds HTML; what is put in is escaped unless it is HTML itself, lists are joined, `undefined` and null show nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
	return new Html(
		parts.reduce((text, part, index) => text + part + (index < values.length ? shown(values[index]) : ''), ''),
	);
}

/** A text with the characters that mean something in HTML or XML replaced. */
export function escapeMarkup(text: string): string {
	return text.replace(/[&<>"']/g, (char) => entities[char]);
}

function shown(value: unknown): string {
	if (value instanceof Html) return value.source;
	if (Array.isArray(value)) return value.map(shown).join('');
	return value === undefined || value === null ? '' : escapeMarkup(String(value));
}
