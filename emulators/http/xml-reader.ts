/** One element of an XML text; names come without their namespace prefix. */
export interface XmlElement {
	readonly name: string;
	readonly children: readonly XmlElement[];
	/** All text directly inside, joined. */
	readonly text: string;
}

interface OpenElement {
	readonly tag: string;
	readonly children: XmlElement[];
	text: string;
}

const tokenShape =
	/<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>|([^<]+)/gy;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads an XML text without document type; `undefined` when it is not well formed. */
export function readXml(source: string): XmlElement | undefined {
	const root: OpenElement = { tag: '', children: [], text: '' };
	const open = [root];
	let end = 0;
	for (const [token, cdata, closed, opened, isEmpty, text] of source.matchAll(tokenShape)) {
		end += token.length;
		const current = open[open.length - 1];
		if (cdata !== undefined) current.text += cdata;
		else if (text !== undefined) current.text += decodeEntities(text);
		else if (opened !== undefined) open.push({ tag: opened, children: [], text: '' });
		if (opened !== undefined && isEmpty === '') continue;
		if (opened === undefined && closed === undefined) continue;
		const done = open.pop()!;
		if (done === root || (closed ?? opened) !== done.tag) return undefined;
		open[open.length - 1].children.push({
			name: done.tag.replace(/^.*:/, ''),
			children: done.children,
			text: done.text,
		});
	}
	return end === source.length && open.length === 1 && root.children.length === 1 ? root.children[0] : undefined;
}

/** The first child with this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
	return element?.children.find((each) => each.name === name);
}

function decodeEntities(text: string): string {
	return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
		if (!name.startsWith('#')) return entities[name] ?? whole;
		return String.fromCodePoint(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
	});
}
