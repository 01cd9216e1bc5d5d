/** Something that a page loads or leads to, with its URL resolved. */
export interface PageResource {
	readonly tag: 'script' | 'iframe' | 'img' | 'link' | 'form';
	readonly url: URL;
}

/** What a reader of HTML keeps of a home page; texts as they stand there, lists bounded. */
export interface PageContents {
	readonly title: string;
	/** Of `<html>`. */
	readonly lang: string;
	/** Content by name, property or http-equiv in lower case; the first of a name. */
	readonly metas: ReadonlyMap<string, string>;
	readonly resources: readonly PageResource[];
	/** Where links lead, with `rel`; as written where it is no URL of the web, e.g. `tel:`. */
	readonly links: ReadonlyArray<{ readonly href: string; readonly rel: string }>;
	/** Scripts in the page, each on its own. */
	readonly scripts: readonly string[];
	readonly jsonLd: readonly string[];
	readonly comments: readonly string[];
	/** Ids, `type`s of scripts and names of data attributes, by which some systems are known. */
	readonly marks: ReadonlySet<string>;
	/** Of schema.org's microdata, the first of each `itemprop`. */
	readonly microdata: ReadonlyMap<string, string>;
	readonly heading: string;
	/** The first words that a visitor reads. */
	readonly text: string;
}
