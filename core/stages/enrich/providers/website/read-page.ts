import { Parser } from 'htmlparser2';
import type { PageContents, PageResource } from './page-contents';

/** Beyond these a page is not kept. */
const limits = {
	items: 2_000,
	scriptChars: 64 * 1024,
	allScriptChars: 512 * 1024,
	textChars: 6_000,
	valueChars: 4_000,
};

/** What lies deeper is not read: the parser's time grows with the square of the depth, and no page is nested like that. */
const maxDepth = 2_000;

/** The depth is looked at after so much of a page. */
const pieceChars = 8_192;

const urlAttribute: Readonly<Record<string, string>> = {
	script: 'src',
	iframe: 'src',
	img: 'src',
	link: 'href',
	form: 'action',
};

/** Links that load something; `preconnect` and the like only announce it, and `canonical` names a page. */
const loadingRel = /\b(stylesheet|preload|modulepreload|icon|https:\/\/api\.w\.org\/)/i;

const scriptTypes = /^(|module|(text|application)\/(x-)?(java|ecma)script)$/i;

/** Scripts that a consent banner holds back until the visitor agrees say so in an attribute. */
const consentAttribute = /^data-(cookie|consent|category|service|cmp|usercentrics)/;

/** What the HTML holds, read in one pass; broken markup is read as far as it makes sense. */
export function readPage(html: string, baseUrl: URL): PageContents {
	const reader = new PageReader(baseUrl);
	const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true });
	for (let from = 0; from < html.length && reader.depth < maxDepth; from += pieceChars) {
		parser.write(html.slice(from, from + pieceChars));
	}
	parser.end();
	return reader;
}

type Attributes = Readonly<Record<string, string>>;

/** Collects while the parser walks; text goes to the innermost element that wants it. */
class PageReader implements PageContents {
	title = '';

	lang = '';

	heading = '';

	text = '';

	readonly metas = new Map<string, string>();

	readonly resources: PageResource[] = [];

	readonly links: Array<{ href: string; rel: string }> = [];

	readonly scripts: string[] = [];

	readonly jsonLd: string[] = [];

	readonly comments: string[] = [];

	readonly marks = new Set<string>();

	readonly microdata = new Map<string, string>();

	/** Of elements that are open. */
	depth = 0;

	private scriptChars = 0;

	/** Of the elements whose text is wanted, the innermost last. */
	private readonly open: Array<{ tag: string; text: string; done(text: string): void }> = [];

	private templates = 0;

	private unseen = 0;

	private itemDepth = 0;

	constructor(private readonly baseUrl: URL) {}

	onopentag(tag: string, attributes: Attributes): void {
		this.depth += 1;
		if (tag === 'template') this.templates += 1;
		// What stands in a template is not there until a script takes it out.
		if (this.templates > 0) return;
		if (isUnseen(tag)) this.unseen += 1;
		this.collectMarks(tag, attributes);
		this.collectResource(tag, attributes);
		if (tag === 'html') this.lang ||= attributes.lang ?? attributes['xml:lang'] ?? '';
		if (tag === 'meta') this.collectMeta(attributes);
		if (tag === 'a' && attributes.href && this.links.length < limits.items) {
			this.links.push({ href: attributes.href.slice(0, limits.valueChars).trim(), rel: attributes.rel ?? '' });
		}
		if (tag === 'title') this.want(tag, (text) => (this.title ||= text));
		if (tag === 'h1') this.want(tag, (text) => (this.heading ||= text));
		if (tag === 'script') this.want(tag, (text) => this.collectScript(text, attributes));
		if (/\bschema\.org\/\w*(Organization|Corporation|Business|Store|Address)/.test(attributes.itemtype ?? ''))
			this.itemDepth += 1;
		if (attributes.itemprop && this.itemDepth > 0) this.collectProperty(tag, attributes);
	}

	ontext(text: string): void {
		const innermost = this.open.at(-1);
		if (innermost && innermost.text.length < limits.scriptChars) innermost.text += text;
		if (this.unseen === 0 && this.templates === 0 && this.text.length < limits.textChars) this.text += text;
	}

	oncomment(text: string): void {
		if (this.comments.length < 100) this.comments.push(text.slice(0, 300));
	}

	onclosetag(tag: string): void {
		this.depth -= 1;
		if (tag === 'template') this.templates = Math.max(0, this.templates - 1);
		if (isUnseen(tag)) this.unseen = Math.max(0, this.unseen - 1);
		const index = this.open.findLastIndex((each) => each.tag === tag);
		if (index < 0) return;
		const [closed] = this.open.splice(index, 1);
		closed.done(closed.text);
	}

	private want(tag: string, done: (text: string) => void): void {
		if (this.open.length < 50) this.open.push({ tag, text: '', done });
	}

	private collectMeta({ name, property, content, ...rest }: Attributes): void {
		const key = (name ?? property ?? rest['http-equiv'] ?? rest.itemprop ?? '').toLowerCase();
		if (key === '' || content === undefined || this.metas.size >= limits.items || this.metas.has(key)) return;
		this.metas.set(key, content.slice(0, limits.valueChars));
	}

	private collectMarks(tag: string, attributes: Attributes): void {
		if (this.marks.size > limits.items) return;
		if (attributes.id) this.marks.add(`#${attributes.id.slice(0, 80)}`);
		if (tag === 'script' && attributes.type) this.marks.add(`type=${attributes.type.slice(0, 80)}`);
		for (const name of Object.keys(attributes)) {
			if (name.includes('-')) this.marks.add(name.slice(0, 80));
		}
	}

	private collectResource(tag: string, attributes: Attributes): void {
		const address = Object.hasOwn(urlAttribute, tag) ? attributes[urlAttribute[tag]] : undefined;
		if (address === undefined || this.resources.length >= limits.items || address.length > limits.valueChars) return;
		if (tag === 'link' && !loadingRel.test(attributes.rel ?? '')) return;
		if (tag === 'script' && !isRun(attributes)) return;
		if (URL.canParse(address.trim(), this.baseUrl.href)) {
			this.resources.push({ tag: tag as PageResource['tag'], url: new URL(address.trim(), this.baseUrl) });
		}
	}

	private collectScript(text: string, attributes: Attributes): void {
		if ((attributes.type ?? '').toLowerCase().includes('ld+json')) {
			if (this.jsonLd.length < 50) this.jsonLd.push(text);
		} else if (attributes.src === undefined && isRun(attributes) && this.scriptChars < limits.allScriptChars) {
			this.scriptChars += text.length;
			this.scripts.push(text);
		}
	}

	private collectProperty(tag: string, attributes: Attributes): void {
		const keep = (text: string) => {
			if (text.trim() === '' || this.microdata.size > 100) return;
			for (const name of attributes.itemprop.split(/\s+/, 5)) {
				if (!this.microdata.has(name)) this.microdata.set(name, text.trim().slice(0, limits.valueChars));
			}
		};
		const value = attributes.content ?? (tag === 'a' || tag === 'link' ? attributes.href : undefined);
		if (value !== undefined) keep(value);
		else this.want(tag, keep);
	}
}

function isUnseen(tag: string): boolean {
	return tag === 'script' || tag === 'style' || tag === 'head' || tag === 'noscript';
}

function isRun(attributes: Attributes): boolean {
	const type = attributes.type?.trim() ?? '';
	if (scriptTypes.test(type)) return true;
	return type === 'text/plain' && Object.keys(attributes).some((name) => consentAttribute.test(name));
}
